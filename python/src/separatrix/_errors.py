"""What goes wrong, with the program's words."""

from __future__ import annotations

from typing import Dict, Optional, Sequence, Type


class SeparatrixError(Exception):
    """The program ended with an error.

    Attributes:
        exit_code: the program's; None if it was not started.
        command: as it was started.
    """

    def __init__(
        self, message: str, exit_code: Optional[int] = None, command: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.command = list(command)


class ProgramNotFoundError(SeparatrixError):
    """There is no program to start."""


class DefectError(SeparatrixError):
    """A defect of the program (exit code 1)."""


class UsageError(SeparatrixError):
    """Options that do not fit together, or a folder that is taken (exit code 2)."""


class BadInputError(SeparatrixError):
    """A model or data that cannot be used (exit code 3)."""


class DeviceError(SeparatrixError):
    """A device that is not available (exit code 4)."""


class InterruptedRunError(SeparatrixError):
    """A run that was stopped and can go on with ``resume=True`` (exit code 5)."""


class QualityError(SeparatrixError):
    """A quality gate failed (exit code 6)."""


BY_EXIT_CODE: Dict[int, Type[SeparatrixError]] = {
    1: DefectError,
    2: UsageError,
    3: BadInputError,
    4: DeviceError,
    5: InterruptedRunError,
    6: QualityError,
}
