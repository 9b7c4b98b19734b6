"""Floating-point operations of an ONNX network, counted from its graph.

Counted are convolutions and matrix products, two operations a multiply-add, as published counts do; what
normalisations, activations and pooling take is left out.
"""

from dataclasses import dataclass
from math import prod

import onnx
from onnx import numpy_helper, shape_inference

FLOAT32_BYTES = 4


@dataclass(frozen=True)
class Operations:
    """What the counted operators of one row do.

    forward: operations of the logits. gradient: of the logits and the gradient of one of them with respect
    to the image, in which each operand that depends on the image costs its product once more; the weights
    need no gradient. row_bytes: float32 operands and results that depend on the image, forward, each read
    or written once. weight_bytes: constant operands, which the rows of a batch share.
    """

    forward: int = 0
    gradient: int = 0
    row_bytes: int = 0
    weight_bytes: int = 0

    def __add__(self, other):
        return Operations(
            self.forward + other.forward, self.gradient + other.gradient,
            self.row_bytes + other.row_bytes, self.weight_bytes + other.weight_bytes,
        )

    def forward_bytes(self, batch):
        """Least memory traffic of one row's logits in a batch, if no cache kept anything between operators."""
        return self.row_bytes + self.weight_bytes / batch


def count(model):
    """Operations of one row of a model, given as a path or a ModelProto.

    Raises ValueError where the extents of a product cannot be inferred.
    """
    whole = onnx.load(model) if not isinstance(model, onnx.ModelProto) else model
    model = onnx.ModelProto()
    model.CopyFrom(whole)
    constants = {tensor.name for tensor in model.graph.initializer}
    images = next(value for value in model.graph.input if value.name not in constants)
    images.type.tensor_type.shape.dim[0].dim_value = 1
    # Extents that an exporter wrote down are those of its own batch.
    del model.graph.value_info[:]
    for output in model.graph.output:
        output.type.tensor_type.ClearField("shape")
    extents = _extents(shape_inference.infer_shapes(model, data_prop=True).graph)
    dependent = {images.name}
    total = Operations()
    for node in model.graph.node:
        moving = [name for name in node.input if name in dependent]
        if not moving:
            continue
        dependent.update(node.output)
        if node.op_type in _PRODUCTS:
            total += _of(node, moving, extents)
    return total


def _extents(graph):
    """The extents of all values whose shape is known whole."""
    found = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    for value in [*graph.input, *graph.value_info, *graph.output]:
        dimensions = value.type.tensor_type.shape.dim
        if value.type.tensor_type.HasField("shape") and all(d.HasField("dim_value") for d in dimensions):
            found[value.name] = [d.dim_value for d in dimensions]
    for node in graph.node:
        if node.op_type == "Constant":
            for attribute in node.attribute:
                if attribute.name == "value":
                    found[node.output[0]] = list(numpy_helper.to_array(attribute.t).shape)
    return found


def _of(node, moving, extents):
    unknown = [name for name in [*node.input[:2], node.output[0]] if name not in extents]
    if unknown:
        raise ValueError(
            f"{node.op_type} {node.name or node.output[0]}: the extents of {', '.join(unknown)} cannot be"
            " inferred; give the input fixed extents but for the batch"
        )
    operands = node.input[:2]
    operations = 2 * _PRODUCTS[node.op_type](node, *(extents[name] for name in [*operands, node.output[0]]))
    factors = sum(name in moving for name in operands)
    # One that moves only in what is added, say a Gemm's third operand, takes no product backwards.
    values = {name: FLOAT32_BYTES * prod(extents[name]) for name in operands}
    result = FLOAT32_BYTES * prod(extents[node.output[0]])
    return Operations(
        operations, operations * (1 + factors),
        result + sum(size for name, size in values.items() if name in moving),
        sum(size for name, size in values.items() if name not in moving),
    )


def _convolution(node, images, weights, result):
    # Weights are O x C / group x window: each result sums over all but the first.
    return prod(result) * prod(weights[1:])


def _transposed_convolution(node, images, weights, result):
    # Weights are C x O / group x window: each value of the input goes to all but the first.
    return prod(images) * prod(weights[1:])


def _gemm(node, left, right, result):
    transposed = next((a.i for a in node.attribute if a.name == "transA"), 0)
    return prod(result) * (left[0] if transposed else left[1])


def _matrix_product(node, left, right, result):
    return prod(result) * left[-1]


_PRODUCTS = {
    "Conv": _convolution,
    "ConvTranspose": _transposed_convolution,
    "Gemm": _gemm,
    "MatMul": _matrix_product,
}
