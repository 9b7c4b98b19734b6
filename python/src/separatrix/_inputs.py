"""Models and data as files that the program reads."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, List, Optional, Sequence, Tuple, Union

import numpy as np

PathLike = Union[str, "os.PathLike[str]"]


def data_argument(data: Any, folder: Path) -> Tuple[str, Optional[Tuple[int, ...]]]:
    """What follows ``--data``, and the shape of an image where it is known.

    Args:
        data: a name or path, images N x C x H x W, or a pair of images and labels.
        folder: takes the arrays.

    Raises:
        ValueError: if an array has another shape.
    """
    if isinstance(data, (str, os.PathLike)):
        return os.fspath(data), None
    images, labels = data if isinstance(data, tuple) else (data, None)
    images = np.asarray(_on_host(images))
    if images.ndim != 4 or len(images) == 0:
        raise ValueError(f"data: expected images N x C x H x W, found an array of shape {images.shape}")
    if images.dtype not in (np.uint8, np.float32, np.float64):
        raise ValueError(f"data: expected images of uint8, float32 or float64, found {images.dtype}")
    target = folder / "data"
    target.mkdir()
    np.save(target / "images.npy", np.ascontiguousarray(images))
    if labels is not None:
        labels = np.asarray(_on_host(labels))
        if labels.shape != (len(images),) or not np.issubdtype(labels.dtype, np.integer):
            raise ValueError(
                f"data: expected {len(images)} integers as labels, found {labels.dtype} of shape {labels.shape}"
            )
        np.save(target / "labels.npy", labels.astype(np.int64))
    return str(target / "images.npy"), tuple(images.shape[1:])


def model_arguments(
    model: Any,
    shape: Optional[Sequence[int]],
    mean: Optional[Sequence[float]],
    std: Optional[Sequence[float]],
    folder: Path,
) -> List[str]:
    """What says which model, and how its input is normalised.

    Args:
        model: a name or path, or a torch module, which is exported.
        shape: C, H, W of an image; needed for a module.
        mean: of each channel, in pixels of the range that the model is given.
        std: of each channel.
        folder: takes the exported module.
    """
    if isinstance(model, (str, os.PathLike)):
        arguments = ["--model", os.fspath(model)]
        if mean is not None:
            arguments += ["--mean", _list(mean)]
        if std is not None:
            arguments += ["--std", _list(std)]
        return arguments
    if shape is None:
        raise ValueError("input_shape: expected C, H, W for a module whose data is a name or path, found none")
    file = folder / "model.onnx"
    export(model, file, shape, mean, std)
    return ["--model", str(file)]


def export(
    module: Any,
    file: PathLike,
    shape: Sequence[int],
    mean: Optional[Sequence[float]] = None,
    std: Optional[Sequence[float]] = None,
) -> None:
    """Writes a torch module as ONNX, in evaluation mode, with its normalisation inside.

    Raises:
        TypeError: if it is no module, or torch is not installed.
    """
    try:
        import torch
    except ImportError as error:
        raise TypeError(
            f"model: expected a name or path, or a torch module with torch installed, found {type(module).__name__}"
        ) from error
    if not isinstance(module, torch.nn.Module):
        raise TypeError(f"model: expected a name, a path or a torch module, found {type(module).__name__}")

    class Normalized(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = module
            self.register_buffer("mean", torch.tensor(mean or [0.0]).float().view(1, -1, 1, 1))
            self.register_buffer("std", torch.tensor(std or [1.0]).float().view(1, -1, 1, 1))

        def forward(self, x: Any) -> Any:
            return self.inner((x - self.mean) / self.std)

    plain = mean is None and std is None
    was_training = module.training
    device = next((p.device for p in module.parameters()), torch.device("cpu"))
    wrapped = (module if plain else Normalized().to(device)).eval()
    try:
        torch.onnx.export(
            wrapped,
            (torch.zeros(1, *shape, device=device),),
            os.fspath(file),
            input_names=["input"],
            output_names=["logits"],
            dynamic_axes={"input": {0: "N"}, "logits": {0: "N"}},
        )
    finally:
        module.train(was_training)


def _on_host(array: Any) -> Any:
    """Tensors know how to come to the host; everything else stays."""
    if hasattr(array, "detach") and hasattr(array, "cpu"):
        return array.detach().cpu().numpy()
    return array


def _list(values: Sequence[float]) -> str:
    return ",".join(str(value) for value in np.atleast_1d(values))
