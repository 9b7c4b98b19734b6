"""An ONNX classifier as a plain PyTorch module."""

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper


class Network(torch.nn.Module):
    """Runs the operators of a graph one after the other, as exporters' modules do.

    sharpness: None for the network itself; b for its smooth surrogate, in which softplus(b x) / b
    stands for ReLU and log-sum-exp(b x) / b for max pooling.
    """

    def __init__(self, path, dtype=torch.float32, sharpness=None):
        super().__init__()
        graph = onnx.load(path).graph
        self.input = graph.input[0].name
        self.output = graph.output[0].name
        self.sharpness = sharpness
        self.constants = {}
        self.lists = {}
        for i, initializer in enumerate(graph.initializer):
            self._constant(f"constant{i}", initializer.name, initializer, dtype)
        self.steps = []
        for i, node in enumerate(graph.node):
            attributes = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
            if node.op_type == "Constant":
                self._constant(f"value{i}", node.output[0], attributes["value"], dtype)
            else:
                operator = getattr(self, "_" + node.op_type.lower(), None)
                if operator is None:
                    raise ValueError(f"{path}: no PyTorch form of {node.op_type} here")
                self.steps.append((operator, list(node.input), list(node.output), attributes))
        if graph.node[-1].op_type == "Softmax":
            self.steps.pop()
            self.output = graph.node[-1].input[0]

    def _constant(self, buffer, name, tensor, dtype):
        value = numpy_helper.to_array(tensor)
        if np.issubdtype(value.dtype, np.floating):
            self.register_buffer(buffer, torch.tensor(value).to(dtype))
            self.constants[name] = buffer
        else:
            self.lists[name] = value.reshape(-1).tolist()

    def forward(self, images):
        values = {self.input: images}

        def get(name):
            if name in values:
                return values[name]
            if name in self.lists:
                return self.lists[name]
            return getattr(self, self.constants[name]) if name else None

        for operator, inputs, outputs, attributes in self.steps:
            values[outputs[0]] = operator([get(name) for name in inputs], attributes)
        return values[self.output]

    def _identity(self, x, a):
        return x[0]

    _dropout = _identity

    def _conv(self, x, a):
        pads = a.get("pads", [0, 0, 0, 0])
        if pads[:2] != pads[2:]:
            x[0], pads = F.pad(x[0], (pads[1], pads[3], pads[0], pads[2])), [0, 0]
        bias = x[2] if len(x) > 2 else None
        dilations = a.get("dilations", [1, 1])
        return F.conv2d(
            x[0], x[1], bias, a.get("strides", [1, 1]), pads[:2], dilations, a.get("group", 1)
        )

    def _relu(self, x, a):
        if self.sharpness is None:
            return F.relu(x[0])
        return F.softplus(x[0], beta=self.sharpness, threshold=1e9)

    def _window(self, x, a, fill):
        """The input with its padding, and the kernel and strides of a pooling."""
        kernel, strides = a["kernel_shape"], a.get("strides", [1, 1])
        top, left, bottom, right = a.get("pads", [0, 0, 0, 0])
        if a.get("ceil_mode", 0):
            height, width = x.shape[2] + top + bottom, x.shape[3] + left + right
            bottom += -(height - kernel[0]) % strides[0]
            right += -(width - kernel[1]) % strides[1]
        return F.pad(x, (left, right, top, bottom), value=fill), kernel, strides

    def _maxpool(self, x, a):
        if self.sharpness is None:
            return F.max_pool2d(*self._window(x[0], a, -float("inf")))
        # exp(-b 1e9) is 0, so padding has no weight.
        padded, kernel, strides = self._window(x[0], a, -1e9)
        windows = padded.unfold(2, kernel[0], strides[0]).unfold(3, kernel[1], strides[1])
        b = self.sharpness
        return torch.logsumexp(b * windows.flatten(4), dim=4) / b

    def _averagepool(self, x, a):
        pads, ceil = a.get("pads", [0, 0, 0, 0]), bool(a.get("ceil_mode", 0))
        return F.avg_pool2d(
            x[0], a["kernel_shape"], a.get("strides", [1, 1]), pads[:2], ceil,
            bool(a.get("count_include_pad", 0)),
        )

    def _globalaveragepool(self, x, a):
        return x[0].mean((2, 3), keepdim=True)

    def _lrn(self, x, a):
        return F.local_response_norm(
            x[0], a["size"], a.get("alpha", 1e-4), a.get("beta", 0.75), a.get("bias", 1.0)
        )

    def _batchnormalization(self, x, a):
        return F.batch_norm(x[0], x[3], x[4], x[1], x[2], False, 0.0, a.get("epsilon", 1e-5))

    def _add(self, x, a):
        return x[0] + x[1]

    def _sub(self, x, a):
        return x[0] - x[1]

    def _mul(self, x, a):
        return x[0] * x[1]

    def _div(self, x, a):
        return x[0] / x[1]

    def _concat(self, x, a):
        return torch.cat(x, a["axis"])

    def _flatten(self, x, a):
        return x[0].flatten(a.get("axis", 1))

    def _reshape(self, x, a):
        return x[0].reshape(x[1])

    def _gather(self, x, a):
        return x[0].index_select(a.get("axis", 0), torch.tensor(x[1]))

    def _gemm(self, x, a):
        return x[0] @ (x[1].t() if a.get("transB") else x[1]) + x[2]

    def _matmul(self, x, a):
        return x[0] @ x[1]

    def _slice(self, x, a):
        starts, ends, axes = x[1:4]
        result = x[0]
        for start, end, axis, step in zip(starts, ends, axes, x[4] if len(x) > 4 else [1] * 4):
            index = [slice(None)] * result.dim()
            index[axis] = slice(start, min(end, result.shape[axis]), step)
            result = result[tuple(index)]
        return result

    def _pad(self, x, a):
        half = len(x[1]) // 2
        pads = [p for axis in reversed(range(half)) for p in (x[1][axis], x[1][axis + half])]
        return F.pad(x[0], pads)


def load(request, sharpness=None):
    """The network of a request, in evaluation mode, its weights without gradients."""
    torch.set_num_threads(request["threads"])
    dtype = getattr(torch, request["dtype"])
    return Network(request["network"], dtype, sharpness).eval().requires_grad_(False)


def images(request):
    """N x C x H x W in the network's pixel range."""
    return torch.tensor(np.load(request["images"])).to(getattr(torch, request["dtype"]))
