"""Where the program is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Iterator, Optional

from ._errors import ProgramNotFoundError

HOME = "SEPARATRIX_HOME"


def find_program() -> Path:
    """The program: from SEPARATRIX_HOME, the PATH, or a checkout around this file or the working directory.

    Raises:
        ProgramNotFoundError: if it is in none of these places.
    """
    home = os.environ.get(HOME)
    if home:
        found = _inside(Path(home))
        if found is None:
            raise ProgramNotFoundError(
                f"{HOME}: expected a folder with separatrix or bin/separatrix, found neither in {home}"
            )
        return found
    on_path = shutil.which("separatrix")
    if on_path:
        return Path(on_path)
    for folder in _around():
        if (folder / "pom.xml").is_file() and _inside(folder) is not None:
            return folder / "separatrix"
    raise ProgramNotFoundError(
        "expected the program separatrix on the PATH, in the folder that "
        f"{HOME} names, or in the checkout that this package or the working directory lies in, found none"
    )


def _inside(folder: Path) -> Optional[Path]:
    for name in ("separatrix", "bin/separatrix"):
        program = folder / name
        if program.is_file() and os.access(program, os.X_OK):
            return program.resolve()
    return None


def _around() -> Iterator[Path]:
    yield from Path(__file__).resolve().parents
    yield Path.cwd()
    yield from Path.cwd().parents
