from __future__ import annotations

from pathlib import Path
from typing import Callable

import numpy as np
import pytest

import separatrix
from separatrix._program import find_program

Program = Callable[[str], Path]


def copied(folder: Path) -> str:
    """A script that leaves a copy of a run where it is told to, its last argument."""
    return f'for last; do :; done; cp -r "{folder}" "$last"'


def test_run_options_become_those_of_the_command_line(
    program: Program, run_folder: Path, tmp_path: Path
) -> None:
    kept = program(copied(run_folder))
    run = separatrix.run(
        "detect", "net.onnx", "images", limit=3, alpha=[1, 2.5], no_projection=True, step=None,
        out=tmp_path / "new", progress=False,
    )
    assert kept.read_text().split("\n")[:-1] == [
        "detect", "--data", "images", "--model", "net.onnx", "--limit", "3", "--alpha", "1,2.5",
        "--no-projection", "--out", str(tmp_path / "new"),
    ]
    assert run.folder == tmp_path / "new"


def test_run_arrays_are_handed_over_with_labels(
    program: Program, run_folder: Path, tmp_path: Path
) -> None:
    images = np.random.default_rng(1).random((2, 1, 3, 3)).astype(np.float32)
    seen = tmp_path / "seen"
    program(f'cp -r "$(dirname "$3")" "{seen}"; {copied(run_folder)}')
    separatrix.run("boundary", "net.onnx", (images, [4, 5]), out=tmp_path / "new", progress=False)
    assert np.array_equal(np.load(seen / "images.npy"), images)
    assert np.load(seen / "labels.npy").tolist() == [4, 5]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (np.zeros((2, 3, 3)), "expected images N x C x H x W, found an array of shape"),
        (np.zeros((2, 1, 3, 3), dtype=np.int64), "expected images of uint8"),
        ((np.zeros((2, 1, 3, 3)), [1.5, 2]), "expected 2 integers as labels"),
    ],
)
def test_run_data_of_another_kind_is_refused(data: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        separatrix.run("boundary", "net.onnx", data)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (1, separatrix.DefectError),
        (2, separatrix.UsageError),
        (3, separatrix.BadInputError),
        (4, separatrix.DeviceError),
        (5, separatrix.InterruptedRunError),
        (6, separatrix.QualityError),
        (137, separatrix.SeparatrixError),
    ],
)
def test_run_program_fails_its_words_and_code_are_raised(
    program: Program, code: int, kind: type, tmp_path: Path
) -> None:
    program(f'echo "run folder: x" >&2; echo "separatrix: expected a, found b" >&2; exit {code}')
    with pytest.raises(kind) as raised:
        separatrix.run("boundary", "net.onnx", "images", out=tmp_path / "new")
    assert str(raised.value) == "expected a, found b"
    assert raised.value.exit_code == code


def test_run_bar_on_the_error_stream_is_no_message(
    program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program(
        r'printf "nearest  50%% [===   ] 1/2 (0:00:01 / 0:00:01)\rnearest 100%% [======] 2/2 \n" >&2;'
        ' echo "separatrix: stopped" >&2; exit 5'
    )
    with pytest.raises(separatrix.InterruptedRunError) as raised:
        separatrix.run("boundary", "net.onnx", "images", out=tmp_path / "new")
    assert str(raised.value) == "stopped"
    assert "nearest" in capsys.readouterr().err


def test_compare_takes_runs_and_folders(program: Program, run_folder: Path, tmp_path: Path) -> None:
    kept = program(copied(run_folder))
    separatrix.compare(separatrix.load(run_folder), "other", out=tmp_path / "new")
    assert kept.read_text().split("\n")[:3] == ["compare", str(run_folder), "other"]


def test_find_program_home_without_it_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEPARATRIX_HOME", str(tmp_path))
    with pytest.raises(separatrix.ProgramNotFoundError, match="expected a folder with separatrix"):
        find_program()


def test_run_torch_module_is_exported_with_its_normalisation(
    program: Program, run_folder: Path, tmp_path: Path
) -> None:
    torch = pytest.importorskip("torch")
    onnxruntime = pytest.importorskip("onnxruntime")
    seen = tmp_path / "model.onnx"
    program(f'cp "$5" "{seen}"; {copied(run_folder)}')
    module = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 3))
    images = np.random.default_rng(1).random((2, 1, 2, 2)).astype(np.float32)
    separatrix.run("boundary", module, images, mean=[0.5], std=[0.25], out=tmp_path / "new")
    found = onnxruntime.InferenceSession(str(seen)).run(None, {"input": images})[0]
    expected = module((torch.tensor(images) - 0.5) / 0.25).detach().numpy()
    assert np.allclose(found, expected, atol=1e-5)
