"""Tests of verify_certificate.py: small random networks, certificates of our own, true and doctored.

    python -m unittest discover -s tools
"""
import contextlib
import copy
import decimal
import fractions
import hashlib
import io
import json
import os
import pathlib
import sys
import tempfile
import unittest

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from onnx.reference.op_run import OpRun

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import verify_certificate as checker  # noqa: E402


class Graph:
    """A network under construction, in float64 so that the reference evaluator is exact to some 1e-13."""

    def __init__(self, shape, opset=13, dtype=np.float64):
        self.shape, self.opset, self.dtype = shape, opset, dtype
        self.nodes, self.constants, self.last, self.names = [], [], "input", []

    def constant(self, value):
        name = f"w{len(self.constants)}"
        value = np.asarray(value)
        value = value.astype(self.dtype) if value.dtype.kind == "f" else value
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, op, *inputs, **attributes):
        """A node; arrays become initializers; without a name among the inputs the first one is the last value."""
        names = [self.constant(x) if isinstance(x, (np.ndarray, float)) else x for x in inputs]
        if not any(isinstance(x, str) and x in ["input", *self.names] for x in inputs):
            names = [self.last, *names]
        self.last = f"v{len(self.names)}"
        self.names.append(self.last)
        self.nodes.append(helper.make_node(op, names, [self.last], **attributes))
        return self.last

    def model(self, outputs=None):
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(self.dtype))
        graph = helper.make_graph(
            self.nodes,
            "net",
            [helper.make_tensor_value_info("input", kind, ["N", *self.shape])],
            [helper.make_tensor_value_info(n, kind, None) for n in outputs or [self.last]],
            self.constants,
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", self.opset)], ir_version=8)

    def bytes(self):
        return self.model().SerializeToString()

    def network(self):
        return checker.Network(self.bytes(), self.shape, None)


class LRN(OpRun):
    """onnx's own takes as many channels as the batch has elements."""

    op_domain = ""

    def _run(self, x, alpha=None, beta=None, bias=None, size=None):
        total = np.zeros_like(x)
        for c in range(x.shape[1]):
            near = x[:, max(0, c - (size - 1) // 2) : c + size // 2 + 1]
            total[:, c] = (near**2).sum(1)
        return (x / (float(bias) + float(alpha) / size * total) ** float(beta),)


def evaluator(model):
    return ReferenceEvaluator(model, new_ops=[LRN])


def ints(*values):
    return np.array(values, np.int64)


def normalisation(rng, n):
    return rng.uniform(0.5, 1.5, n), rng.normal(size=n), rng.normal(size=n), rng.uniform(0.5, 2, n)


def head(g, rng, size, classes=4):
    g.add("Flatten", axis=1)
    g.add("Gemm", rng.normal(size=(size, 8)) / np.sqrt(size), rng.normal(size=8))
    g.add("Relu")
    g.add("MatMul", rng.normal(size=(8, classes)))
    g.add("Add", rng.normal(size=classes))
    return g


def lenet(rng):
    g = Graph((2, 9, 9))
    g.add("Sub", rng.normal(size=(1, 2, 1, 1)))
    g.add("Div", rng.uniform(0.5, 2, (1, 2, 1, 1)))
    g.add("Conv", rng.normal(size=(4, 2, 3, 3)) / 4, rng.normal(size=4), pads=[1, 0, 1, 2])
    g.add("Relu")
    g.add("MaxPool", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 0], ceil_mode=1)
    g.add("Conv", rng.normal(size=(6, 2, 2, 2)) / 2, group=2, dilations=[1, 2])
    g.add("LeakyRelu", alpha=0.125)
    return head(g, rng, 6 * 4 * 3)


def quick(rng):
    g = Graph((3, 8, 8))
    g.add("Conv", rng.normal(size=(4, 3, 3, 3)) / 5, auto_pad="SAME_UPPER")
    g.add("MaxPool", kernel_shape=[2, 3], strides=[2, 1])
    g.add("Clip", float(-0.5), float(1.5))
    padded = int(rng.integers(2))
    g.add("AveragePool", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 0, 0], count_include_pad=padded)
    g.add("Conv", rng.normal(size=(4, 1, 1, 1)), rng.normal(size=4), group=4)
    g.add("Relu")
    return head(g, rng, 4 * 2 * 3)


def residual(rng):
    g = Graph((3, 6, 6), opset=15)  # the reference evaluator trains normalisations of opsets 9 to 13
    g.add("Conv", rng.normal(size=(4, 3, 3, 3)) / 5, pads=[1, 1, 1, 1])
    g.add("BatchNormalization", *normalisation(rng, 4), epsilon=1e-3)
    x = g.add("Relu")
    for _ in range(2):
        g.add("Conv", x, rng.normal(size=(4, 4, 3, 3)) / 6, pads=[1, 1, 1, 1])
        g.add("BatchNormalization", *normalisation(rng, 4))
        g.add("Relu")
        g.add("Conv", rng.normal(size=(4, 4, 3, 3)) / 6, rng.normal(size=4), pads=[1, 1, 1, 1])
        y = g.add("BatchNormalization", *normalisation(rng, 4))
        g.add("Add", y, x)
        x = g.add("Relu")
    short = g.add("Slice", x, ints(0, 0), ints(6, 6), ints(2, 3), ints(2, 2))
    short = g.add("Pad", short, ints(0, 2, 0, 0, 0, 2, 0, 0))
    g.add("Conv", x, rng.normal(size=(8, 4, 3, 3)) / 6, pads=[1, 1, 1, 1], strides=[2, 2])
    y = g.add("Relu")
    g.add("Sub", y, short)
    g.add("GlobalAveragePool")
    return head(g, rng, 8)


def fire(rng):
    g = Graph((3, 5, 5))
    g.add("Conv", rng.normal(size=(4, 3, 1, 1)))
    x = g.add("Relu")
    g.add("Conv", x, rng.normal(size=(3, 4, 1, 1)))
    a = g.add("Relu")
    g.add("Conv", x, rng.normal(size=(3, 4, 3, 3)) / 4, pads=[1, 1, 1, 1])
    b = g.add("Tanh")
    m = g.add("MaxPool", x, kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1])
    g.add("Concat", a, b, m, axis=1)
    g.add("Dropout")
    g.add("Conv", rng.normal(size=(5, 10, 1, 1)) / 3)
    g.add("ReduceMean", axes=[2, 3], keepdims=int(rng.integers(2)))
    return head(g, rng, 5)


def wide(rng):
    """Larger than 16 x 16: rows are taken in tiles, odd at the border."""
    g = Graph((1, 19, 17))
    g.add("Conv", rng.normal(size=(3, 1, 3, 3)) / 3, pads=[1, 1, 1, 1])
    g.add("Relu")
    g.add("Conv", rng.normal(size=(4, 3, 3, 2)) / 3, rng.normal(size=4), pads=[1, 1, 1, 0])
    g.add("Relu")
    g.add("Conv", rng.normal(size=(4, 2, 3, 3)) / 3, pads=[1, 1, 1, 1], group=2)
    g.add("Relu")
    g.add("AveragePool", kernel_shape=[4, 4], strides=[4, 4], ceil_mode=0)
    return head(g, rng, 4 * 4 * 4)


def dense(rng):
    g = Graph((7,))
    g.add("Mul", rng.normal(size=7))
    g.add("Sub", rng.normal(size=(1, 7)), "input")
    for _ in range(3):
        g.add("Gemm", rng.normal(size=(7, 7)) / 2, rng.normal(size=7), transB=1)
        g.add(["Relu", "Sigmoid", "Tanh"][int(rng.integers(3))])
    g.add("Unsqueeze", ints(2))
    g.add("Transpose", perm=[0, 2, 1])
    g.add("Identity")
    g.add("Reshape", ints(0, -1))
    return head(g, rng, 7)


def products(rng):
    """Squeeze and excitation, a quotient, local response normalisation, and softmax at the end."""
    g = Graph((2, 5, 5))
    g.add("Conv", rng.normal(size=(4, 2, 3, 3)) / 3, rng.normal(size=4), pads=[1, 1, 1, 1])
    x = g.add("Relu")
    g.add("GlobalAveragePool")
    g.add("Conv", rng.normal(size=(4, 4, 1, 1)), rng.normal(size=4))
    gate = g.add("Sigmoid")
    x = g.add("Mul", x, gate)
    g.add("LRN", x, size=int(rng.integers(1, 5)), alpha=0.5, beta=0.75, bias=1.5)
    g.add("Conv", rng.normal(size=(4, 4, 3, 3)) / 3, rng.normal(size=4))
    x = g.add("Tanh")
    g.add("Mul", x, x)
    y = g.add("Add", float(1.0))
    g.add("Div", x, y)
    head(g, rng, 36)
    g.add("Softmax", axis=-1)
    return g


FAMILIES = lenet, quick, residual, fire, wide, dense, products


def interval(network, shape, a, b, low, high, rigorous=True):
    """All forms of a network on an interval, by name."""
    prover = Prover(network, [a, b], 0, rigorous)
    run, forms = checker.Run(prover.a, True), {}
    x = prover.segment(0, np.array([(low + high) / 2]), np.array([(high - low) / 2]))
    forms[network.input] = x
    for f, names, name in network.steps:
        forms[name] = f(run, *(forms[n] for n in names))
    return prover, run, forms


def banded(network, x):
    """All bands of a network, by name."""
    bands = {network.input: x}
    for f, names, name in network.steps:
        bands[name] = f.band(checker.EXACT, *(bands[n] for n in names))
    return bands


class Prover(checker.Prover):
    def __init__(self, network, anchors, label, rigorous=True):
        certificate = type("", (), {"label": label, "anchors": np.array(anchors, float), "rigorous": rigorous})
        super().__init__(network, certificate)


def stays(g, rng, tries=400):
    """Two points and their label, the straight line between them in one region with some margin, by sampling."""
    evaluate = evaluator(g.model())
    t = np.linspace(0, 1, 65).reshape(-1, *[1] * len(g.shape))
    for _ in range(tries):
        a = rng.normal(size=g.shape)
        b = a + rng.normal(size=g.shape) * rng.uniform(0.2, 3)
        y = evaluate.run(None, {"input": a + t * (b - a)})[0]
        label = int(y[0].argmax())
        margin = y[:, label] - np.delete(y, label, 1).max(1)
        if 0.02 * np.abs(y).max() < margin.min() < 0.8 * margin.max():
            return a, b, label
    raise AssertionError("no segment found")


def certify(data, shape, anchors, label, classes, rigorous=True, weights=None):
    """A certificate by bisection."""
    network = checker.Network(data, shape, weights)
    prover = Prover(network, [np.ravel(a) for a in anchors], label, rigorous)
    leaves = []
    for i in range(len(anchors) - 1):
        todo = [(0.0, 1.0)]
        while todo:
            low, high = todo.pop()
            run = checker.Run(prover.a, True)
            try:
                x = prover.segment(i, np.array([(low + high) / 2]), np.array([(high - low) / 2]))
                least = prover.margins(network(run, x), run)[0].min()
            except checker.TooWide:
                least = -1.0
            if least > 0:
                leaves.append({"segment": i, "low": low, "high": high, "bound": least})
            else:
                assert high - low > 2.0**-12, "not provable"
                todo += [((low + high) / 2, high), (low, (low + high) / 2)]
    return {
        "certificate": 1,
        "separatrix": "test",
        "statement": "made by a test",
        "model": hashlib.sha256(data).hexdigest(),
        "label": label,
        "classes": classes,
        "shape": list(shape),
        "rounding": "rigorous" if rigorous else "neglected",
        "anchors": [np.ravel(a).tolist() for a in anchors],
        "leaves": leaves,
    }


class EnclosureTest(unittest.TestCase):
    def test_everyValue_randomNetworks_containsDenseSamples(self):
        rng = np.random.default_rng(1)
        crossed = 0
        for number in range(8 * len(FAMILIES)):
            family = FAMILIES[number % len(FAMILIES)]
            g = family(rng)
            network = g.network()
            evaluate = evaluator(g.model(g.names))
            a, b = rng.normal(size=(2, *g.shape))
            width = 2.0 ** -rng.integers(*((6, 10) if family is products else (0, 7)))
            low = width * rng.integers(0, int(1 / width))
            prover, run, forms = interval(network, g.shape, a.ravel(), b.ravel(), low, low + width)
            halves = prover.segment(0, low + width * np.array([0.75, 0.25]), width * np.array([0.25, 0.25]))
            bands = banded(network, checker.Band(halves.c, halves.s, halves.r))
            crossed += run.columns
            tau = np.concatenate([[-1.0, 1.0], rng.uniform(-1, 1, 199)])
            t = low + width * (tau + 1) / 2
            points = a + t.reshape(-1, *[1] * len(g.shape)) * (b - a)
            values = dict(zip(g.names, evaluate.run(None, {"input": points})))
            for name, form in forms.items():
                if name not in values:
                    continue
                y = values[name].reshape(len(tau), -1).T
                slack = 1e-10 * (1 + np.abs(y))
                if name in bands:
                    for k, (c, s, dev) in enumerate(zip(bands[name].c.T, bands[name].s.T, bands[name].dev.T)):
                        inside = (tau < 0) if k else (tau > 0)
                        local = 2 * tau[inside] + (1 if k else -1)
                        off = np.abs(y[:, inside] - c[:, None] - s[:, None] * local)
                        self.assertTrue((off <= dev[:, None] + slack[:, inside]).all(), ("band", name))
                off = np.abs(y - form.c - form.s * tau)
                self.assertTrue((off <= form.dev + form.r + slack).all(), (family.__name__, name))
                if form.width:
                    rows = form.dense_rows()
                    self.assertEqual(rows.shape, (len(form.c), form.width))
                    self.assertTrue((np.abs(rows).sum(1) <= form.dev[:, 0]).all())
                    self.assertTrue((off <= np.abs(rows).sum(1)[:, None] + form.r + slack).all(), name)
            y = values[g.last].reshape(len(tau), -1)
            low, high = prover.margins(forms[network.output], run)
            margin = (y[:, :1] - y[:, 1:]).T
            self.assertTrue((margin >= low - 1e-9).all() and (margin <= high + 1e-9).all())
            lowest = prover.lowest(bands[network.output])
            for inside, bound in zip((tau > 0, tau < 0), lowest):
                self.assertGreaterEqual(margin[:, inside].min(), bound - 1e-9)
            plain = network.at((a.ravel() + t[:, None] * (b - a).ravel()).T)
            np.testing.assert_allclose(plain, y.T, rtol=1e-9, atol=1e-9)
        self.assertGreater(crossed, 500)

    def test_margins_narrowIntervals_closeToTheSampledRange(self):
        rng = np.random.default_rng(2)
        for family in FAMILIES:
            g = family(rng)
            network = g.network()
            a, b = rng.normal(size=(2, *g.shape))
            prover, run, forms = interval(network, g.shape, a.ravel(), b.ravel(), 0.5, 0.5 + 2.0**-10)
            low, high = prover.margins(forms[network.output], run)
            t = np.linspace(0.5, 0.5 + 2.0**-10, 9).reshape(-1, *[1] * len(g.shape))
            y = evaluator(g.model()).run(None, {"input": a + t * (b - a)})[0]
            margin = y[:, :1] - y[:, 1:]
            excess = np.maximum(high[:, 0] - margin.max(0), margin.min(0) - low[:, 0]).max()
            self.assertLess(excess, 0.2 * np.ptp(margin, axis=0).max() + 1e-9, family.__name__)

    def test_linearNetwork_margins_areExact(self):
        w = np.array([[1.0, 2], [3, -1], [0, 5]])
        g = Graph((2,))
        g.add("Gemm", w, np.array([1.0, 0, 0]), transB=1)
        prover, run, forms = interval(g.network(), g.shape, np.array([1.0, 0]), np.array([1.0, 4]), 0.25, 0.75)
        low, high = prover.margins(forms[g.last], run)  # x = (1, 4 t), t in [1/4, 3/4]
        np.testing.assert_allclose(low.ravel(), [-1 + 3 * 1, 2 - 3 * 3], rtol=1e-8)
        np.testing.assert_allclose(high.ravel(), [-1 + 3 * 3, 2 - 3 * 1], rtol=1e-8)

    def test_rectifier_crossing_isTheChord(self):
        g = Graph((1,))
        g.add("Relu")
        _, _, forms = interval(g.network(), g.shape, np.array([-1.0]), np.array([3.0]), 0.0, 1.0)
        form = forms[g.last]  # l = -1, u = 3: slope 3/4, between 3/4 x and 3/4 x + 3/4
        np.testing.assert_allclose([form.c[0, 0], form.s[0, 0], form.dev[0, 0]], [0.75 + 0.375, 1.5, 0.375], rtol=1e-8)

    def test_product_ofTwoSlopes_isTheBestLine(self):
        g = Graph((2,))
        x = g.add("Slice", "input", ints(0), ints(1), ints(1))
        g.add("Mul", x, g.add("Slice", "input", ints(1), ints(2), ints(1)))
        _, _, forms = interval(g.network(), g.shape, np.array([0.0, 3.0]), np.array([2.0, 1.0]), 0.0, 1.0)
        form = forms[g.last]  # (1 + tau) (2 - tau) = 2 + tau - tau^2, between 1 + tau and 2 + tau
        np.testing.assert_allclose([form.c[0, 0], form.s[0, 0], form.dev[0, 0]], [1.5, 1, 0.5], rtol=1e-8)

    def test_reciprocal_isBetweenTangentAndSecant(self):
        g = Graph((1,))
        g.add("Div", np.array([1.0]), "input")
        _, _, forms = interval(g.network(), g.shape, np.array([1.0]), np.array([3.0]), 0.0, 1.0)
        form = forms[g.last]  # tangent at 2: 1/2 - (x - 2) / 4, 0 to 1/4 below 1 / x on [1, 3]
        np.testing.assert_allclose([form.c[0, 0], form.s[0, 0], form.dev[0, 0]], [0.625, -0.25, 0.125], rtol=1e-8)

    def test_maximum_commonSlope_cancels(self):
        g = Graph((1, 1, 2))
        g.add("MaxPool", kernel_shape=[1, 2])
        _, run, forms = interval(g.network(), g.shape, np.array([0.0, 1.0]), np.array([100.0, 101.0]), 0.0, 1.0)
        form = forms[g.last]
        np.testing.assert_allclose([form.c[0, 0], form.s[0, 0], form.dev[0, 0]], [51, 50, 0], atol=1e-6)


def rational(values):
    return np.array([fractions.Fraction(float(v)) for v in np.ravel(values)], object)


def combined(rows, e):
    """sum_k rows_ik e_k, exact."""
    zero = fractions.Fraction(0)
    terms = [[fractions.Fraction(float(v)) * int(k) for v, k in zip(row, e) if v] for row in rows]
    return np.array([sum(row, zero) for row in terms], object)


class RuleTest(unittest.TestCase):
    """Each map on forms with rows and d, in rational numbers: nothing is lost, not even to rounding."""

    def form(self, rng, shape, columns, loose, scale=1.0):
        n = int(np.prod(shape))
        rows = scale * rng.normal(size=(n, columns)) * (rng.random((n, columns)) < 0.5) / columns
        parts, cell = {}, checker.cell_of(np.arange(n), shape)
        for at in range(cell.max() + 1):
            elements = rng.permutation(np.flatnonzero(cell == at))
            used = np.flatnonzero((rows[elements] != 0).any(0))
            parts[at] = checker.Part(elements, used, rows[np.ix_(elements, used)])
        a = checker.EXACT
        r = np.full((n, 1), loose) * rng.random((n, 1))
        return checker.Form(
            shape,
            scale * rng.normal(size=(n, 1)),
            scale * rng.normal(size=(n, 1)) / 3,
            a.up(np.abs(rows).sum(1))[:, None],
            r,
            a.norm(r) * 0.7,
            lambda wanted: checker.restricted(parts, wanted),
            columns,
        )

    def holds(self, rng, f, inputs, exact, sharp=0.0):
        """The value of f on members of the inputs is a member of its form; returns the largest share of r used."""
        run = checker.Run(checker.Arithmetic(True), True)
        run.columns = old = max(x.width for x in inputs)
        y = f(run, *inputs)
        rows = y.dense_rows()
        self.assertTrue((np.abs(rows).sum(1) <= y.dev[:, 0]).all())
        self.assertTrue(((rows[:, old:] != 0).sum(0) == 1).all(), "a new column belongs to one element")
        own = rational(np.abs(rows[:, old:]).sum(1))
        band = f.band(run.a, *[checker.Band(x.c, x.s, run.a.up(x.dev + x.r)) for x in inputs])
        share = 0.0
        for number in range(8):
            tau, e = int(rng.choice([-1, 1])), rng.choice([-1, 1], old)
            members, ds = [], []
            for x in inputs:
                d = x.r[:, 0] * rng.uniform(-1, 1, len(x.r))
                d *= min(1, 0.999 * x.rho[0] / max(np.linalg.norm(d), 1e-300))
                g = x.dense_rows()
                if number % 2 and number // 2 < len(x.c):  # the end of the range of one element
                    i = int(rng.integers(len(x.c)))
                    tau, e = int(np.sign(x.s[i, 0])), np.where(g[i] < 0, -1, 1)
                members.append((x, g, d))
            values = []
            for x, g, d in members:
                values.append(rational(x.c) + rational(x.s) * tau + combined(g, e) + rational(d))
            value = exact(*values)
            off = abs(value - rational(band.c) - rational(band.s) * tau)
            self.assertTrue((off.astype(float) <= band.dev[:, 0]).all(), f"band of {type(f).__name__}")
            linear = rational(y.c) + rational(y.s) * tau
            off = abs(value - linear - combined(rows[:, :old], e))
            beyond = np.array([float(max(o - w, fractions.Fraction(0))) for o, w in zip(off, own)])
            self.assertTrue((beyond <= y.r[:, 0]).all(), type(f).__name__)
            self.assertLessEqual(np.linalg.norm(beyond), y.rho[0])
            share = max(share, (beyond / np.maximum(y.r[:, 0], 1e-300)).max())
        self.assertGreaterEqual(share, sharp, "the bound says nothing")
        return y

    def matrix(self, f, n):
        m = f.products([(f.w, np.eye(n))])[0]
        return np.array([rational(row) for row in m], object)

    def test_maximum_valuesThatDifferByRounding_membersStayMembers(self):
        rng = np.random.default_rng(25)
        f = checker.MaxPool((1, 12), np.arange(48).reshape(12, 4))
        for scale in 1e-14, 1e-15, 1e-16:
            for number in range(15):
                x = self.form(rng, (1, 48), 2, 0.0, scale)
                x.c += 1.0
                self.holds(rng, f, [x], lambda v: np.array([max(v[w]) for w in f.windows], object))

    def test_linearMaps_membersStayMembers(self):
        rng = np.random.default_rng(20)
        for loose in 0.0, 1e-14, 1e-3:
            for number in range(3):
                x = self.form(rng, (1, 4, 3, 3), 5, loose)
                w = rng.normal(size=(4, 4, 2, 2)) * 10.0 ** rng.integers(-3, 3, (4, 1, 2, 2))
                grouped = w[:, :2]
                args = [1, 1], [1, 0, 0, 1], [1, 1]
                full = checker.Conv((4, 3, 3), w, w[:, 0, 0, 0], 1, *args)
                for f in full, checker.Conv((4, 3, 3), grouped, 0.0, 2, *args):
                    m, b = self.matrix(f, 36), rational(f.b)
                    self.holds(rng, f, [x], lambda v: m @ v + b, 1e-3 if loose else 1e-4)
                factor = rng.normal(size=4)
                plain = checker.Conv((4, 3, 3), w, 0.0, 1, *args)
                folded = checker.Conv((4, 3, 3), w, 0.0, 1, *args, factor, 3)
                m = self.matrix(plain, 36) * rational(np.repeat(factor, 9))[:, None]
                self.holds(rng, folded, [x], lambda v: m @ v)
                window = checker.Conv((4, 3, 3), np.ones((4, 1, 2, 2)), 0.0, 4, *args)
                m = self.matrix(window, 36)
                self.holds(rng, window, [x], lambda v: m @ v)
                scale, shift = rng.normal(size=(2, 36))
                for divide in False, True:
                    f = checker.Scale(x.shape, scale.reshape(x.shape), shift.reshape(x.shape), divide)
                    a = 1 / rational(scale) if divide else rational(scale)
                    self.holds(rng, f, [x], lambda v: a * v + rational(shift), 1e-3)
                flat = self.form(rng, (1, 12), 7, loose)
                w, b = rng.normal(size=(9, 12)), rng.normal(size=9)
                m = np.array([rational(row) for row in w], object)
                self.holds(rng, checker.Dense(w, b), [flat], lambda v: m @ v + rational(b), 1e-4)

    def test_sumsThatCancel_errorIsCovered(self):
        """The value is some 2^-50 of its terms, so that even the rounding of the small parts of the centre counts."""
        rng = np.random.default_rng(23)
        largest = 0.0
        for number in range(100):
            n = 8
            x, w = rng.normal(size=n), rng.normal(size=(3, n))
            for row in w:
                row[-1] -= (row @ x) / x[-1]
            f = checker.Dense(w, np.zeros(3))
            zero, run = np.zeros((n, 1)), checker.Run(checker.Arithmetic(True), False)
            form = f(run, checker.Form((1, n), x[:, None], zero, zero, zero, zero[0]))
            exact = np.array([sum(rational(row) * rational(x)) for row in w])
            off = np.array([float(abs(v)) for v in exact - rational(form.c)])
            self.assertTrue((off <= form.r[:, 0]).all())
            largest = max(largest, (off / form.r[:, 0]).max())
        self.assertGreater(largest, 1e-3)

    def test_bands_roundingIsAllThereIs_isCovered(self):
        """No dev before: sums that cancel, and rectifiers that hardly switch."""
        rng = np.random.default_rng(34)
        zero = np.zeros((8, 1))
        for number in range(100):
            c, s, w = rng.normal(size=(8, 1)), rng.normal(size=(8, 1)), rng.normal(size=(3, 8))
            w[:, -1] -= (w @ c)[:, 0] / c[-1, 0]
            band = checker.Dense(w, np.zeros(3)).band(checker.EXACT, checker.Band(c, s, zero))
            for tau in -1, 0, 1:
                exact = np.array([sum(rational(row) * (rational(c) + tau * rational(s))) for row in w])
                off = abs(exact - rational(band.c) - tau * rational(band.s))
                self.assertTrue((off.astype(float) <= band.dev[:, 0]).all())
        c = rng.uniform(1, 2, (400, 1))
        s = c * (1 + 1e-15 * rng.uniform(0, 20, c.shape))
        f = checker.Elementwise(checker.Rectifier((1, 400), 0.0))
        band = f.band(checker.EXACT, checker.Band(c, s, np.zeros_like(c)))
        for tau in -1, 1:
            exact = np.array([max(v, 0) for v in rational(c) + tau * rational(s)])
            off = abs(exact - rational(band.c) - tau * rational(band.s))
            self.assertTrue((off.astype(float) <= band.dev[:, 0]).all())

    def test_twoValues_membersStayMembers(self):
        rng = np.random.default_rng(21)
        for loose in 0.0, 1e-14, 1e-3:
            x, y = self.form(rng, (1, 2, 3, 3), 5, loose), self.form(rng, (1, 2, 3, 3), 8, loose)
            index = np.concatenate([np.arange(18).reshape(x.shape), np.arange(18, 36).reshape(x.shape)], 1)
            concat = checker.Arrange(index, [18, 18])
            for a, b in (x, y), (y, x):
                self.holds(rng, checker.Add(a.shape, 1.0), [a, b], lambda v, w: v + w, 1e-3)
                self.holds(rng, checker.Add(a.shape, -1.0), [a, b], lambda v, w: v - w, 1e-3)
                self.holds(rng, concat, [a, b], lambda v, w: np.concatenate([v, w]))
                self.holds(rng, checker.Product(a.shape), [a, b], lambda v, w: v * w)
            self.holds(rng, checker.Product(x.shape), [x, x], lambda v, w: v * w)
            index = rng.integers(0, 18, (1, 3, 4, 4))
            self.holds(rng, checker.Repeat(index), [x], lambda v: v[index.ravel()])

    def test_convexFunctions_membersStayMembers(self):
        rng = np.random.default_rng(31)
        functions = (None, np.exp), (1, lambda v: 1 / v), (0.75, lambda v: v**-0.75), (2.5, lambda v: v**-2.5)
        for loose in 0.0, 1e-14, 1e-3:
            for power, exact in functions:
                for sign in (1, -1) if power == 1 else (1,):
                    for scale in 1e-12, 1e-3, 0.2:
                        x = self.form(rng, (1, 4, 3, 3), 5, loose, scale)
                        x.c = sign * (3.0 + x.c)
                        f = checker.Elementwise(checker.Convex(x.shape, power))
                        if power == 1:
                            value = lambda v: 1 / v  # noqa: E731
                        else:
                            value = lambda v: rational(exact(v.astype(float)))  # noqa: E731
                        self.holds(rng, f, [x], value)

    def test_reciprocalAcrossZero_hasNoForm(self):
        rng = np.random.default_rng(32)
        for power in 1, 0.5:
            x = self.form(rng, (1, 6), 2, 0.0)
            f = checker.Elementwise(checker.Convex(x.shape, power))
            with self.assertRaises(checker.TooWide):
                f(checker.Run(checker.EXACT, True), x)
            band = f.band(checker.EXACT, checker.Band(x.c, x.s, x.dev))
            across = np.abs(x.c) <= np.abs(x.s) + x.dev
            self.assertTrue(across.any())
            self.assertFalse(np.isfinite(band.dev[across]).any())

    def test_nonlinearMaps_membersStayMembers(self):
        rng = np.random.default_rng(22)
        grid = np.arange(36).reshape(4, 3, 3)
        windows = np.lib.stride_tricks.sliding_window_view(grid, (2, 2), (1, 2)).reshape(-1, 4).copy()
        windows[::3, 2] = -1
        for loose in 0.0, 1e-14, 1e-3:
            for number in range(6):
                x = self.form(rng, (1, 4, 3, 3), 5, loose)
                for slope in 0.0, 0.3:
                    f = checker.Elementwise(checker.Rectifier(x.shape, slope))
                    a = fractions.Fraction(slope)
                    self.holds(rng, f, [x], lambda v: np.array([max(t, a * t) for t in v], object))
                f = checker.MaxPool((1, 4, 2, 2), windows)
                self.holds(rng, f, [x], lambda v: np.array([max(v[i] for i in w if i >= 0) for w in windows], object))

    def test_nonlinearMaps_dAsLargeAsTheRange_membersStayMembers(self):
        """Where d decides on which side of the kink a value lies, and kinks are too small for columns of their own."""
        rng = np.random.default_rng(24)
        windows = np.arange(48).reshape(12, 4)
        for scale in 1e-2, 3e-3, 1e-3, 1e-4:
            for number in range(20):
                x = self.form(rng, (1, 48), 2, 1e-3, scale)
                f = checker.Elementwise(checker.Rectifier(x.shape, 0.0))
                self.holds(rng, f, [x], lambda v: np.array([max(t, 0) for t in v], object))
                f = checker.MaxPool((1, 12), windows)
                self.holds(rng, f, [x], lambda v: np.array([max(v[w]) for w in windows], object))
                if number < 4:
                    f = checker.Elementwise(checker.Smooth(x.shape, "Tanh"))
                    self.holds(rng, f, [x], lambda v: rational(np.tanh(v.astype(float))), 0.3)
                    f = checker.Elementwise(checker.Smooth(x.shape, "Sigmoid"))
                    self.holds(rng, f, [x], lambda v: rational(1 / (1 + np.exp(-v.astype(float)))), 0.3)


class RoundingTest(unittest.TestCase):
    def exact(self, network_steps, x):
        """Values of a chain of maps in rational numbers."""
        for kind, *w in network_steps:
            if kind == "dense":
                x = [sum(rational(row) * x) + b for row, b in zip(w[0], rational(w[1]))]
            elif kind == "scale":
                x = rational(w[0]) * x + rational(w[1])
            elif kind == "divide":
                x = x / rational(w[0])
            else:
                x = [max(b, 0) for b in x]
            x = np.array(x, object)
        return x

    def test_points_cancellation_containTheRationalValue(self):
        """Scales chosen so that the rounding of float64 is visible; both bounds of d must hold, and not be idle."""
        rng = np.random.default_rng(3)
        wrong = 0
        for number in range(30):
            n, g, steps = 6, Graph((6,)), []
            for layer in range(4):
                w, b = rng.normal(size=(n, n)) * 10.0 ** rng.integers(-4, 5, (n, n)), rng.normal(size=n) * 1e3
                g.add("Gemm", w, b, transB=1)
                steps.append(("dense", w, b))
                a, b = rng.normal(size=n), rng.normal(size=n)
                g.add("Mul", a)
                g.add("Add", b)
                steps.append(("scale", a, b))
                d = rng.uniform(1, 3, n)
                g.add("Div", d)
                steps.append(("divide", d))
                if layer < 3:
                    g.add("Relu")
                    steps.append(("relu",))
            a, b = rng.normal(size=(2, n))
            t = 0.375
            network = g.network()
            prover = Prover(network, [a, b], 0)
            run = checker.Run(prover.a, False)
            form = network(run, prover.segment(0, np.array([t]), np.array([0.0])))
            x = rational(a) + fractions.Fraction(t) * (rational(b) - rational(a))
            y = self.exact(steps, x)
            error = np.array([float(abs(v - fractions.Fraction(c))) for v, c in zip(y, form.c[:, 0])])
            self.assertTrue((error <= form.r[:, 0]).all())
            self.assertLessEqual(np.linalg.norm(error), form.rho[0])
            wrong += (error > 0).sum()
            self.assertLess(form.r.max(), 1e-9 * np.abs(form.c).max() + 1e-3)
        self.assertGreater(wrong, 50)

    def test_normalisation_points_containTheValueTo60Digits(self):
        """Alone and folded into a convolution with a bias, at inputs where the shift is all there is, and elsewhere."""
        rng = np.random.default_rng(13)
        worst, n = 0.0, 200
        for folded in False, True:
            for size in 0.0, 1.0, 1e3:
                scale, shift, mean, variance = rng.normal(size=(4, n)) * np.array([[1.0], [0.1], [30.0], [1.0]])
                variance, w, bias = np.abs(variance), rng.normal(size=(n, 1, 1, 1)), 10 * rng.normal(size=n)
                g = Graph((n, 1, 1), opset=15)
                if folded:
                    g.add("Conv", w, bias, group=n)
                g.add("BatchNormalization", scale, shift, mean, variance, epsilon=0.5)
                network = g.network()
                self.assertEqual(len(network.steps), 1)
                x = size * rng.normal(size=n)
                prover = Prover(network, [x, x], 0)
                form = network(checker.Run(prover.a, False), prover.segment(0, np.array([0.0]), np.array([0.0])))
                v = rational(x) * rational(w) + rational(bias) if folded else rational(x)
                with decimal.localcontext() as context:
                    context.prec = 60
                    root = [fractions.Fraction((decimal.Decimal(float(t)) + decimal.Decimal(0.5)).sqrt()) for t in variance]
                exact = rational(scale) * (v - rational(mean)) / np.array(root, object) + rational(shift)
                off = np.array([float(abs(t)) for t in exact - rational(form.c)])
                self.assertTrue((off <= form.r[:, 0]).all())
                worst = max(worst, (off / form.r[:, 0]).max())
        self.assertGreater(worst, 0.05)

    def test_largeConstantAddedAndTakenAway_rigorous_notProved(self):
        """f = (3 x + 2^60 - 2^60, 1/2): in float64 the first logit is 0, so a wrong proof of label 1 is easy."""
        g = Graph((1,))
        g.add("Mul", 3.0)
        g.add("Add", 2.0**60)
        g.add("Sub", 2.0**60)
        g.add("Gemm", np.array([[1.0], [0.0]]), np.array([0.0, 0.5]), transB=1)
        network = g.network()
        anchors = [np.array([1.0]), np.array([2.0])]
        with self.assertRaises(checker.Refused):
            Prover(network, anchors, 1).leaf(0, 0.0, 1.0)
        Prover(network, anchors, 1, rigorous=False).leaf(0, 0.0, 1.0)  # so the danger is real

    def test_hugeWeightsCancel_rigorous_notProved(self):
        """2^53 (x + 1) - 2^53 x = 2^53 where both products round: a difference lost in float64 is not invented."""
        g = Graph((3,))
        g.add("Mul", np.array([2.0**60, 1.0, 1.0]))
        g.add("Gemm", np.array([[1.0, 1, 0], [1, 0, 0], [0, 0, 0]]), np.array([0.0, 0, 0]), transB=1)
        g.add("Gemm", np.array([[1.0, -1, 0], [0, 0, 0]]), np.array([0.0, 0.5]), transB=1)
        network = g.network()
        anchors = [np.array([0.7, 1.0, 0]), np.array([0.9, 1.0, 0])]  # f = (x_2, 1/2) = (1, 1/2)
        with self.assertRaises(checker.Refused):
            Prover(network, anchors, 1).leaf(0, 0.0, 1.0)

    def test_matrixNorm_random_isBetweenTheNormAndTwoPercentMore(self):
        rng = np.random.default_rng(4)
        for shape in (1, 1), (5, 3), (3, 40), (64, 64):
            w = rng.normal(size=shape) * 10.0 ** rng.integers(-30, 30)
            norm = np.linalg.norm(w, 2)
            self.assertGreaterEqual(checker.matrix_norm(w), norm * (1 - 1e-14))
            self.assertLess(checker.matrix_norm(w), norm * 1.02)
        self.assertLess(checker.matrix_norm(np.zeros((3, 3))), 1e-50)

    def test_convolutionNorm_random_boundsTheMatrixOfTheConvolution(self):
        rng = np.random.default_rng(5)
        for groups, stride, dilation, pad in (1, 1, 1, 1), (1, 2, 1, 0), (2, 1, 2, 2), (4, 2, 1, 1), (1, 1, 1, 3):
            w = rng.normal(size=(4, 4 // groups, 3, 2))
            conv = checker.Conv((4, 7, 6), w, 0.0, groups, [stride] * 2, [pad] * 4, [dilation] * 2)
            matrix = conv.products([(conv.w, np.eye(4 * 7 * 6))])[0]
            self.assertGreaterEqual(conv.norm, np.linalg.norm(matrix, 2))
            if groups < 4 and stride == 1:
                self.assertLess(conv.norm, 1.3 * np.linalg.norm(matrix, 2))
            self.assertTrue((np.linalg.norm(matrix, axis=1) <= conv.row_norm[:, 0]).all())


    def test_convolutionNorm_differencesOfNeighbours_boundsTheHighFrequencies(self):
        sign = np.array([[1.0, -1], [-1, 1]])
        w = np.random.default_rng(26).normal(size=(3, 3, 1, 1)) * sign  # 0 on constant inputs
        conv = checker.Conv((3, 8, 8), w, 0.0, 1, [1, 1], [0] * 4, [1, 1])
        matrix = conv.products([(conv.w, np.eye(3 * 64))])[0]
        self.assertGreaterEqual(conv.norm, np.linalg.norm(matrix, 2))

    def test_segmentAndMargins_rounding_isCovered(self):
        """The input itself as logits, nearly equal and far from 0: x(t) and the differences are all that is rounded."""
        rng = np.random.default_rng(27)
        g = Graph((40,))
        g.add("Identity")
        network = g.network()
        for number in range(10):
            a, b = 1e3 + rng.normal(size=(2, 40))
            prover = Prover(network, [a, b], 0)
            t, half = fractions.Fraction(3, 8), fractions.Fraction(1, 1024)
            for width in 0, half:
                run = checker.Run(prover.a, width > 0)
                x = prover.segment(0, np.array([float(t)]), np.array([float(width)]))
                for tau in -1, 1:
                    exact = rational(a) + (t + tau * width) * (rational(b) - rational(a))
                    off = abs(exact - rational(x.c) - tau * rational(x.s))
                    self.assertTrue((off.astype(float) <= x.r[:, 0]).all())
            y = checker.Form(x.shape, x.c, 0 * x.s, 0 * x.c, 0 * x.r, 0 * x.rho)
            y.c[0] = x.c[1] * 1e-3
            low, high = (rational(v) for v in prover.margins(y, run))
            exact = rational(y.c)[0] - rational(y.c)[1:]
            self.assertTrue(all(p <= v <= q for p, v, q in zip(low, exact, high)))


class CertificateTest(unittest.TestCase):
    """One true certificate and many false ones, through the command line."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        rng = np.random.default_rng(6)
        cls.graph = lenet(rng)
        cls.data = cls.graph.bytes()
        cls.model = cls.root / "net.onnx"
        cls.model.write_bytes(cls.data)
        cls.good = {"leaves": []}
        while len(cls.good["leaves"]) < 6:  # so that there is something to leave out
            a, b, cls.label = stays(cls.graph, rng)
            cls.good = certify(cls.data, cls.graph.shape, [a, b, a], cls.label, 4)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def run_checker(self, certificate, model=None, *options):
        path = self.root / "certificate.json"
        path.write_text(certificate if isinstance(certificate, str) else json.dumps(certificate))
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            status = checker.main([str(path), "--model", str(model or self.model), *options])
        return status, out.getvalue()

    def refused(self, certificate, words, model=None):
        status, text = self.run_checker(certificate, model)
        self.assertEqual(status, checker.REFUSED, text)
        self.assertRegex(text, words)
        self.assertEqual(text.count("\n"), 1, "one line a certificate")

    def doctored(self):
        return copy.deepcopy(self.good)

    def test_trueCertificate_isAccepted(self):
        status, text = self.run_checker(self.good)
        self.assertEqual(status, 0, text)
        self.assertRegex(text, r"^accepted: .*: margin of class \d positive on 2 segments, proved")

    def test_quiet_accepted_printsNothing(self):
        self.assertEqual(self.run_checker(self.good, None, "--quiet"), (0, ""))

    def test_statedBoundsFromNarrowLeaves_widerLeaves_areSplit(self):
        c = self.doctored()
        c["leaves"] = [{"segment": i, "low": 0.0, "high": 1.0, "bound": 1e-6} for i in range(2)]
        status, text = self.run_checker(c)
        self.assertEqual(status, 0, text)
        self.assertNotIn(" 0 splits", text)

    def test_neglected_true_isAcceptedButSaidToBeNoProof(self):
        c = self.doctored()
        c["rounding"] = "neglected"
        status, text = self.run_checker(c)
        self.assertEqual(status, 0, text)
        self.assertIn("not a proof: rounding neglected", text)

    def test_leafMissing_isRefused(self):
        for k in range(len(self.good["leaves"])):
            c = self.doctored()
            del c["leaves"][k]
            self.refused(c, "gap from")

    def test_leavesOfOneSegmentMissing_isRefused(self):
        c = self.doctored()
        c["leaves"] = [v for v in c["leaves"] if v["segment"] == 0]
        self.refused(c, "segment 1 has a gap from 0.0 to 1")

    def test_leafTwice_isRefused(self):
        c = self.doctored()
        c["leaves"].append(c["leaves"][0])
        self.refused(c, "overlap")

    def test_leafLonger_isRefused(self):
        c = self.doctored()
        c["leaves"][0]["high"] += 2.0**-20
        self.refused(c, "overlap")

    def test_leafShorter_isRefused(self):
        c = self.doctored()
        c["leaves"][0]["high"] -= 2.0**-40
        self.refused(c, "gap")

    def test_lowAboveHigh_isRefused(self):
        c = self.doctored()
        leaf = c["leaves"][1]
        leaf["low"], leaf["high"] = leaf["high"], leaf["low"]
        self.refused(c, "leaf 1 is not an interval")

    def test_notDyadic_isRefused(self):
        c = self.doctored()
        ends = [(s, low, high) for s in (0, 1) for low, high in ((0, 0.1), (0.1, 1))]
        c["leaves"] = [{"segment": s, "low": low, "high": high, "bound": 1e-9} for s, low, high in ends]
        self.refused(c, "multiples of 2")

    def test_boundAboveTheMarginAtAnEnd_isRefused(self):
        for k in 0, len(self.good["leaves"]) - 1:
            c = self.doctored()
            c["leaves"][k]["bound"] *= 1000
            self.refused(c, "is above the margin")

    def test_boundBarelyAboveTheMargin_isRefused(self):
        c = self.doctored()
        leaf = c["leaves"][0]
        a, b = (np.array(v).reshape(1, *self.graph.shape) for v in c["anchors"][:2])
        t = np.array([leaf["low"], (leaf["low"] + leaf["high"]) / 2, leaf["high"]]).reshape(-1, 1, 1, 1)
        y = evaluator(self.graph.model()).run(None, {"input": a + t * (b - a)})[0]
        least = (y[:, self.label] - np.delete(y, self.label, 1).max(1)).min()
        leaf["bound"] = float(least) * (1 - 1e-6)
        self.assertEqual(self.run_checker(c)[0], 0)
        leaf["bound"] = float(least) * (1 + 1e-6)
        self.refused(c, "is above the margin")

    def test_boundNotPositive_isRefused(self):
        for bound in 0, 0.0, -1.0:
            c = self.doctored()
            c["leaves"][0]["bound"] = bound
            self.refused(c, "bound of leaf 0 is not positive")

    def test_anotherLabel_isRefused(self):
        for label in range(4):
            if label != self.label:
                c = self.doctored()
                c["label"] = label
                self.refused(c, "the margin is not positive")

    def test_labelOutOfRange_isRefused(self):
        for label in -1, 4, 1.0, True, "1", None:
            c = self.doctored()
            c["label"] = label
            self.refused(c, "label is not an integer")

    def test_oneWeightChanged_hashKept_isRefused(self):
        model = onnx.load_model_from_string(self.data)
        w = numpy_helper.to_array(model.graph.initializer[-1]).copy()
        w[self.label] -= 1e-9
        model.graph.initializer[-1].CopyFrom(numpy_helper.from_array(w, model.graph.initializer[-1].name))
        other = self.root / "other.onnx"
        other.write_bytes(model.SerializeToString())
        self.refused(self.good, "another hash", other)

    def test_oneWeightChanged_hashAdapted_isRefused(self):
        model = onnx.load_model_from_string(self.data)
        w = numpy_helper.to_array(model.graph.initializer[-1]).copy()
        w[self.label] -= 100
        model.graph.initializer[-1].CopyFrom(numpy_helper.from_array(w, model.graph.initializer[-1].name))
        other = self.root / "other.onnx"
        other.write_bytes(model.SerializeToString())
        c = self.doctored()
        c["model"] = hashlib.sha256(model.SerializeToString()).hexdigest()
        self.refused(c, "the margin is not positive", other)

    def test_otherHash_isRefused(self):
        c = self.doctored()
        c["model"] = "0" * 64
        self.refused(c, "another hash")

    def test_anchorOutsideTheRegion_isRefused(self):
        rng = np.random.default_rng(7)
        evaluate = evaluator(self.graph.model())
        while True:
            x = rng.normal(size=(1, *self.graph.shape)) * 2
            if evaluate.run(None, {"input": x})[0][0].argmax() != self.label:
                break
        c = self.doctored()
        c["anchors"][1] = x.ravel().tolist()
        self.refused(c, "margin is not positive|is above the margin")

    def test_anchorMovedSlightly_boundsNoLongerHold_isRefused(self):
        c = self.doctored()
        a, b = (np.array(v).reshape(1, *self.graph.shape) for v in c["anchors"][:2])
        evaluate = evaluator(self.graph.model())

        def margin(x):
            y = evaluate.run(None, {"input": x})[0][0]
            return y[self.label] - np.delete(y, self.label).max()

        for leaf in c["leaves"]:  # bounds as tight as they can be at the first anchor
            if leaf["segment"] == 0 and leaf["low"] == 0:
                leaf["bound"] = min(leaf["bound"], float(margin(a)))
        step = np.zeros_like(a).ravel()
        for i in range(step.size):
            e = np.zeros_like(step)
            e[i] = 1e-6
            step[i] = np.sign(margin(a - e.reshape(a.shape)) - margin(a))
        moved = (a.ravel() + 0.02 * step).tolist()
        least = margin(np.array(moved).reshape(a.shape))
        for leaf in c["leaves"]:
            if leaf["segment"] == 0 and leaf["low"] == 0:
                leaf["bound"] = (least + float(margin(a))) / 2
        c["anchors"][0] = moved
        self.assertLess(least, margin(a))
        self.refused(c, "is above the margin")

    def test_anchorOfAnotherLength_isRefused(self):
        c = self.doctored()
        c["anchors"][1].append(0.0)
        self.refused(c, "anchor 1 is not a list of")

    def test_oneAnchor_isRefused(self):
        c = self.doctored()
        c["anchors"] = c["anchors"][:1]
        self.refused(c, "anchors is not a list of 2")

    def test_segmentWithoutAnchors_isRefused(self):
        c = self.doctored()
        c["leaves"][0]["segment"] = 2
        self.refused(c, "segment of leaf 0")

    def test_numbersThatAreNone_areRefused(self):
        for text in "NaN", "Infinity", "-Infinity", "1e999", "null", "true", '"1"':
            c = self.doctored()
            c["anchors"][0][0] = 12345.678
            self.refused(json.dumps(c).replace("12345.678", text), "not a number|not finite")
            c = self.doctored()
            c["leaves"][0]["bound"] = 12345.678
            self.refused(json.dumps(c).replace("12345.678", text), "not a number|not finite")

    def test_otherShape_isRefused(self):
        for shape in [2, 9], [9, 9, 2], [162], [1, 2, 9, 9], [2, 9, -9], []:
            c = self.doctored()
            c["shape"] = shape
            self.refused(c, "shape|anchor 0")

    def test_otherCountOfClasses_isRefused(self):
        for classes in 3, 5:
            c = self.doctored()
            c["classes"] = max(classes, self.label + 1)
            if c["classes"] != 4:
                self.refused(c, "4 classes")

    def test_keyTwiceUnknownOrMissing_isRefused(self):
        text = json.dumps(self.good)
        self.refused(text[:-1] + ', "label": 0}', "twice")
        self.refused({**self.good, "extra": 1}, "other keys")
        c = self.doctored()
        del c["rounding"]
        self.refused(c, "other keys")
        c = self.doctored()
        c["leaves"][0]["extra"] = 1
        self.refused(c, "leaf 0 has other keys")

    def test_otherVersionOrRounding_isRefused(self):
        self.refused({**self.good, "certificate": 2}, "version")
        self.refused({**self.good, "rounding": "none"}, "rounding")

    def test_notJson_isRefused(self):
        self.refused("{", "not JSON")
        self.refused("[" * 100000, "not JSON|not an object")
        self.refused("[]", "not an object")

    def test_rigorousOnANetworkThatBreaksRounding_isRefused(self):
        g = Graph((1,))
        for op in "Add", "Sub":
            g.add(op, 2.0**60)
        g.add("Gemm", np.array([[1.0], [0.0]]), np.array([0.0, 0.5]), transB=1)
        data = g.bytes()
        model = self.root / "rounding.onnx"
        model.write_bytes(data)
        c = certify(data, (1,), [[1.0], [2.0]], 1, 2, rigorous=False)  # false: the first logit is the input
        self.assertIn("not a proof", self.run_checker(c, model)[1])
        c["rounding"] = "rigorous"
        self.refused(c, "no proof", model)

    def test_readingAndUsage_errors_haveTheirOwnStatus(self):
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(checker.main(["nowhere.json", "--model", str(self.model)]), checker.UNREADABLE)
            self.assertEqual(checker.main(["nowhere.json", "--model", "nowhere.onnx"]), checker.UNREADABLE)
            with self.assertRaises(SystemExit) as e:
                checker.main(["nowhere.json"])
        self.assertEqual(e.exception.code, checker.USAGE)
        broken = self.root / "broken.onnx"
        broken.write_bytes(b"\xff" * 100)
        self.assertEqual(self.run_checker(self.good, broken)[0], checker.UNREADABLE)

    def test_severalCertificates_oneFalse_isRefused(self):
        good, bad = self.root / "good.json", self.root / "bad.json"
        good.write_text(json.dumps(self.good))
        bad.write_text(json.dumps({**self.good, "model": "0" * 64}))
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            status = checker.main([str(bad), str(good), "--model", str(self.model)])
        self.assertEqual(status, checker.REFUSED)
        self.assertRegex(out.getvalue(), "(?s)^refused: .*bad.json.*accepted: .*good.json")


class AllFamiliesTest(unittest.TestCase):
    def test_certificatesOfRandomNetworks_areAccepted(self):
        rng = np.random.default_rng(8)
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for family in FAMILIES:
                g = family(rng)
                a, b, label = stays(g, rng)
                (root / "net.onnx").write_bytes(g.bytes())
                (root / "c.json").write_text(json.dumps(certify(g.bytes(), g.shape, [a, b], label, 4)))
                out = io.StringIO()
                with contextlib.redirect_stdout(out):
                    status = checker.main([str(root / "c.json"), "--model", str(root / "net.onnx")])
                self.assertEqual(status, 0, family.__name__ + out.getvalue())

    def test_segmentsThatLeaveTheRegion_areNeverProved(self):
        rng = np.random.default_rng(9)
        left = 0
        for number in range(60):
            g = FAMILIES[number % len(FAMILIES)](rng)
            a, b = 4 * rng.normal(size=(2, *g.shape))
            t = np.linspace(0, 1, 257).reshape(-1, *[1] * len(g.shape))
            y = evaluator(g.model()).run(None, {"input": a + t * (b - a)})[0]
            label = int(y[0].argmax())
            if (y[:, label] - np.delete(y, label, 1).max(1)).min() < -1e-6:
                left += 1
                with self.assertRaises(checker.Refused):
                    Prover(g.network(), [a.ravel(), b.ravel()], label).leaf(0, 0.0, 1.0)
        self.assertGreater(left, 10)


class ModelTest(unittest.TestCase):
    def refused(self, g, words):
        with self.assertRaisesRegex(checker.Refused, words):
            g.network()

    def test_unknownOperator_isRefusedByName(self):
        g = Graph((4,))
        g.add("Erf")
        self.refused(g, "operator Erf is not supported")

    def test_unknownAttributeOrValue_isRefusedByName(self):
        for attributes, words in (
            ({"foo": 1}, "foo"),
            ({"auto_pad": "SAME"}, "auto_pad"),
            ({"strides": [0, 1]}, "strides"),
            ({"pads": [-1, 0, 0, 0]}, "pads"),
            ({"group": 3}, "channels"),
            ({"kernel_shape": [2, 2]}, "kernel_shape"),
        ):
            g = Graph((1, 4, 4))
            g.add("Conv", np.ones((2, 1, 3, 3)), **attributes)
            self.refused(g, words)
        for op, attributes, words in (
            ("MaxPool", {"kernel_shape": [2, 2], "storage_order": 1}, "storage_order"),
            ("Pad", {"mode": "reflect"}, "mode"),
            ("LeakyRelu", {"alpha": 1.5}, "slope"),
        ):
            g = Graph((1, 4, 4))
            g.add(op, *([ints(*[0] * 8)] if op == "Pad" else []), **attributes)
            self.refused(g, words)

    def test_softmaxAndLrn_otherForms_areRefused(self):
        g = Graph((2, 3), opset=12)
        g.add("Softmax")
        self.refused(g, "only over the last axis")
        g = Graph((1,))
        g.add("Softmax", axis=1)
        self.refused(g, "Softmax over 1")
        g = Graph((2, 3, 3))
        g.add("LRN", size=3, bias=-1.0)
        self.refused(g, "LRN: bad attributes")

    def test_softmaxOverChannels_lrnOfEvenSize_areTheOperators(self):
        rng = np.random.default_rng(33)
        g = Graph((5, 2, 3))
        g.add("LRN", size=4, alpha=2.0, beta=0.5, bias=1.0)
        g.add("Softmax", axis=1)
        g.add("Flatten")
        x = rng.normal(size=(1, 5, 2, 3))
        expected = evaluator(g.model()).run(None, {"input": x})[0]
        np.testing.assert_allclose(g.network().at(x.reshape(-1, 1)).ravel(), expected.ravel(), rtol=1e-12)

    def test_quotientOfConstantAndValue_isTheOperator(self):
        g = Graph((3,))
        g.add("Div", np.array([1.0, -2.0, 3.0]), "input")
        np.testing.assert_allclose(g.network().at(np.array([[2.0], [4.0], [-5.0]])).ravel(), [0.5, -0.5, -0.6])

    def test_trainingMode_isRefused(self):
        g = Graph((2, 4, 4), opset=15)
        g.add("BatchNormalization", *[np.ones(2)] * 4, training_mode=1)
        self.refused(g, "training_mode")

    def test_ceilModeWindowInThePadding_isRefused(self):
        g = Graph((1, 5, 5))
        g.add("MaxPool", kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1)
        g.add("Flatten")
        self.assertEqual(g.network().classes, 9)
        g = Graph((1, 5, 5))
        g.add("MaxPool", kernel_shape=[2, 2], strides=[5, 5], pads=[0, 0, 1, 1], ceil_mode=1)
        self.refused(g, "ceil_mode")

    def test_nonFiniteWeight_isRefused(self):
        g = Graph((2,))
        g.add("Mul", np.array([1.0, np.inf]))
        self.refused(g, "infinite")

    def test_shapesFromShapeOperators_areFollowed(self):
        g = Graph((2, 3, 3))
        size = g.add("Shape", "input")
        g.nodes.append(helper.make_node("Gather", [size, g.constant(ints(0))], ["n"]))
        g.nodes.append(helper.make_node("Concat", ["n", g.constant(ints(-1))], ["s"], axis=0))
        g.add("Reshape", "input", "s")
        self.assertEqual(g.network().values[g.last].shape, (1, 18))

    def test_externalWeights_rightHash_areRead(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder) / "model"
            root.mkdir()
            rng = np.random.default_rng(10)
            g = dense(rng)
            onnx.save_model(
                g.model(), root / "net.onnx", save_as_external_data=True, location="net.data", size_threshold=0
            )
            data, raw = (root / "net.onnx").read_bytes(), (root / "net.data").read_bytes()
            good = {"net.data": hashlib.sha256(raw).hexdigest()}
            network = checker.Network(data, g.shape, checker.Weights(root, good))
            plain = g.network()
            for (f, *_), (h, *_) in zip(network.steps, plain.steps):
                if isinstance(f, checker.Linear):
                    np.testing.assert_array_equal(f.w, h.w)
            with self.assertRaisesRegex(checker.Refused, "no hash"):
                checker.Network(data, g.shape, checker.Weights(root, {}))
            (root / "net.data").write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
            with self.assertRaisesRegex(checker.Refused, "another hash"):
                checker.Network(data, g.shape, checker.Weights(root, good))
            for location in "../net.data", "/net.data", "a/../../net.data", "", "c:net.data", "a\\b":
                with self.assertRaisesRegex(checker.Refused, "outside the folder"):
                    checker.Weights(root, {location: "0" * 64})(location)
            (root.parent / "far.data").write_bytes(raw)
            os.symlink(root.parent / "far.data", root / "link.data")
            with self.assertRaisesRegex(checker.Refused, "outside the folder"):
                checker.Weights(root, {"link.data": good["net.data"]})("link.data")

    def test_opsetsWithAttributesOrInputs_meanTheSame(self):
        networks = []
        for opset in 9, 10, 13, 18:
            rng = np.random.default_rng(11)
            g = Graph((2, 6, 6), opset)
            if opset < 10:
                g.add("Slice", starts=[1, 0], ends=[6, -1], axes=[2, 3])
            else:
                g.add("Slice", ints(1, 0), ints(6, -1), ints(2, 3))
            if opset < 11:
                g.add("Clip", min=-0.5, max=0.5)
                g.add("Pad", pads=[0, 0, 1, 0, 0, 0, 0, 1], value=0.25)
            else:
                g.add("Clip", np.float64(-0.5), np.float64(0.5))
                g.add("Pad", ints(0, 0, 1, 0, 0, 0, 0, 1), np.float64(0.25))
            if opset < 18:
                g.add("ReduceMean", axes=[2, 3])
            else:
                g.add("ReduceMean", ints(2, 3))
            if opset < 13:
                g.add("Squeeze", axes=[2, 3])
            else:
                g.add("Squeeze", ints(2, 3))
            networks.append((g, g.network()))
        x = np.random.default_rng(12).normal(size=(2, 72))
        values = []
        for g, network in networks:
            _, _, forms = interval(network, g.shape, x[0], x[1], 0.0, 0.25)
            values.append(np.hstack([getattr(forms[network.output], k) for k in ("c", "s", "dev", "r")]))
        for v in values[1:]:
            np.testing.assert_allclose(v, values[0], rtol=1e-12)


if __name__ == "__main__":
    unittest.main()
