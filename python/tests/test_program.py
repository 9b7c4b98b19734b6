"""The client with the program itself, where it is built."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import separatrix

CHECKOUT = Path(__file__).resolve().parents[2]
NOTEBOOK = CHECKOUT / "docs" / "python-client.ipynb"

built = pytest.mark.skipif(
    not (CHECKOUT / "cli" / "target" / "class-path.txt").is_file(), reason="the program is not built"
)


@built
def test_run_boundary_gives_a_norm_for_each_image(tmp_path: Path) -> None:
    run = separatrix.run(
        "boundary", "lenet-fashion", "fashion-mnist-sample", limit=4, out=tmp_path / "run"
    )
    assert len(run.samples) == 4
    assert (run.samples["norm"] > 0).all()
    assert run.summary["medianNorm"] == pytest.approx(run.samples["norm"].median())
    assert run.report.is_file()


@built
def test_save_points_snippet_of_the_documentation_reads_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    separatrix.run(
        "boundary", "lenet-fashion", "fashion-mnist-sample", limit=3, save_points=True,
        out=tmp_path / "run", progress=False,
    )
    page = (CHECKOUT / "docs" / "formats.md").read_text(encoding="utf-8")
    snippet = page.split("```python\n")[1].split("```")[0]
    exec(snippet.replace("runs/boundary", str(tmp_path / "run")), {})
    assert capsys.readouterr().out == "(3, 784) 3 found\n"


@built
def test_run_model_of_another_shape_raises_the_programs_words(tmp_path: Path) -> None:
    images = np.zeros((2, 3, 8, 8), dtype=np.float32)
    with pytest.raises(separatrix.BadInputError, match="expected"):
        separatrix.run("boundary", "lenet-fashion", images, out=tmp_path / "run", progress=False)


@built
def test_notebook_runs_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    monkeypatch.setenv("SEPARATRIX_HOME", os.environ.get("SEPARATRIX_HOME", str(CHECKOUT)))
    nbclient.NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
