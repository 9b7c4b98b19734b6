"""DeepFool by others, on all images at once where they can, with the authors' parameters.

All start from the predicted labels, take the 10 largest logits, overshoot by 0.02 and stop after 50
steps. No box is imposed, as none is on Separatrix.
"""

import numpy as np
import torch

import network

CANDIDATES = 10
OVERSHOOT = 0.02
STEPS = 50
UNBOUNDED = (-1e6, 1e6)


class _Search:
    def __init__(self, request):
        self.network = network.load(request)
        self.images = network.images(request)
        self.batch = request["batch"]
        self.file = request["points"]
        with torch.no_grad():
            parts = [self.network(part) for part in self.images.split(self.batch)]
        logits = torch.cat(parts)
        self.labels = logits.argmax(1)
        self.classes = logits.shape[1]

    def run(self):
        points = np.asarray(self.search())
        np.save(self.file, points.reshape(len(points), -1).astype(np.float64))
        return {"items": len(points)}


class Foolbox(_Search):
    def __init__(self, request):
        import foolbox

        super().__init__(request)
        self.version = foolbox.__version__
        self.model = foolbox.PyTorchModel(self.network, bounds=UNBOUNDED, device="cpu")
        self.attack = foolbox.attacks.L2DeepFoolAttack(
            steps=STEPS, candidates=min(CANDIDATES, self.classes), overshoot=OVERSHOOT,
            loss="logits",
        )

    def versions(self):
        return {"foolbox": self.version, "torch": torch.__version__}

    def search(self):
        found = [
            self.attack.run(self.model, images, labels)
            for images, labels in zip(self.images.split(self.batch), self.labels.split(self.batch))
        ]
        return torch.cat(found).numpy()


class Art(_Search):
    def __init__(self, request):
        import art
        from art.attacks.evasion import DeepFool
        from art.estimators.classification import PyTorchClassifier

        super().__init__(request)
        self.version = art.__version__
        classifier = PyTorchClassifier(
            model=self.network, loss=torch.nn.CrossEntropyLoss(), nb_classes=self.classes,
            input_shape=tuple(self.images.shape[1:]), device_type="cpu",
        )
        self.attack = DeepFool(
            classifier, max_iter=STEPS, epsilon=OVERSHOOT,
            nb_grads=min(CANDIDATES, self.classes), batch_size=self.batch, verbose=False,
        )

    def versions(self):
        return {"art": self.version, "torch": torch.__version__}

    def search(self):
        return self.attack.generate(self.images.numpy())


class Authors(_Search):
    """The authors' public algorithm, one image at a time, written from its description."""

    def versions(self):
        return {"torch": torch.__version__}

    def search(self):
        return torch.stack([self._one(image[None])[0] for image in self.images]).numpy()

    def _one(self, image):
        with torch.no_grad():
            order = self.network(image)[0].argsort(descending=True)[:CANDIDATES]
        label = order[0]
        total = torch.zeros_like(image)
        point = image
        for _ in range(STEPS):
            point = point.detach().requires_grad_()
            logits = self.network(point)[0]
            if logits.argmax() != label:
                break
            (own,) = torch.autograd.grad(logits[label], point, retain_graph=True)
            best, step = float("inf"), None
            for other in order[1:]:
                (theirs,) = torch.autograd.grad(logits[other], point, retain_graph=True)
                normal = theirs - own
                length = normal.norm()
                distance = (logits[other] - logits[label]).abs().detach() / length
                if distance < best:
                    best, step = distance, normal * (distance + 1e-4) / length
            total = total + step
            point = image + (1 + OVERSHOOT) * total
        return point.detach()
