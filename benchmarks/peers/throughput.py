"""Logits and gradients of all images."""

import numpy as np
import torch

import network


class _OnTorch:
    memory_format = torch.contiguous_format

    def __init__(self, request):
        self.network = network.load(request).to(memory_format=self.memory_format)
        images = network.images(request)
        self.batches = [
            batch.contiguous(memory_format=self.memory_format)
            for batch in images.split(request["batch"])
        ]
        with torch.no_grad():
            tops = [self.network(batch).topk(2, dim=1).indices for batch in self.batches]
        self.tops = tops
        self.count = len(images)

    def versions(self):
        return {"torch": torch.__version__}


class Forward(_OnTorch):
    def run(self):
        with torch.no_grad():
            for batch in self.batches:
                logits = self.network(batch).numpy()
        return {"items": self.count, "check": float(np.linalg.norm(logits[-1]))}


class ForwardChannelsLast(Forward):
    memory_format = torch.channels_last


class Gradient(_OnTorch):
    """Gradient of the largest logit minus the second largest."""

    def run(self):
        for batch, top in zip(self.batches, self.tops):
            batch = batch.detach().requires_grad_()
            pair = self.network(batch).gather(1, top)
            (gradient,) = torch.autograd.grad((pair[:, 0] - pair[:, 1]).sum(), batch)
            gradient = gradient.numpy()
        return {"items": self.count, "check": float(np.linalg.norm(gradient[-1]))}


class GradientChannelsLast(Gradient):
    memory_format = torch.channels_last


class OnnxRuntimeForward:
    def __init__(self, request):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = request["threads"]
        options.inter_op_num_threads = 1
        self.version = onnxruntime.__version__
        self.session = onnxruntime.InferenceSession(
            request["network"], options, providers=["CPUExecutionProvider"]
        )
        self.input = self.session.get_inputs()[0].name
        images = np.load(request["images"]).astype(np.float32)
        batch = request["batch"]
        self.batches = [images[i : i + batch] for i in range(0, len(images), batch)]
        self.count = len(images)

    def versions(self):
        return {"onnxruntime": self.version}

    def run(self):
        for batch in self.batches:
            logits = self.session.run(None, {self.input: batch})[0]
        return {"items": self.count, "check": float(np.linalg.norm(logits[-1]))}
