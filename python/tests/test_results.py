from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import separatrix


def test_load_finished_run_gives_tables_arrays_and_provenance(run_folder: Path) -> None:
    run = separatrix.load(run_folder)
    assert run.summary["medianNorm"] == 0.5
    assert run.samples["norm"].tolist() == [0.25, 0.75]
    assert np.array_equal(run.arrays["basis"], np.eye(2))
    assert run.provenance["seed"] == 1
    assert run.numbers.iloc[0].tolist() == ["boundary", "median norm of r", "0.5", "2 of 2 images"]


def test_repr_html_names_from_files_are_escaped(run_folder: Path) -> None:
    page = separatrix.load(run_folder)._repr_html_()
    assert "net &lt;b&gt;" in page
    assert "<b>0.5</b>" in page


def test_load_no_run_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="expected a finished run with run.json"):
        separatrix.load(tmp_path)


def test_load_other_version_is_refused(run_folder: Path) -> None:
    (run_folder / "summary.json").write_text(json.dumps({"schemaVersion": 2}))
    with pytest.raises(ValueError, match="expected schemaVersion 1, found 2"):
        separatrix.load(run_folder)


def test_samples_of_several_studies_names_the_tables(run_folder: Path) -> None:
    (run_folder / "samples.csv").rename(run_folder / "samples-paths-1.csv")
    run = separatrix.load(run_folder)
    with pytest.raises(KeyError, match="paths-1"):
        run.samples
    assert len(run.tables["paths-1"]) == 2
