"""Run folders as Python objects."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping

import numpy as np
import pandas as pd

from ._inputs import PathLike

SCHEMA_VERSION = 1


class _Files(Mapping[str, Any]):
    """Files of a folder by name, read when they are asked for."""

    def __init__(self, files: Dict[str, Path]) -> None:
        self._files = files

    def __getitem__(self, name: str) -> Any:
        return self._read(self._files[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._files)})"

    def _read(self, file: Path) -> Any:
        raise NotImplementedError


class Arrays(_Files):
    """NumPy arrays by the names of their files."""

    def _read(self, file: Path) -> np.ndarray:
        return np.load(file, allow_pickle=False)


class Tables(_Files):
    """Tables of samples by the names of their studies."""

    def _read(self, file: Path) -> pd.DataFrame:
        return pd.read_csv(file)


class Run:
    """What one run left in its folder.

    Attributes:
        folder: the run folder.
        command: what ran.
        summary: every number, as ``summary.json`` has them.
        provenance: what ran, on what, where, as ``run.json`` has it.
    """

    def __init__(self, folder: PathLike) -> None:
        self.folder = Path(folder)
        self.provenance: Dict[str, Any] = self._json("run.json")
        self.summary: Dict[str, Any] = self._json("summary.json")
        self.command: str = self.provenance["command"]

    def _json(self, name: str) -> Dict[str, Any]:
        file = self.folder / name
        if not file.is_file():
            raise FileNotFoundError(f"{self.folder}: expected a finished run with {name}, found none")
        content: Dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if content.get("schemaVersion") != SCHEMA_VERSION:
            raise ValueError(
                f"{file}: expected schemaVersion {SCHEMA_VERSION}, found {content.get('schemaVersion')}"
            )
        return content

    @property
    def report(self) -> Path:
        """The report's path."""
        return self.folder / "report.html"

    @property
    def tables(self) -> Tables:
        """Tables of samples: ``run.tables["boundary"]``."""
        files = {}
        for file in sorted(self.folder.glob("samples*.csv")):
            name = file.stem[len("samples-") :] if file.stem != "samples" else self.command
            files[name] = file
        return Tables(files)

    @property
    def samples(self) -> pd.DataFrame:
        """The table of a run of one study, one row an item.

        Raises:
            KeyError: if the run has several tables, or none.
        """
        if self.command not in self.tables:
            raise KeyError(f"samples: expected a run of one study, found tables {list(self.tables)}; see tables")
        table: pd.DataFrame = self.tables[self.command]
        return table

    @property
    def arrays(self) -> Arrays:
        """Arrays: ``run.arrays["basis"]``."""
        return Arrays({file.stem: file for file in sorted(self.folder.glob("*.npy"))})

    @property
    def figures(self) -> List[Path]:
        """Figures as SVG."""
        return sorted((self.folder / "figures").glob("*.svg"))

    @property
    def numbers(self) -> pd.DataFrame:
        """The report's most important numbers as it words them: section, number, value, detail."""
        sections = self._json("report.json")["sections"] if (self.folder / "report.json").is_file() else []
        rows = [
            (section["id"], number["label"], number["value"], number["detail"])
            for section in sections
            for number in section["keyNumbers"]
        ]
        return pd.DataFrame(rows, columns=["section", "number", "value", "detail"])

    def __repr__(self) -> str:
        model, data = self.provenance["model"]["name"], self.provenance["data"]["name"]
        return f"<Run {self.command} of {model} on {data}, {self.folder}>"

    def _repr_html_(self) -> str:
        escape = html.escape
        model, data = self.provenance["model"], self.provenance["data"]
        rows = "".join(
            f"<tr><td style='text-align:right'><b>{escape(row.value)}</b></td>"
            f"<td style='text-align:left'>{escape(row.number)}</td>"
            f"<td style='text-align:left'>{escape(row.detail)}</td></tr>"
            for row in self.numbers.head(12).itertuples()
        )
        report = escape(self.report.resolve().as_uri(), quote=True) if self.report.is_file() else ""
        return (
            f"<p><b>{escape(self.command)}</b> of {escape(model['name'])} on {data['items']} images of "
            f"{escape(data['name'])}, seed {self.provenance['seed']}"
            + (f" · <a href='{report}'>report</a>" if report else "")
            + f"</p><table>{rows}</table>"
        )


def load(folder: PathLike) -> Run:
    """Reads the folder of a finished run.

    Raises:
        FileNotFoundError: if it holds none.
        ValueError: if another version of the program wrote it.
    """
    return Run(folder)
