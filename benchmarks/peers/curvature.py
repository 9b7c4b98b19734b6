"""The curvature matrix at a boundary point, and its leading eigenpairs, as users of PyTorch get them.

F = f_label - f_adjacent at one point z; the operator is P H P / ||grad F|| with P = I - n n^T.
"""

import numpy as np
import scipy.sparse.linalg
import torch

import network


class _AtPoint:
    def __init__(self, request, sharpness=None):
        self.request = request
        self.network = network.load(request, sharpness)
        self.z = network.images(request)[:1]
        self.label, self.adjacent = request["label"], request["adjacent"]
        gradient = torch.func.grad(self.function)(self.z[0]).flatten()
        self.length = gradient.norm()
        self.normal = gradient / self.length

    def function(self, image):
        logits = self.network(image[None])[0]
        return logits[self.label] - logits[self.adjacent]

    def versions(self):
        return {"torch": torch.__version__, "scipy": scipy.__version__}


class _Dense(_AtPoint):
    """Central differences of gradients along every axis: two gradients for each of d columns."""

    CHUNK = 32

    def run(self):
        step, d = self.request["step"], self.z.numel()
        matrix = torch.empty(d, d, dtype=self.z.dtype)
        for start in range(0, d, self.CHUNK):
            axes = torch.arange(start, min(d, start + self.CHUNK))
            shifts = torch.zeros(len(axes), d, dtype=self.z.dtype)
            shifts[torch.arange(len(axes)), axes] = step
            shifts = shifts.reshape(-1, *self.z.shape[1:])
            ends = self.gradients(torch.cat([self.z + shifts, self.z - shifts])).flatten(1)
            matrix[axes] = (ends[: len(axes)] - ends[len(axes) :]) / (2 * step)
        matrix /= self.length
        matrix -= torch.outer(matrix @ self.normal, self.normal)
        matrix -= torch.outer(self.normal, self.normal @ matrix)
        asymmetry = ((matrix - matrix.T).norm() / matrix.norm()).item()
        return {"items": 1, "asymmetry": asymmetry}


class DenseFunctional(_Dense):
    """torch.func: a vectorised map of the gradient."""

    def gradients(self, points):
        return torch.func.vmap(torch.func.grad(self.function))(points)


class DenseAutograd(_Dense):
    """The gradient of a sum over the batch, the fastest form in plain PyTorch."""

    def gradients(self, points):
        points = points.requires_grad_()
        logits = self.network(points)
        value = (logits[:, self.label] - logits[:, self.adjacent]).sum()
        return torch.autograd.grad(value, points)[0]


class _Leading(_AtPoint):
    def __init__(self, request):
        super().__init__(request, request["sharpness"])
        d = self.z.numel()
        self.normal = self.normal.numpy()
        self.length = float(self.length)
        # Built once, as a user would for one point.
        self.products = 0
        self.operator = scipy.sparse.linalg.LinearOperator(
            (d, d), matvec=self.projected, dtype=self.normal.dtype
        )

    def projected(self, v):
        v = v.reshape(-1).astype(self.normal.dtype)
        self.products += 1
        v = v - self.normal * (self.normal @ v)
        v = self.hessian(v)
        return (v - self.normal * (self.normal @ v)) / self.length

    def run(self):
        self.products = 0
        start = np.random.default_rng(0).standard_normal(self.z.numel()).astype(self.normal.dtype)
        values, _ = scipy.sparse.linalg.eigsh(
            self.operator, k=self.request["eigenpairs"], which="LM", tol=self.request["tolerance"],
            v0=start,
        )
        return {"items": 1, "values": sorted(map(float, values)), "products": self.products}


class LeadingScipy(_Leading):
    """Double back-propagation under scipy's Lanczos."""

    def hessian(self, v):
        z = self.z[0].detach().requires_grad_()
        (gradient,) = torch.autograd.grad(self.function(z), z, create_graph=True)
        direction = torch.from_numpy(v).reshape(z.shape)
        (product,) = torch.autograd.grad((gradient * direction).sum(), z)
        return product.flatten().numpy()


class LeadingCurvlinops(_Leading):
    """curvlinops' Hessian of a loss by its parameters; here the image is the only parameter."""

    def __init__(self, request):
        import curvlinops

        super().__init__(request)
        outer = self

        class AsParameter(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.image = torch.nn.Parameter(outer.z.clone())

            def forward(self, _):
                return outer.network(self.image)

        class Margin(torch.nn.Module):
            reduction = "sum"

            def forward(self, logits, _):
                return (logits[:, outer.label] - logits[:, outer.adjacent]).sum()

        module = AsParameter()
        nothing = torch.zeros(1, 1, dtype=self.z.dtype)
        operator = curvlinops.HessianLinearOperator(
            module, Margin(), [module.image], [(nothing, nothing)], check_deterministic=False
        )
        self.scipy_operator = operator.to_scipy()

    def versions(self):
        from importlib.metadata import version

        return super().versions() | {"curvlinops": version("curvlinops-for-pytorch")}

    def hessian(self, v):
        return self.scipy_operator @ v
