"""How good boundary points are, in float64 and by code that is none of the contenders'."""

import numpy as np
import torch

from network import Network

BISECTIONS = 24


def judge(path, images_file, points_file):
    """Norms as returned, and norms and cosines where the segment from x crosses the boundary."""
    torch.set_num_threads(2)
    net = Network(path, torch.float64).eval().requires_grad_(False)
    x = torch.tensor(np.load(images_file)).double()
    end = torch.tensor(np.load(points_file)).double().reshape(x.shape)
    with torch.no_grad():
        label = net(x).argmax(1)
        beyond = net(end).argmax(1)
    # A point exactly on the boundary may have either label: a hair further counts as beyond.
    hair = x + (1 + 1e-3) * (end - x)
    with torch.no_grad():
        further = net(hair).argmax(1)
    on = (beyond == label) & (further != label)
    end = torch.where(on[:, None, None, None], hair, end)
    other = torch.where(on, further, beyond)
    found = other != label
    low, high = torch.zeros(len(x), dtype=torch.float64), torch.ones(len(x), dtype=torch.float64)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        with torch.no_grad():
            labels = net(x + middle[:, None, None, None] * (end - x)).argmax(1)
        inside = labels == label
        low, high = torch.where(inside, middle, low), torch.where(inside, high, middle)
    z = (x + high[:, None, None, None] * (end - x)).requires_grad_()
    logits = net(z)
    adjacent = logits.argmax(1)
    margin = logits.gather(1, adjacent[:, None]) - logits.gather(1, label[:, None])
    (normal,) = torch.autograd.grad(margin.sum(), z)
    r = (z.detach() - x).flatten(1)
    normal = normal.flatten(1)
    cosine = (r * normal).sum(1) / (r.norm(dim=1) * normal.norm(dim=1))
    returned = (torch.tensor(np.load(points_file)).double().reshape(x.shape) - x).flatten(1).norm(dim=1)

    def median(values):
        return float(values[found].median()) if found.any() else float("nan")

    return {
        "found": int(found.sum()),
        "medianNorm": median(returned),
        "medianNormAtBoundary": median(r.norm(dim=1)),
        "meanNormAtBoundary": float(r.norm(dim=1)[found].mean()),
        "medianCosine": median(cosine),
    }
