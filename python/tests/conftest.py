"""Folders as the program leaves them, and programs that do as it does."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Callable

import numpy as np
import pytest


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """A run of boundary with two images."""
    folder = tmp_path / "run"
    folder.mkdir()
    manifest = {
        "schemaVersion": 1,
        "command": "boundary",
        "seed": 1,
        "model": {"name": "net <b>", "sha256": "00"},
        "data": {"name": "images", "items": 2},
    }
    (folder / "run.json").write_text(json.dumps(manifest))
    (folder / "summary.json").write_text(json.dumps({"schemaVersion": 1, "medianNorm": 0.5}))
    number = {"value": "0.5", "label": "median norm of r", "detail": "2 of 2 images"}
    report = {"schemaVersion": 1, "sections": [{"id": "boundary", "keyNumbers": [number]}]}
    (folder / "report.json").write_text(json.dumps(report))
    (folder / "samples.csv").write_text("index,norm\n0,0.25\n1,0.75\n")
    np.save(folder / "basis.npy", np.eye(2))
    return folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes a shell script the program, and gives the file in which it keeps its arguments."""

    def make(script: str) -> Path:
        home = tmp_path / "home"
        home.mkdir()
        kept = home / "arguments"
        file = home / "separatrix"
        file.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{kept}"\n{script}\n')
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("SEPARATRIX_HOME", str(home))
        return kept

    return make
