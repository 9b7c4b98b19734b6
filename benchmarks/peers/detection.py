"""Algorithm 2 written down as it stands: one class, one direction, one image at a time."""

import torch

import network


class Naive:
    def __init__(self, request):
        self.network = network.load(request)
        self.images = network.images(request)
        self.step, self.directions = request["step"], request["directions"]
        # Of many classes only some are done, and the driver scales the time.
        self.classes = request["classes"]

    def versions(self):
        return {"torch": torch.__version__}

    def gradient(self, point, i, k):
        point = point.detach().requires_grad_()
        logits = self.network(point)[0]
        return torch.autograd.grad(logits[i] - logits[k], point)[0].flatten()

    def statistic(self, image):
        with torch.no_grad():
            logits = self.network(image)[0]
        k = int(logits.argmax())
        others = [i for i in range(len(logits)) if i != k][: self.classes]
        d = image.numel()
        total = 0.0
        for i in others:
            gradient = self.gradient(image, i, k)
            length = gradient.norm()
            normal = gradient / length
            for _ in range(self.directions):
                v = torch.randn(d, dtype=image.dtype)
                v /= v.norm()
                tangent = v - normal * (normal @ v)
                size = tangent.norm()
                shift = (self.step * tangent / size).reshape(image.shape)
                forward = self.gradient(image + shift, i, k)
                backward = self.gradient(image - shift, i, k)
                product = size * (forward - backward) / (2 * self.step)
                # E over the sphere of v^T P H P v is the trace over d; the mean has d - 1 terms.
                total += float(tangent @ product / length) * d / (d - 1)
        return total / (len(others) * self.directions), len(others)

    def run(self):
        torch.manual_seed(0)
        found = [self.statistic(image[None]) for image in self.images]
        return {
            "items": len(found),
            "values": [value for value, _ in found],
            "classesDone": found[0][1],
        }
