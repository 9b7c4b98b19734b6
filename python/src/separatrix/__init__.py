"""Starts Separatrix and reads its run folders."""

from ._errors import (
    BadInputError,
    DefectError,
    DeviceError,
    InterruptedRunError,
    ProgramNotFoundError,
    QualityError,
    SeparatrixError,
    UsageError,
)
from ._program import find_program
from ._results import Run, load
from ._running import compare, run

__all__ = [
    "BadInputError",
    "DefectError",
    "DeviceError",
    "InterruptedRunError",
    "ProgramNotFoundError",
    "QualityError",
    "Run",
    "SeparatrixError",
    "UsageError",
    "compare",
    "find_program",
    "load",
    "run",
]
