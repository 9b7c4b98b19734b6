"""Starts the program."""

from __future__ import annotations

import datetime
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Union

from tqdm.auto import tqdm

from ._errors import BY_EXIT_CODE, SeparatrixError
from ._inputs import PathLike, data_argument, model_arguments
from ._program import find_program
from ._results import Run, load

#: A progress bar as the program draws it on a terminal: pass, per cent, items.
_BAR = re.compile(r"(\S+)\s+\d+% \[.*?\]\s+(\d+)/(\d+)")


def run(
    command: str,
    model: Any = None,
    data: Any = None,
    *,
    out: Optional[PathLike] = None,
    mean: Optional[Sequence[float]] = None,
    std: Optional[Sequence[float]] = None,
    input_shape: Optional[Sequence[int]] = None,
    progress: bool = True,
    **options: Any,
) -> Run:
    """Runs a study and reads what it found.

    Args:
        command: as on the command line: ``boundary``, ``paths``, ``curvature``, ``reproduce``, ...
        model: name of a built-in model, path, or torch module.
        data: name of a built-in data set, path, images N x C x H x W, or a pair of images and labels.
        out: the run folder; by default ``runs/COMMAND-TIME`` in the working directory.
        mean: of each channel, which the model's input is normalised by; a module is exported with it inside.
        std: of each channel.
        input_shape: C, H, W, where a module's data is a name or path.
        progress: whether to show a progress bar.
        options: the command's own: ``limit=100`` is ``--limit 100``, True is a flag, a list is joined by commas.

    Raises:
        SeparatrixError: with the program's words and exit code.
    """
    with tempfile.TemporaryDirectory(prefix="separatrix-") as temporary:
        folder = Path(temporary)
        arguments = [command]
        shape: Optional[Sequence[int]] = input_shape
        if data is not None:
            named, found = data_argument(data, folder)
            arguments += ["--data", named]
            shape = found or shape
        if model is not None:
            arguments += model_arguments(model, shape, mean, std, folder)
        arguments += _options(options)
        target = Path(out) if out is not None else _unnamed(command)
        _start(arguments + ["--out", str(target)], progress)
    return load(target)


def compare(*runs: Union[Run, PathLike], out: Optional[PathLike] = None, **options: Any) -> Run:
    """Puts two or more runs side by side, the others against the first.

    Raises:
        SeparatrixError: with the program's words and exit code.
    """
    folders = [str(each.folder if isinstance(each, Run) else each) for each in runs]
    target = Path(out) if out is not None else _unnamed("compare")
    _start(["compare", *folders, *_options(options), "--out", str(target)], progress=False)
    return load(target)


def _unnamed(command: str) -> Path:
    time = datetime.datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    return Path("runs") / f"{command}-{time}"


def _options(options: Dict[str, Any]) -> List[str]:
    arguments: List[str] = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            arguments.append(flag)
        elif isinstance(value, (list, tuple)):
            arguments += [flag, ",".join(str(each) for each in value)]
        else:
            arguments += [flag, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    return arguments


def _start(arguments: List[str], progress: bool) -> None:
    command = [str(find_program()), *arguments]
    environment = dict(os.environ)
    if progress:
        # The program draws its bar as on a terminal, and the bar is read here.
        options = environment.get("JAVA_OPTS", "")
        environment["JAVA_OPTS"] = f"{options} -Dseparatrix.terminal=true".strip()
        environment["NO_COLOR"] = "1"
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )
    try:
        said = _listen(process, progress)
    except BaseException:
        process.send_signal(signal.SIGINT)  # what is finished is kept in the run folder
        process.wait()
        raise
    code = process.wait()
    if code != 0:
        raise BY_EXIT_CODE.get(code, SeparatrixError)(_words(said, code), code, command)


def _listen(process: "subprocess.Popen[str]", progress: bool) -> List[str]:
    """Reads the error stream to its end; text mode ends a line at a carriage return too."""
    assert process.stderr is not None
    said: List[str] = []
    bar: Optional[tqdm] = None
    try:
        for line in process.stderr:
            seen = _BAR.search(line) if progress else None
            if seen is None:
                if line.strip():
                    said.append(line.rstrip())
                continue
            name, done, total = seen.group(1), int(seen.group(2)), int(seen.group(3))
            if bar is None or bar.desc != name or bar.total != total:
                if bar is not None:
                    bar.close()
                bar = tqdm(desc=name, total=total, leave=False)
                bar.desc = name
            bar.update(done - bar.n)
    finally:
        if bar is not None:
            bar.close()
    return said


def _words(said: List[str], code: int) -> str:
    """From the program's own last error to the end of what it said."""
    own = [i for i, line in enumerate(said) if line.startswith("separatrix: ")]
    lines = said[own[-1] :] if own else said[-20:]
    text = "\n".join(lines)
    if text.startswith("separatrix: "):
        text = text[len("separatrix: ") :]
    return text or f"the program ended with exit code {code} and said nothing"
