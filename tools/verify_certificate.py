#!/usr/bin/env python3
"""Checks path certificates of Separatrix with nothing but Python, NumPy and onnx.

    python verify_certificate.py CERTIFICATE... --model net.onnx [--quiet]

What is proved. A certificate names a network f (an ONNX file, by SHA-256), a label y and anchors a_0, ..., a_S.
Accepted means: for every segment i and every t in [0, 1], at x(t) = a_i + t (a_{i+1} - a_i),

    f_y(x(t)) - f_j(x(t)) > 0 for all j != y,

so the path joins its ends within the decision region of y. f is the function of the file in real arithmetic, with the
stored weights at their exact values (a parameter that the file leaves out: the float64 next to the standard's decimal
value) and the anchors at the float64 numbers written. Nothing is claimed of a run of the network in float32. Besides
this, the bounds stated in the certificate are compared with the margin at both ends and the centre of each leaf, and
the certificate is refused where one is surely above it: with the margin in plain float64 first and, where that is not
clearly above, by a millionth of the logits, with its enclosure. The bounds are otherwise not used: every leaf is
proved anew here, in halves where needed. A certificate whose "rounding" is "neglected" is checked by the same
computation with every term for rounding left out; that is not a proof, and the line says so.

How. On an interval of t with centre m and half width h, t = m + h tau, every value y of the network is enclosed by
a form

    y_i = c_i + s_i tau + sum_k G_ik e_k + d_i,   |tau| <= 1, |e_k| <= 1, |d_i| <= r_i and ||d||_2 <= rho.

The first three terms are called z below. c, s, G are float64 numbers taken as exact; all that was rounded is in d,
which is bounded twice, in each coordinate and in the Euclidean norm; either bound may be used, and the smaller one
is. `dev` is an upper bound of sum_k |G_ik|. The rows of G are computed on demand only: a rectifier that is off for
sure by c, s and dev needs none, and after it stands an exact zero. Each rectifier or maximum that may switch within
the interval brings an e_k, which is kept to the end: merging them is what makes bounds of deep networks explode.

Rules. (1) Linear maps W, b: z -> W z + b, dev -> |W| dev; |d_i| <= min(|W| r, ||W_i||_2 rho), ||d||_2 <= ||W||_2 rho.
(2) Every nonlinear f here but products is monotone or a maximum, with Lipschitz constant L on all of the range:
  f(z + d) = f(z) + d', |d'_i| <= L |d_i| (for a maximum: the largest of its window). So f is enclosed at z alone, and
  d passes through.
(3) Rectifier max(x, a x), 0 <= a < 1, with l < 0 < u: f(x) - p x for a slope p in [a, 1] is convex with least value
  0 at x = 0, hence between 0 and its value at an end: f(x) in p x + [0, max((a - p) l, (1 - p) u)].
(4) Sigmoid and tanh on [l, u]: f' is least at l or u. With p not above it f(x) - p x increases from l to u.
(5) Maximum: max(x, y) = x + max(0, y - x), the difference formed first, by rule 3. A window is folded one by one,
  beginning with the largest centre, without those that are surely not above another one. The new e_k of one window
  touch this output alone, so they are added into one.
(6) ||W||_2 of a convolution on a zero-padded grid of H x W: it is a restriction of the circular convolution on a
  torus of H + k - 1 (times W + k - 1), which the Fourier basis makes block diagonal: its norm is the largest one of
  sum_k W_k exp(-i w k) over the frequencies w. The norm of a matrix: ||B||^2 = ||B' B||, repeated, the Frobenius
  norm at last, which exceeds by n^(1/2^(q+1)); the rounding of each product is added on the way back.
(7) Before all this a leaf, or a half, quarter or eighth of it, is tried with bands: y_i = c_i + s_i tau + d_i,
  |d_i| <= dev_i, with chords and rounding in dev, some intervals at once. W: dev -> |W| dev. A function with the chord
  f(y) in p y + q + [-m, m] over all of the band: dev -> |p| dev + m. A rectifier or maximum may take the chord over c
  and s alone instead, where by rule 2 dev passes through: dev -> dev + m, of a maximum the larger dev. Whichever is
  smaller. In a margin rows of the last matrix are subtracted first. Shallow networks need nothing else.
(8) A convex f (exp, 1 / x and x^-b for x > 0) on [l, u]: with p = f'(t), f(x) - p x is convex, least at t, and largest
  at l or u. 1 / x is odd, so negative x are the same.
(9) Product: (c + s tau + g)(c' + s' tau + g') = c c' + s s' / 2 + (c s' + s c') tau + c g' + c' g + m, with
  |m| <= |s s'| / 2 + |s| dev' + dev |s'| + dev dev', because s s' tau^2 lies between 0 and s s'. z d' + d z' + d d' is
  the new d. Quotient: the product with 1 / x. Softmax: y_i = 1 / (1 + sum_(j != i) exp(x_j - x_i)), differences first.
  LRN: the product with (bias + alpha / size * sum of squares)^-beta.

Rounding. float64 to nearest, u = 2^-53, each operation exact up to a factor 1 + e, |e| <= u, and an absolute
2^-1022 on underflow (flushing to zero included). A sum of n products in any order, with or without FMA, is off by at
most g_n sum |products|, g_n = n u / (1 - n u) (Higham, Accuracy and Stability, 3.1). A sum of n terms taken in
blocks of b is off by g_{b + n/b} only, and so are ours taken. Upper bounds are sums, products and roots of numbers
that are not negative, of fewer than 2^22 operations each; `up` multiplies by 1 + 2^-30 and adds 2^-1000, which is more
than they can lose. Overflow gives inf or NaN, and then nothing is accepted.

Trusted: this file; Python's and its json's float parsing (correctly rounded) and hashlib; onnx's parser; NumPy:
that + - * / and sqrt round as IEEE 754 says, that matmul and sum are sums in some order (no Strassen, no lower
precision), that exp, tanh, power, sin and cos are off by less than 2^-40. Not trusted: the program that wrote the file.
"""
import argparse
import functools
import hashlib
import json
import math
import pathlib
import sys
import time

import numpy as np
import onnx

ACCEPTED, USAGE, UNREADABLE, REFUSED = 0, 2, 3, 6
MAX_FILE = 1 << 30  # bytes of a certificate, a model or a file of weights
MAX_SIZE = 1 << 26  # elements of one tensor or one value
MAX_ROWS = 1 << 27  # elements of all rows of one value: 1 GiB
BATCH = 1 << 17  # elements of a value for several intervals or points at once: they stay in the processor's caches
HALVINGS = 3  # of a leaf, before it is enclosed with rows
CELL = 512  # elements of a cell, about; smaller ones store fewer zeros and are more
np.seterr(all="ignore")  # where inf and NaN matter they are looked for
FINEST = 40  # ends of leaves are multiples of 2^-40 and halves of leaves of 2^-50: their centres are exact


class Refused(Exception):
    """The certificate is not accepted; the text says why."""


class TooWide(Exception):
    """The interval needs more memory than allowed: it is halved."""


def check(condition, text):
    if not condition:
        raise Refused(text)


# ---- Rounding ------------------------------------------------------------------------------------------------------


class Arithmetic:
    """Upper bounds in float64: `u`, the slack of `up`, and whether rounding is accounted for at all."""

    def __init__(self, rigorous):
        self.u, self.grow, self.tiny = (2.0**-53, 1 + 2.0**-30, 2.0**-1000) if rigorous else (0.0, 1.0, 0.0)

    def up(self, x):
        """At least the real number that the operations on non-negative numbers behind x stand for."""
        return x * self.grow + self.tiny

    def norm(self, x, axis=0):
        """At least the Euclidean norm along an axis; scaled, so that no square underflows."""
        top = np.max(np.abs(x), axis=axis, keepdims=True, initial=0.0)
        safe = np.where(top > 0, top, 1.0)
        return self.up(np.squeeze(top, axis) * np.sqrt(np.sum((x / safe) ** 2, axis=axis)))

    def error(self, terms, size):
        """Bound g_terms * size of the rounding of sums of products whose absolute values add up to size."""
        return self.up(self.up(self.u * terms * size) + (self.tiny if self.u else 0.0))


def below(x):
    return np.nextafter(x, -np.inf)


def above(x):
    return np.nextafter(x, np.inf)


EXACT = Arithmetic(True)  # for what is computed once for a network: norms, folded weights


def matrix_norm(b, squarings=8):
    """Upper bound of the largest of ||B||_2 over a stack of matrices B, by rule 6."""
    if b.shape[-2] < b.shape[-1]:
        b = np.swapaxes(b, -1, -2)
    n, steps = b.shape[-2], []
    for _ in range(squarings):
        size = EXACT.up(np.sqrt(np.sum(b * b, axis=(-1, -2))))
        scale = 2.0 ** np.ceil(np.log2(np.where(size > 0, size, 1.0)))
        b = b / scale[..., None, None]  # a power of 2: exact
        frobenius = EXACT.up(size / scale + 2.0**-400)
        steps.append((scale, EXACT.error(n, frobenius * frobenius) + 2.0**-400))
        b = np.swapaxes(b, -1, -2) @ b
        n = b.shape[-1]
    value = EXACT.up(np.sqrt(np.sum(b * b, axis=(-1, -2))) + 2.0**-400)
    for scale, error in reversed(steps):
        value = EXACT.up(scale * EXACT.up(np.sqrt(value + error)))
    return float(np.max(value))


def schur_norm(rows, columns):
    """||W||_2 <= sqrt(largest row sum * largest column sum) of |W|."""
    return float(EXACT.up(np.sqrt(EXACT.up(np.max(rows)) * EXACT.up(np.max(columns)))))


# ---- Forms ---------------------------------------------------------------------------------------------------------


class Part:
    """Rows of G: those of some elements, all in one cell of the grid, at some columns, ascending; other columns are 0.

    In the first layers of a network an e_k touches few cells, so most columns of most rows are 0 and are not kept.
    """

    __slots__ = "elements", "columns", "matrix"

    def __init__(self, elements, columns, matrix):
        self.elements, self.columns, self.matrix = elements, columns, matrix


@functools.lru_cache(maxsize=None)
def cells(shape):
    """The cells of a value, squares of the grid with a power of 2 as side for N x C x H x W, otherwise one.

    Returns the number of positions, for each position its cell and its place there, the cells in a row, their side.
    """
    if len(shape) != 4:
        return 1, np.zeros(1, np.int64), np.zeros(1, np.int64), 1, 1
    height, width = shape[2:]
    side = 1 << (max(1, min(math.isqrt(CELL // shape[1]), height, width)).bit_length() - 1)
    y, x = np.divmod(np.arange(height * width), width)
    across = -(-width // side)
    return height * width, y // side * across + x // side, y % side * side + x % side, across, side


def cell_of(elements, shape):
    """The cell of each element."""
    positions, cell, *_ = cells(shape)
    return cell[elements % positions]


def stacked(parts, width):
    """(columns, matrix) of each part as one: all columns, and the matrices below each other at their columns."""
    used = np.zeros(width, bool)
    for columns, _ in parts:
        used[columns] = True
    union = used.nonzero()[0]
    place = used.cumsum() - 1
    out = np.zeros((sum(len(matrix) for _, matrix in parts), len(union)))
    start = 0
    for columns, matrix in parts:
        end = start + len(matrix)
        if len(columns) == len(union):
            out[start:end] = matrix
        else:
            out[start:end, place[columns]] = matrix
        start = end
    return union, out


def columns_at(places, matrix, count):
    """For each of so many places the columns where a row of an element there is not 0."""
    out, order = np.zeros((count, matrix.shape[1]), bool), np.argsort(places, kind="stable")
    starts = np.flatnonzero(np.diff(places[order], prepend=-1))
    if len(starts):
        out[places[order][starts]] = np.logical_or.reduceat((matrix != 0).take(order, 0), starts)
    return out


def joined(parts, width):
    """Parts of one cell as one; rows of the same element are added."""
    if len(parts) == 1:
        return parts[0]
    columns, matrix = stacked([(part.columns, part.matrix) for part in parts], width)
    elements, place = np.unique(np.concatenate([part.elements for part in parts]), return_inverse=True)
    out, start = np.zeros((len(elements), len(columns))), 0
    for part in parts:
        end = start + len(part.elements)
        out[place[start:end]] += matrix[start:end]
        start = end
    return Part(elements, columns, out)


class Form:
    """Enclosure of one value: c, s, dev, r of shape elements x batch, rho of shape batch.

    A batch is either one interval, with rows, or some points, where s and dev are zero and there are no rows. `rows`
    takes a mask of elements and gives a dictionary from cells to parts; elements without a row there have a row of 0.
    `width` is the number of columns, 0 where all rows are 0.
    """

    def __init__(self, shape, c, s, dev, r, rho, rows=None, width=0):
        self.shape, self.c, self.s, self.dev, self.r, self.rho = shape, c, s, dev, r, rho
        self.rows, self.width, self.kept = rows if width else (lambda wanted: {}), width, None
        if not all(np.isfinite(a).all() for a in (c, s, dev, r, rho)):
            raise TooWide("a bound overflows")

    def size(self):
        return np.abs(self.c) + np.abs(self.s) + self.dev

    def all_rows(self):
        if self.kept is None:
            self.kept = self.rows(self.dev[:, 0] > 0)
        return self.kept

    def dense_rows(self):
        """The matrix of all rows."""
        out = np.zeros((len(self.c), self.width))
        for part in self.all_rows().values():
            out[np.ix_(part.elements, part.columns)] = part.matrix
        return out


class Band:
    """Enclosure of one value on some intervals, by rule 7: c, s, dev of shape elements x intervals."""

    def __init__(self, c, s, dev):
        self.c, self.s, self.dev = c, s, dev
        self.before = None  # of a matrix: the matrix, what it was multiplied by, the part of dev that rounding has

    def size(self):
        return np.abs(self.c) + np.abs(self.s) + self.dev


class Budget:
    """Counts the elements of the matrices of one value."""

    def __init__(self):
        self.left = MAX_ROWS

    def take(self, rows, columns):
        self.left -= rows * columns
        if self.left < 0:
            raise TooWide("too many rows")


class Run:
    """One pass through the network: its arithmetic, and how many e_k there are so far."""

    def __init__(self, arithmetic, interval):
        self.a, self.interval, self.columns = arithmetic, interval, 0


# ---- Linear maps ---------------------------------------------------------------------------------------------------


def block(n):
    """Length of the blocks in which sums of n products are taken."""
    return max(64, math.isqrt(n))


def blocked(w, x):
    """w @ x with the sum in blocks."""
    n, b = w.shape[-1], block(w.shape[-1])
    if n <= b:
        return w @ x
    out = w[..., :b] @ x[..., :b, :]
    for i in range(b, n, b):
        out += w[..., i : i + b] @ x[..., i : i + b, :]
    return out


class Linear:
    """y = W x + b.

    Given by subclasses: products(pairs), rows(form, wanted), row_norm, norm, b, b_error, and `terms`, the number of
    roundings in one output, those of the weights included. products takes pairs of weights like self.w and columns.
    """

    def centre(self, a, c):
        """W c and a bound of its error; b is not added yet."""
        value, size = self.products([(self.w, c), (self.absolute, np.abs(c))])
        return value, a.error(self.terms, size)

    def __call__(self, run, x):
        a = run.a
        c, injected = self.centre(a, x.c)  # without b
        pairs = [(self.absolute, x.r)]
        if run.interval:
            pairs += [(self.w, x.s), (self.absolute, np.abs(x.s))]
        if x.width:
            pairs += [(self.absolute, x.dev)]
        r, s, size, dev = (self.products(pairs) + [np.zeros_like(c)] * 3)[:4]
        injected = injected + a.error(self.terms, size + dev + r) + a.error(1, np.abs(c) + np.abs(self.b))
        injected = a.up(injected + (self.b_error if a.u else 0.0))
        r = a.up(np.minimum(r, a.up(self.row_norm * x.rho)) + injected)
        rho = np.minimum(a.up(self.norm * x.rho + a.norm(injected)), a.norm(r))
        dev = a.up(dev) if x.width else dev
        return Form(self.shape, c + self.b, s, dev, r, rho, lambda wanted: self.rows(x, wanted), x.width)

    def band(self, a, x):
        n = x.c.shape[1]
        both, dev = self.products([
            (self.w, np.hstack([x.c, x.s])),
            (self.absolute, x.dev + a.error(self.terms, x.size())),
        ])
        c, s = both[:, :n], both[:, n:]
        dev = a.up(dev + a.error(1, np.abs(c) + np.abs(self.b)) + (self.b_error if a.u else 0.0))
        return Band(c + self.b, s, dev)

    def at(self, c):
        """Values at points, in plain float64."""
        return self.products([(self.w, c)])[0] + self.b


class Scale(Linear):
    """y = x * w + b or x / w + b, element by element."""

    def __init__(self, shape, w, b, divide=False, terms=0, b_error=0.0):
        wide = [np.broadcast_to(v, shape).reshape(-1, 1) for v in (w, b, b_error)]
        self.shape, (self.w, self.b, self.b_error), self.divide = shape, wide, divide
        self.absolute = np.abs(self.w)
        self.row_norm = EXACT.up(1 / self.absolute if divide else self.absolute)
        self.norm, self.terms = float(np.max(self.row_norm)), terms + 2

    def products(self, pairs):
        return [x / w if self.divide else x * w for w, x in pairs]

    def rows(self, form, wanted):
        out = {}
        for cell, part in form.rows(wanted).items():
            w = self.w[part.elements]
            out[cell] = Part(part.elements, part.columns, part.matrix / w if self.divide else part.matrix * w)
        return out


class Weighted(Linear):
    """W is a matrix (or the matrices of groups), perhaps with rows multiplied by the factors of a normalisation.

    The centre is taken from the stored weights with almost no rounding. W = W1 + W2 and c = C1 + C2, where in each row
    W1 consists of multiples of q up to 2^p q, C1 of multiples of e up to 2^p e: all partial sums of n products in W1 C1
    are multiples of q e up to n 2^(2 p) q e <= 2^53 q e, so float64 numbers, and none is rounded. The rest,
    W2 C1 + W C2, is small, and so is its rounding.
    """

    def prepare(self, w, factor, terms, longest=0, pieces=1):
        """Of the sums taken for rows: how long the longest is, where it has more products, by 0, than a row of W; and
        of how many pieces it is put together."""
        self.n, self.stored, self.factor = w[0].size, w, factor
        self.w = w if factor is None else w * factor.reshape(-1, *[1] * (w.ndim - 1))
        self.absolute = np.abs(self.w)
        n = max(self.n, longest)
        self.terms = terms + block(n) + n // block(n) + pieces + 2
        self.bits = (53 - math.ceil(math.log2(self.n))) // 2
        top = np.abs(w).reshape(len(w), -1).max(1)
        self.q = 2.0 ** np.maximum(np.frexp(top)[1] - self.bits, -100)
        q = self.q.reshape(-1, *[1] * (w.ndim - 1))
        self.w1 = np.round(w / q) * q
        self.w2 = w - self.w1  # exact, at most q / 2
        self.row_sum = EXACT.up(np.abs(w).reshape(len(w), -1).sum(1))

    def by_element(self, v):
        """What belongs to each row of W, for each element of the output."""
        return np.repeat(v, math.prod(self.shape) // len(v))[:, None]

    def centre(self, a, c):
        top = np.abs(c).max(0)
        e = 2.0 ** np.maximum(np.frexp(top)[1] - self.bits, -900)
        c1 = np.round(c / e) * e
        c2 = c - c1  # exact, at most e / 2
        main, rest, less = self.products([(self.w1, c1), (self.w2, c1), (self.stored, c2)])
        small = self.by_element(self.q) * (self.n * top) + self.by_element(self.row_sum) * e
        value = main + (rest + less)
        error = a.error(self.terms + 2, small) + a.error(2, np.abs(value))
        if self.factor is None:
            return value, error
        factor = self.by_element(self.factor)
        value = value * factor
        return value, a.up(np.abs(factor) * error) + a.error(8, np.abs(value))


class Dense(Weighted):
    """Matrix times vector."""

    def __init__(self, w, b):
        self.prepare(w, None, 0)
        self.b, self.b_error, self.shape = b.reshape(-1, 1), 0.0, (1, len(w))
        self.row_norm = EXACT.norm(w, axis=1)[:, None]
        self.norm = min(
            schur_norm(self.absolute.sum(1), self.absolute.sum(0)),
            float(EXACT.norm(self.row_norm)[0]),
            matrix_norm(w) if min(w.shape) <= 1024 and w.size <= 1 << 23 else np.inf,
        )

    def products(self, pairs):
        return [blocked(w, x) for w, x in pairs]

    def band(self, a, x):
        y = super().band(a, x)
        y.before = self, x, super().band(a, Band(x.c, x.s, np.zeros_like(x.dev))).dev
        return y

    def rows(self, form, wanted):
        elements = wanted.nonzero()[0]
        return {0: Part(elements, part.columns, blocked(self.w[np.ix_(elements, part.elements)], part.matrix))
                for part in form.all_rows().values()}


class Conv(Weighted):
    """Convolution of a grid of C x H x W; w: outputs x inputs of a group x kh x kw; pads: top, left, bottom, right.

    Sums of windows are convolutions too. factor, b, b_error: of a normalisation folded in, whose factor has been
    rounded `terms` times.
    """

    def __init__(self, grid, w, b, groups, strides, pads, dilations, factor=None, terms=0, b_error=0.0):
        outputs, self.inputs, *kernel = w.shape
        self.kernel = kernel
        self.groups, self.grid, self.geometry = groups, grid, (groups, strides, pads, dilations)
        self.strides, self.pads, self.dilations = strides, pads, dilations
        self.reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilations)]
        self.out = [(grid[i + 1] + pads[i] + pads[i + 2] - self.reach[i]) // strides[i] + 1 for i in range(2)]
        check(min(self.out) > 0, "a window is larger than its padded input")
        self.shape = (1, outputs, *self.out)
        self.tile = t = min(cells(self.shape)[-1], 4) if max(dilations) == 1 else 1
        height, width = (k + (t - 1) * s for k, s in zip(kernel, strides))
        self.tile_reach = [d * (k - 1) + 1 for k, d in zip((height, width), dilations)]
        across = cells((1, *grid))[-1]  # a window touches so many cells at most
        pieces = math.prod((n + across - 2) // across + 1 for n in self.tile_reach)
        self.prepare(w, factor, terms, self.inputs * height * width, pieces)
        parts = groups if self.inputs > 1 else 1
        larger = np.zeros((parts, t, t, outputs // parts, height, width, self.inputs))
        for i in range(t):
            for j in range(t):
                at = larger[:, i, j, :, i * strides[0] :, j * strides[1] :][:, :, : kernel[0], : kernel[1]]
                at[...] = self.w.reshape(parts, -1, self.inputs, *kernel).transpose(0, 1, 3, 4, 2)
        self.larger = larger.reshape(parts, t * t * (outputs // parts), -1)
        self.b, self.b_error = (self.by_element(np.broadcast_to(v, outputs)) for v in (b, b_error))
        self.row_norm = self.by_element(EXACT.norm(self.w.reshape(outputs, -1), axis=1))
        self.norm = self.spectral()

    def spectral(self):
        """Rule 6; where that costs too much, or for single channels, the bound by row and column sums."""
        taps = self.absolute.sum((2, 3)).reshape(self.groups, -1, self.inputs)
        columns = taps.sum(1)
        if self.inputs == 1:  # a window sum: at most so many windows hold one cell
            held = [min(k, n, k if d > 1 else -(-k // s)) for k, n, d, s in
                    zip(self.kernel, self.out, self.dilations, self.strides)]
            columns = np.minimum(columns, self.absolute.max((2, 3)).reshape(taps.shape).sum(1) * np.prod(held))
        schur = schur_norm(taps.sum(2), columns)
        torus = [n + k - 1 if k > 1 else 1 for n, k in zip(self.grid[1:], self.reach)]
        n = 2 * max(taps.shape[1:])
        if self.inputs == 1 or torus[0] * torus[1] * self.groups * n**3 > 1 << 36:
            return schur
        waves = []
        for size, count, dilation in zip(torus, self.kernel, self.dilations):
            turn = np.outer(np.arange(size), dilation * np.arange(count)) % size * (2 * np.pi / size)
            waves.append((np.cos(turn), np.sin(turn)))
        (yc, ys), (xc, xs) = waves
        w = self.w.reshape(self.groups, -1, self.inputs, *self.kernel)
        best = 0.0
        for i in range(torus[0] // 2 + 1):  # all frequencies (i, *) at once; those of -i are their conjugates
            real = np.einsum("j,fk->fjk", yc[i], xc) - np.einsum("j,fk->fjk", ys[i], xs)
            imag = np.einsum("j,fk->fjk", yc[i], xs) + np.einsum("j,fk->fjk", ys[i], xc)
            re, im = (np.tensordot(v, w, ((1, 2), (3, 4))) for v in (real, imag))
            both = np.concatenate([np.concatenate([re, -im], -1), np.concatenate([im, re], -1)], -2)
            best = max(best, matrix_norm(both))
        entry = 2.0**-34 * float(EXACT.norm(EXACT.norm(taps.reshape(-1, self.inputs), axis=1)))
        return min(schur, float(EXACT.up(best + entry)))

    def products(self, pairs):
        """One unfolding for all pairs; the columns of one pair are neighbours in it."""
        count = sum(x.shape[1] for _, x in pairs) * math.prod(self.out) * self.n * self.groups
        if count > MAX_ROWS and len(pairs) > 1:
            return [y for pair in pairs for y in self.products([pair])]
        top, left, bottom, right = self.pads
        columns = np.ascontiguousarray(np.hstack([x for _, x in pairs]).T).reshape(-1, *self.grid)
        x = np.pad(columns, ((0, 0), (0, 0), (top, bottom), (left, right)))
        windows = np.lib.stride_tricks.sliding_window_view(x, self.reach, (2, 3))
        windows = windows[:, :, :: self.strides[0], :: self.strides[1], :: self.dilations[0], :: self.dilations[1]]
        windows = windows.transpose(1, 4, 5, 0, 2, 3)  # channel, kernel, column, position
        windows = windows.reshape(self.groups, self.n, -1)
        n, at, out = math.prod(self.out), 0, []
        for w, x in pairs:
            y = blocked(w.reshape(self.groups, -1, self.n), windows[:, :, at : at + x.shape[1] * n])
            out.append(y.reshape(-1, x.shape[1], n).transpose(0, 2, 1).reshape(-1, x.shape[1]))
            at += x.shape[1] * n
        return out

    def rows(self, form, wanted):
        """Outputs in tiles of t x t at once, as outputs of a larger kernel: fewer and larger products."""
        source, budget, t, groups = form.all_rows(), Budget(), self.tile, len(self.larger)
        positions, _, place, across, side = cells((1, *self.grid))
        detail = {cell: (place[p.elements % positions], p.elements // positions) for cell, p in source.items()}
        reached = {cell: columns_at(detail[cell][0], p.matrix, side * side) for cell, p in source.items()}
        element = wanted.nonzero()[0]
        channel, at = np.divmod(element, math.prod(self.out))
        y, x = np.divmod(at, self.out[1])
        per_group, tiles = len(self.w) // groups, -(-self.out[1] // t)
        piece = (y // t * tiles + x // t) * groups + channel // per_group
        inner = (y % t * t + x % t) * per_group + channel % per_group
        found = {}
        order = np.argsort(piece, kind="stable")
        for key, mine, _ in split_by(piece[order], order):
            at, group = divmod(key, groups)
            top = at // tiles * t * self.strides[0] - self.pads[0]
            left = at % tiles * t * self.strides[1] - self.pads[1]
            last, end = (k + n - 1 for k, n in zip((top, left), self.tile_reach))
            parts, used = [], np.zeros(form.width, bool)
            for row in range(max(top // side, 0), last // side + 1):
                for column in range(max(left // side, 0), min(end // side + 1, across)):
                    cell = row * across + column
                    part = source.get(cell)
                    if part is None:
                        continue
                    places, channels = detail[cell]
                    taps = self.tap_of(row * side - top, column * side - left, side)
                    some = taps[places] >= 0
                    if groups > 1:
                        some &= channels // self.inputs == group
                    some = some.nonzero()[0]
                    if len(some):
                        here = reached[cell][taps >= 0].any(0).nonzero()[0]
                        own, matrix = part.columns[here], part.matrix
                        matrix = matrix if len(some) == len(matrix) else matrix.take(some, 0)
                        matrix = matrix if len(here) == len(part.columns) else matrix.take(here, 1)
                        parts.append((own, matrix, taps[places[some]], channels[some]))
                        used[own] = True
            if not parts:
                continue
            columns, slot, weights = used.nonzero()[0], used.cumsum() - 1, self.larger[group].take(inner[mine], 0)
            out = np.zeros((len(mine), len(columns)))
            for own, matrix, tap, seen in parts:
                if self.inputs == 1:
                    matrix = self.single(weights, channel[mine], tap, seen, matrix)
                else:
                    matrix = blocked(weights.take(tap * self.inputs + seen % self.inputs, 1), matrix)
                out[:, slice(None) if len(own) == len(columns) else slot[own]] += matrix
            budget.take(len(mine), len(columns))
            cell = int(cell_of(element[mine[:1]], self.shape)[0])
            found.setdefault(cell, []).append(Part(element[mine], columns, out))
        return {cell: joined(parts, form.width) for cell, parts in found.items()}

    @functools.lru_cache(maxsize=None)
    def tap_of(self, y, x, side):
        """For each place in a cell that begins y below and x beside a window: its position there, -1 outside."""
        (dy, dx), (ry, rx) = self.dilations, self.tile_reach
        y, x = y + np.arange(side)[:, None], x + np.arange(side)
        inside = (y >= 0) & (y < ry) & (y % dy == 0) & (x >= 0) & (x < rx) & (x % dx == 0)
        return np.where(inside, y // dy * ((rx - 1) // dx + 1) + x // dx, -1).ravel()

    def single(self, weights, outputs, tap, channel, matrix):
        """Rows where each output sees one channel: without products by 0."""
        out = np.zeros((len(outputs), matrix.shape[1]))
        outputs = outputs // (len(self.w) // self.groups)
        for k in np.unique(tap):
            where = np.full(self.grid[0], -1)
            where[channel[tap == k]] = np.flatnonzero(tap == k)
            at = where[outputs]
            use = (at >= 0) & (weights[:, k] != 0)
            out[use] += weights[use, k][:, None] * matrix[at[use]]
        return out


# ---- Other maps ----------------------------------------------------------------------------------------------------


class Arrange:
    """Elements of one or several values in another order, each at most once, and constants in between: exact.

    `index`, in the shape of the output, counts through the elements of all inputs; -1 is the constant.
    """

    def __init__(self, index, sizes, constant=0.0):
        self.shape, self.index, self.constant = index.shape, index.ravel(), constant
        self.ends = np.cumsum([0, *sizes])
        self.target = np.full(self.ends[-1], -1)
        here = np.flatnonzero(self.index >= 0)
        self.target[self.index[here]] = here

    def __call__(self, run, *xs):
        here = (self.index >= 0)[:, None]
        values = [np.concatenate([getattr(x, k) for x in xs])[self.index] for k in ("c", "s", "dev", "r")]
        c, s, dev, r = (np.where(here, v, 0.0) for v in values)
        c = np.where(here, c, self.constant)
        rho = xs[0].rho if len(xs) == 1 else run.a.norm(np.stack([x.rho for x in xs]))
        width = max(x.width for x in xs)
        return Form(self.shape, c, s, dev, r, rho, lambda wanted: self.rows(xs, wanted, width), width)

    def at(self, *cs):
        """Values at points, in plain float64."""
        return np.where((self.index >= 0)[:, None], np.concatenate(cs)[self.index], self.constant)

    def band(self, a, *xs):
        here = (self.index >= 0)[:, None]
        s, dev = (np.where(here, np.concatenate([getattr(x, k) for x in xs])[self.index], 0.0) for k in ("s", "dev"))
        return Band(self.at(*[x.c for x in xs]), s, dev)

    def rows(self, xs, wanted, width):
        source = np.zeros(self.ends[-1], bool)
        source[self.index[wanted & (self.index >= 0)]] = True
        found = {}
        for x, low, high in zip(xs, self.ends, self.ends[1:]):
            for part in x.rows(source[low:high]).values():
                elements = self.target[low + part.elements]
                cell = cell_of(elements, self.shape)
                for at in [cell[0]] if (cell == cell[0]).all() else np.unique(cell):
                    some = cell == at
                    found.setdefault(int(at), []).append(Part(elements[some], part.columns, part.matrix[some]))
        return {at: joined(parts, width) for at, parts in found.items()}


class Add:
    """x + y or x - y of two values."""

    def __init__(self, shape, sign):
        self.shape, self.sign = shape, sign

    def __call__(self, run, x, y):
        a, sign = run.a, self.sign
        c, s, dev = x.c + sign * y.c, x.s + sign * y.s, a.up(x.dev + y.dev)
        injected = a.error(2, np.abs(c) + np.abs(s) + dev)
        r, rho = a.up(x.r + y.r + injected), a.up(x.rho + y.rho + a.norm(injected))
        width = max(x.width, y.width)

        def rows(wanted):
            out = {cell: [part] for cell, part in x.rows(wanted).items()}
            for cell, part in y.rows(wanted).items():
                part = part if sign == 1 else Part(part.elements, part.columns, -part.matrix)
                out.setdefault(cell, []).append(part)
            return {cell: joined(parts, width) for cell, parts in out.items()}

        return Form(self.shape, c, s, dev, r, np.minimum(rho, a.norm(r)), rows, width)

    def at(self, x, y):
        """Values at points, in plain float64."""
        return x + self.sign * y

    def band(self, a, x, y):
        c, s = x.c + self.sign * y.c, x.s + self.sign * y.s
        return Band(c, s, a.up(x.dev + y.dev + a.error(2, np.abs(c) + np.abs(s))))


class Repeat:
    """Elements in the order `index`, which has the shape of the output, as often as they stand there: exact."""

    def __init__(self, index):
        self.shape, self.index = index.shape, index.ravel()
        self.norm = EXACT.up(math.sqrt(np.bincount(self.index).max()))

    def __call__(self, run, x):
        c, s, dev, r = (v[self.index] for v in (x.c, x.s, x.dev, x.r))
        rho = np.minimum(run.a.up(self.norm * x.rho), run.a.norm(r))
        return Form(self.shape, c, s, dev, r, rho, lambda wanted: self.rows(x, wanted), x.width)

    def at(self, c):
        """Values at points, in plain float64."""
        return c[self.index]

    def band(self, a, x):
        return Band(x.c[self.index], x.s[self.index], x.dev[self.index])

    def rows(self, x, wanted):
        outputs, source, budget, found = wanted.nonzero()[0], np.zeros(len(x.c), bool), Budget(), {}
        source[self.index[outputs]] = True
        for part in x.rows(source).values():
            place = np.full(len(x.c), -1)
            place[part.elements] = np.arange(len(part.elements))
            row = place[self.index[outputs]]
            elements, row = outputs[row >= 0], row[row >= 0]
            budget.take(len(row), len(part.columns))
            cell = cell_of(elements, self.shape)
            order = np.argsort(cell, kind="stable")
            for at, k, _ in split_by(cell[order], order):
                found.setdefault(at, []).append(Part(elements[k], part.columns, part.matrix[row[k]]))
        return {at: joined(parts, x.width) for at, parts in found.items()}


class Product:
    """x y of two values, or of one with itself, rule 9."""

    def __init__(self, shape):
        self.shape = shape

    def __call__(self, run, x, y):
        a = run.a
        c, s, dev, m = self.terms(a, x, y)
        left, right = x.size(), y.size()
        r = a.up(left * y.r + right * x.r + x.r * y.r)
        rho = a.up((left + x.r).max(0) * y.rho + right.max(0) * x.rho)
        injected = a.error(8, left * right)
        small = (m > 0) & ((m <= r + injected) | (not run.interval))  # not worth a column
        injected = np.where(small, a.up(injected + m), injected)
        r = a.up(r + injected)
        rho = np.minimum(a.up(rho + a.norm(injected)), a.norm(r))
        m = np.where(small, 0.0, m)
        dev = np.where(dev + m > 0, a.up(dev + m), 0.0)
        parts, width = {}, max(x.width, y.width)
        for own, other in (x, y), (y, x):
            for cell, part in own.rows(own.dev[:, 0] > 0).items() if own.width else ():
                scaled = Part(part.elements, part.columns, part.matrix * other.c[part.elements])
                parts.setdefault(cell, []).append(scaled)
        g = {cell: joined(some, width) for cell, some in parts.items()}
        return with_rows(run, self.shape, c, s, dev, r, rho, g, np.ones(len(c)), m[:, 0])

    def terms(self, a, x, y):
        """c, s, what of dev is linear in x and y, and what is not."""
        both = x.s * y.s
        m = np.abs(both) / 2 + np.abs(x.s) * y.dev + x.dev * np.abs(y.s) + x.dev * y.dev
        dev = np.abs(x.c) * y.dev + np.abs(y.c) * x.dev
        m = np.where(m > 0, a.up(m), 0.0)
        return x.c * y.c + both / 2, x.c * y.s + y.c * x.s, np.where(dev > 0, a.up(dev), 0.0), m

    def at(self, x, y):
        """Values at points, in plain float64."""
        return x * y

    def band(self, a, x, y):
        c, s, dev, m = self.terms(a, x, y)
        return Band(c, s, a.up(dev + m + a.error(8, x.size() * y.size())))


class Rectifier:
    """max(x, slope x), rule 3."""

    def __init__(self, shape, slope):
        self.shape, self.slope = shape, slope

    def lipschitz(self, low, high):
        return 1.0

    def value(self, x):
        return np.where(x > 0, x, self.slope * x)

    def dead(self, high):
        return (high <= 0) & (self.slope == 0)

    def chord(self, a, low, high):
        """p, q, m with f(x) in p x + q + [-m, m] for x in [low, high]."""
        cross = (low < 0) & (high > 0)
        p = np.clip((high - self.slope * low) / (high - low), self.slope, 1.0)
        p = np.where(cross, p, np.where(low >= 0, 1.0, self.slope))
        top = a.up(np.maximum((p - self.slope) * -low, (1.0 - p) * high))
        m = np.where(cross, top / 2, 0.0)
        return p, m, m


class Smooth:
    """Sigmoid or tanh, rule 4."""

    def __init__(self, shape, name):
        self.shape = shape
        self.steepest = 0.25 if name == "Sigmoid" else 1.0
        # sigmoid(x) = (1 + tanh(x / 2)) / 2
        self.f = (lambda x: 0.5 + 0.5 * np.tanh(0.5 * x)) if name == "Sigmoid" else np.tanh
        self.slope = (lambda f: f * (1 - f)) if name == "Sigmoid" else (lambda f: (1 - f) * (1 + f))

    def lipschitz(self, low, high):
        return self.steepest

    def value(self, x):
        return self.f(x)

    def dead(self, high):
        return np.zeros_like(high, bool)

    def chord(self, a, low, high):
        at_low, at_high = self.f(low), self.f(high)
        p = np.maximum(np.minimum(self.slope(at_low), self.slope(at_high)) - 2.0**-38, 0.0)
        slack = 2.0**-38 * (1 + np.abs(low) + np.abs(high))
        bottom, top = at_low - p * low - slack, at_high - p * high + slack
        return p, (bottom + top) / 2, (top - bottom) / 2 + slack


class Convex:
    """exp, or x^-power for x > 0 (and 1 / x for x < 0 too), rule 8. Elsewhere m is infinite."""

    def __init__(self, shape, power=None):
        self.shape, self.power = shape, power

    def value(self, x):
        return np.exp(x) if self.power is None else 1 / x if self.power == 1 else x**-self.power

    def slope(self, x):
        return np.exp(x) if self.power is None else -self.power * x ** (-self.power - 1)

    def lipschitz(self, low, high):
        if self.power is None:
            return self.slope(high) * (1 + 2.0**-38)
        least = np.maximum(low, -high) if self.power == 1 else low
        return np.where(least > 0, -self.slope(least) * (1 + 2.0**-38), np.inf)

    def dead(self, high):
        return np.zeros_like(high, bool)

    def chord(self, a, low, high):
        odd = (high < 0) & (self.power == 1)
        low, high = np.where(odd, -high, low), np.where(odd, -low, high)
        fits = (low > 0) | (self.power is None)
        low, high = np.where(fits, low, 1.0), np.where(fits, high, 1.0)
        t = np.clip((low + high) / 2, low, high)
        p, at_low, at_t, at_high = self.slope(t), *(self.value(x) for x in (low, t, high))
        slack = 2.0**-38 * (at_low + at_t + at_high + np.abs(p) * (np.abs(low) + np.abs(high))) + a.tiny
        bottom, top = at_t - p * t - slack, np.maximum(at_low - p * low, at_high - p * high) + slack
        q, m = (bottom + top) / 2, (top - bottom) / 2 + slack
        return p, np.where(odd, -q, q), np.where(fits, m, np.inf)


class Elementwise:
    """A function of one variable by the rule of `f`: rules 2, 3, 4 and 8."""

    def __init__(self, f):
        self.f, self.shape = f, f.shape

    def __call__(self, run, x):
        a, c, s, dev = run.a, x.c, x.s, x.dev
        dead = self.f.dead(above(c + a.up(np.abs(s) + dev)))
        g = x.rows(~dead[:, 0]) if x.width else {}
        if x.width:
            dev = np.where(dead, dev, 0.0)
            for part in g.values():
                exact = a.up(np.abs(part.matrix).sum(1))
                dev[part.elements, 0] = np.minimum(x.dev[part.elements, 0], exact)
        spread = a.up(np.abs(s) + dev)
        low, high = (below(c - spread), above(c + spread)) if run.interval else (c, c)
        dead = self.f.dead(high)
        p, q, m = self.f.chord(a, low, high)
        lipschitz = self.f.lipschitz(below(low - x.r), above(high + x.r))
        r = lipschitz * x.r
        r = np.where(dead, np.clip(above(high + r), 0.0, r), r)
        exact = ((p == 0) | (p == 1)) & (q == 0) & (m == 0)
        injected = np.where(exact, 0.0, a.error(4, np.abs(p) * (np.abs(c) + np.abs(s) + dev) + np.abs(q) + m))
        small = (m > 0) & ((m <= r) | (not run.interval))  # not worth a column
        injected = np.where(small, a.up(injected + m), injected)
        r = np.where(injected > 0, a.up(r + injected), r)
        rho = a.up(np.max(lipschitz) * x.rho + a.norm(injected))
        rho = np.minimum(rho, a.norm(r))
        m = np.where(small, 0.0, m)
        dev = np.abs(p) * dev + m
        c, s, dev = p * c + q, p * s, np.where(dev > 0, a.up(dev), 0.0)
        return with_rows(run, self.shape, c, s, dev, r, rho, g, p[:, 0], m[:, 0])


    def at(self, c):
        """Values at points, in plain float64."""
        return self.f.value(c)

    def band(self, a, x):
        spread = a.up(np.abs(x.s) + x.dev)
        low, high = below(x.c - spread), above(x.c + spread)
        if not isinstance(self.f, Rectifier):
            return chorded(a, x, *self.f.chord(a, low, high))
        p = np.where(low >= 0, 1.0, self.f.slope)  # where it does not switch this is exact but for the slope's rounding
        c, s, dev = p * x.c, p * x.s, p * x.dev
        if self.f.slope:
            dev = a.up(dev + a.error(2, np.abs(c) + np.abs(s)))
        cross = (low < 0) & (high > 0)
        part = Band(x.c[cross], x.s[cross], x.dev[cross])
        reach = a.up(np.abs(part.s))
        whole = chorded(a, part, *self.f.chord(a, low[cross], high[cross]))
        through = self.f.chord(a, below(part.c - reach), above(part.c + reach))
        c[cross], s[cross], dev[cross] = smaller(whole, chorded(a, part, *through, through=part.dev))
        return Band(c, s, dev)


def chorded(a, x, p, q, m, through=None):
    """The band of f(x) in p x + q + [-m, m]; through: what dev becomes, where the chord is not over dev."""
    passed = np.abs(p) * x.dev if through is None else through
    c, s = p * x.c + q, p * x.s
    return Band(c, s, a.up(passed + m + a.error(4, np.abs(p) * x.size() + np.abs(q))))


def smaller(x, y):
    """c, s and dev of whichever band has less dev."""
    use = y.dev < x.dev
    return (np.where(use, getattr(y, k), getattr(x, k)) for k in ("c", "s", "dev"))


def with_rows(run, shape, c, s, dev, r, rho, g, p, m):
    """The form with rows p_i g_i and a new column for each m_i > 0, as far as these are not 0."""
    fresh = np.flatnonzero(m > 0)
    cell = cell_of(fresh, shape)
    order = np.argsort(cell, kind="stable")
    new = {at: (ids, run.columns + k) for at, ids, k in split_by(cell[order], fresh[order])}
    run.columns += len(fresh)
    out, budget, place = {}, Budget(), np.zeros(len(c), np.int64)
    for at in g.keys() | new.keys():
        part, (ids, first) = g.get(at), new.get(at, (fresh[:0], 0))
        elements, columns, old = ids, np.arange(first, first + len(ids)), 0
        if part is not None:
            some = (p[part.elements] != 0).nonzero()[0]
            known = part.elements[some]
            place[ids] = -1
            place[known] = 0
            elements = np.concatenate([known, ids[place[ids] < 0]])
            columns, old = np.concatenate([part.columns, columns]), len(part.columns)
        budget.take(len(elements), len(columns))
        place[elements] = np.arange(len(elements))
        matrix = np.zeros((len(elements), len(columns)))
        if old:
            np.multiply(part.matrix[some], p[known][:, None], out=matrix[: len(known), :old])
        matrix[place[ids], old + np.arange(len(ids))] = m[ids]
        if len(elements):
            out[at] = Part(elements, columns, matrix)
    form = Form(shape, c, s, dev, r, rho, lambda wanted: restricted(out, wanted), run.columns)
    form.kept = out
    return form


def split_by(cell, values):
    """(cell, values there, index of the first) for sorted cells."""
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    for low, high in zip(starts, np.append(starts[1:], len(cell))):
        yield int(cell[low]), values[low:high], int(low)


def restricted(parts, wanted):
    """The rows of the wanted elements."""
    out = {}
    for at, part in parts.items():
        some = wanted[part.elements]
        if some.all():
            out[at] = part
        elif some.any():
            out[at] = Part(part.elements[some], part.columns, part.matrix[some])
    return out


class MaxPool:
    """Maximum over windows, rule 5. `windows`: outputs x window, elements of the input, -1 where there is none."""

    def __init__(self, shape, windows):
        self.shape, self.windows, self.relu = shape, windows, Rectifier(shape, 0.0)
        self.overlap = math.sqrt(np.bincount(windows[windows >= 0]).max())

    def __call__(self, run, x):
        a, win = run.a, self.windows
        here = win >= 0
        r = np.where(here[..., None], x.r[win], 0.0).max(1)
        rho = np.minimum(a.up(a.up(self.overlap) * x.rho), a.norm(r))
        if not run.interval:
            c = np.where(here[..., None], x.c[win], -np.inf).max(1)
            return Form(self.shape, c, np.zeros_like(c), np.zeros_like(c), r, rho)
        xc, xs, dev = x.c[:, 0], x.s[:, 0], x.dev[:, 0]
        parts = {}
        for refined in (False, True):
            spread, fixed = a.up(np.abs(xs) + dev), (xs == 0) & (dev == 0)  # such as zeros after a rectifier
            low, high = (np.where(fixed, xc, v) for v in (below(xc - spread), above(xc + spread)))
            lows = np.where(here, low[win], -np.inf)
            rival = np.where(here, high[win], -np.inf) > lows.max(1, keepdims=True)
            rival[np.arange(len(win)), lows.argmax(1)] = True
            if not refined and x.width:
                wanted = np.zeros(len(xc), bool)
                wanted[win[rival]] = True
                parts, dev = x.rows(wanted), np.where(wanted, 0.0, dev)
                for part in parts.values():
                    exact = a.up(np.abs(part.matrix).sum(1))
                    dev[part.elements] = np.minimum(x.dev[part.elements, 0], exact)
        order = np.argsort(-np.where(rival, xc[win], -np.inf), axis=1, kind="stable")
        win = np.where(np.take_along_axis(rival, order, 1), np.take_along_axis(win, order, 1), -1)
        first = win[:, 0]
        c, s, d = xc[first], xs[first], dev[first]
        own, error, budget, g = np.zeros(len(win)), np.zeros(len(win)), Budget(), {}
        cell, source = cell_of(np.arange(len(win)), self.shape), cell_of(np.maximum(win, 0), x.shape)
        by_cell, place = np.argsort(cell, kind="stable"), np.full(len(xc) + 1, -1)  # the last place is that of -1
        for at, outputs, _ in split_by(cell[by_cell], by_cell):
            here = np.unique(source[outputs][win[outputs] >= 0]).tolist()
            here = [parts[k] for k in here if k in parts]
            columns, matrix = stacked([(part.columns, part.matrix) for part in here], x.width)
            budget.take(len(outputs), len(columns))
            matrix = np.vstack([matrix, np.zeros((1, len(columns)))])  # the last row is that of elements without one
            elements = np.concatenate([outputs[:0], *[part.elements for part in here]])
            place[elements] = np.arange(len(elements))
            local = place[win[outputs]]
            place[elements] = -1
            rows = matrix[local[:, 0]]
            for k in range(1, win.shape[1]):
                some = np.flatnonzero(win[outputs, k] >= 0)
                if not len(some):
                    break
                i, y = outputs[some], win[outputs[some], k]
                dg = matrix[local[some, k]] - rows[some]
                size = np.abs(xc[y]) + np.abs(xs[y]) + dev[y] + np.abs(c[i]) + np.abs(s[i]) + d[i] + own[i]
                slip = a.error(4, size)
                dc, ds = xc[y] - c[i], xs[y] - s[i]
                spread = a.up(np.abs(ds) + np.abs(dg).sum(1) + own[i] + slip)
                p, q, m = self.relu.chord(a, below(dc - spread), above(dc + spread))
                c[i] += p * dc + q
                s[i] += p * ds
                rows[some] += p[:, None] * dg
                own[i] = np.where(p < 1, a.up((1 - p) * own[i] + m), 0.0)
                error[i] = np.where((p > 0) | (m > 0), a.up(error[i] + a.error(8, size + q + m) + slip), error[i])
                d[i] = a.up(np.abs(rows[some]).sum(1))
            g[at] = Part(outputs, columns, rows)
        small = own <= r[:, 0] + error  # not worth a column
        error = np.where(small & (own > 0), a.up(error + own), error)[:, None]
        own = np.where(small, 0.0, own)
        r = np.where(error > 0, a.up(r + error), r)
        rho = np.minimum(a.up(rho + a.norm(error)), a.norm(r))
        dev = np.where(d + own > 0, a.up(d + own), 0.0)[:, None]
        return with_rows(run, self.shape, c[:, None], s[:, None], dev, r, rho, g, np.ones(len(c)), own)


    def at(self, c):
        """Values at points, in plain float64."""
        return np.where((self.windows >= 0)[..., None], c[self.windows], -np.inf).max(1)

    def band(self, a, x):
        win, lanes = self.windows, np.arange(x.c.shape[1])
        spread, outside = a.up(np.abs(x.s) + x.dev), (win < 0)[..., None]
        low = np.where(outside, -np.inf, below(x.c - spread)[win])
        high = np.where(outside, -np.inf, above(x.c + spread)[win])
        top = low.argmax(1)
        rival = high > np.take_along_axis(low, top[:, None], 1)  # others are not above the top, anywhere
        np.put_along_axis(rival, top[:, None], True, 1)
        top = np.take_along_axis(win, top, 1)
        c, s, dev = (v[top, lanes] for v in (x.c, x.s, x.dev))
        at, lane = np.nonzero(rival.sum(1) > 1)
        each, rival = (win[at], lane[:, None]), rival[at, :, lane]
        order = np.argsort(-np.where(rival, x.c[each], -np.inf), axis=1, kind="stable")
        each, counts = (np.take_along_axis(win[at], order, 1), each[1]), rival.sum(1)
        cs, ss, devs = (v[each] for v in (x.c, x.s, x.dev))
        best = Band(cs[:, 0].copy(), ss[:, 0].copy(), devs[:, 0].copy())
        for j in range(1, counts.max(initial=0)):
            k = np.flatnonzero(counts > j)
            x, y = Band(best.c[k], best.s[k], best.dev[k]), Band(cs[k, j], ss[k, j], devs[k, j])
            best.c[k], best.s[k], best.dev[k] = self.larger(a, x, y)
        c[at, lane], s[at, lane], dev[at, lane] = best.c, best.s, best.dev
        return Band(c, s, dev)

    def larger(self, a, x, y):
        """max(x, y) = x + max(0, y - x), by the chord over all of the difference, or over that of c and s."""
        dc, ds = y.c - x.c, y.s - x.s
        slip = a.error(4, x.size() + y.size())
        reach = np.abs(ds) + slip
        bands = []
        for spread in a.up(reach + x.dev + y.dev), a.up(reach):
            p, q, m = self.relu.chord(a, below(dc - spread), above(dc + spread))
            dev = np.maximum(x.dev, y.dev) if bands else (1 - p) * x.dev + p * y.dev
            bands.append(Band(x.c + (p * dc + q), x.s + p * ds, a.up(dev + m + a.error(8, q + m) + 4 * slip)))
        return smaller(*bands)


# ---- The network ---------------------------------------------------------------------------------------------------


FLOATS = {1: np.float32, 10: np.float16, 11: np.float64}
INTEGERS = {6: np.int32, 7: np.int64, 9: np.bool_, 2: np.uint8, 3: np.int8}


class Attributes:
    """Attributes of a node; those nobody asked for are refused by `done`."""

    def __init__(self, node):
        self.node, self.left = node, {}
        for a in node.attribute:
            once = a.name not in self.left and not a.ref_attr_name
            check(once, f"{node.op_type}: attribute {a.name} twice or by reference")
            self.left[a.name] = a

    def get(self, name, default=None):
        a = self.left.pop(name, None)
        if a is None:
            return default
        check(a.type in (1, 2, 3, 4, 6, 7), f"{self.node.op_type}: attribute {name} has a type unknown here")
        value = onnx.helper.get_attribute_value(a)
        return value.decode() if isinstance(value, bytes) else list(value) if a.type in (6, 7) else value

    def must(self, name, *values):
        """The attribute, where given, has one of the values."""
        value = self.get(name, values[0])
        check(value in values, f"{self.node.op_type}: {name} = {value} is not supported, only {values}")

    def done(self):
        check(not self.left, f"{self.node.op_type}: attribute {', '.join(self.left)} is not supported")


def tensor(t, weights):
    """The tensor's numbers, exact; `weights(location)` gives the bytes of an external file."""
    kind = FLOATS.get(t.data_type) or INTEGERS.get(t.data_type)
    check(kind is not None, f"tensor {t.name}: element type {t.data_type} is not supported")
    count = math.prod(t.dims)
    check(0 <= count <= MAX_SIZE and all(d >= 0 for d in t.dims), f"tensor {t.name} is too large: {list(t.dims)}")
    if t.data_location == onnx.TensorProto.EXTERNAL:
        where = {}
        for entry in t.external_data:
            check(entry.key in ("location", "offset", "length", "checksum") and entry.key not in where,
                  f"tensor {t.name}: external data has {entry.key} twice or unknown")
            where[entry.key] = entry.value
        data = weights(where.get("location", ""))
        offset, length = int(where.get("offset", 0)), int(where.get("length", count * np.dtype(kind).itemsize))
        check(0 <= offset and 0 <= length and offset + length <= len(data), f"tensor {t.name}: beyond its file")
        data = data[offset : offset + length]
        check(len(data) == count * np.dtype(kind).itemsize, f"tensor {t.name}: wrong number of bytes")
        value = np.frombuffer(data, np.dtype(kind).newbyteorder("<")).reshape(tuple(t.dims))
    else:
        value = onnx.numpy_helper.to_array(t)
        check(value.dtype == kind and value.shape == tuple(t.dims), f"tensor {t.name} is not read as written")
    value = value.astype(np.float64 if t.data_type in FLOATS else np.int64)
    check(np.isfinite(value).all(), f"tensor {t.name} has an infinite element or none")
    return value


class Value:
    """A value of the network that depends on the input."""

    def __init__(self, shape):
        self.shape = tuple(int(d) for d in shape)
        check(0 < math.prod(self.shape) <= MAX_SIZE, f"a value of shape {self.shape} is too large or empty")


class Network:
    """The graph as a list of maps, for a batch of one input of the given shape."""

    def __init__(self, data, shape, weights):
        model = onnx.load_model_from_string(data)
        graph = model.graph
        versions = [o.version for o in model.opset_import if o.domain in ("", "ai.onnx")]
        check(len(versions) == 1, "expected one operator set")
        self.opset = versions[0]
        check(7 <= self.opset <= 23, f"operator set {self.opset} is not supported, only 7 to 23")
        check(not model.functions and not model.training_info, "functions and training information are not supported")
        plain = not graph.sparse_initializer and not graph.quantization_annotation
        check(plain, "sparse or quantised tensors are not supported")
        self.values, self.steps = {}, []
        for t in graph.initializer:
            self.define(t.name, tensor(t, weights))
        inputs = [i for i in graph.input if i.name not in self.values]
        check(len(inputs) == 1 and len(graph.output) == 1, "the network must have one input and one output")
        self.input, self.output = inputs[0].name, graph.output[0].name
        kind = inputs[0].type.tensor_type
        check(kind.elem_type in FLOATS and kind.HasField("shape"), "the input must be a float tensor of known rank")
        declared = [d.dim_value if d.HasField("dim_value") else 0 for d in kind.shape.dim]
        check(len(declared) == len(shape) + 1 and all(d in (0, e) for d, e in zip(declared, [1, *shape])),
              f"the input of the network has shape {declared}, the certificate's {[1, *shape]}")
        self.define(self.input, Value((1, *shape)))
        for node in graph.node:
            self.add(node)
        check(isinstance(self.values.get(self.output), Value), "the output does not depend on the input")
        self.classes = math.prod(self.values[self.output].shape)
        check(max(self.values[self.output].shape) == self.classes, "the output is not one row of logits")
        self.fold_normalisations()
        self.last = {n: i for i, (_, names, _) in enumerate(self.steps) for n in names}

    def define(self, name, value):
        check(name and name not in self.values, f"value {name!r} is defined twice or has no name")
        self.values[name] = value

    def add(self, node):
        op = node.op_type
        check(node.domain in ("", "ai.onnx"), f"operator {node.domain}.{op} is not supported")
        make = OPERATORS.get(op)
        check(make is not None, f"operator {op} is not supported")
        check(all(n == "" or n in self.values for n in node.input), f"{op}: an input is not defined before")
        attributes = Attributes(node)
        xs = [self.values[n] if n else None for n in node.input]
        live = [n for n in node.input if isinstance(self.values.get(n), Value)]
        result = make(self, attributes, xs)
        attributes.done()
        outputs = [n for n in node.output if n]
        check(len(outputs) == 1 and node.output[0], f"{op}: only its first output is supported")
        if isinstance(result, np.ndarray):  # a constant
            self.define(outputs[0], result)
            return
        maps = result if isinstance(result, list) else [result]
        names, known = live, list(live)
        for i, f in enumerate(maps):
            if isinstance(f, tuple):  # a map and which of the node's values and of the maps so far it takes
                f, names = f[0], [known[k] for k in f[1]]
            name = outputs[0] if i == len(maps) - 1 else f"{outputs[0]} ({i})"
            self.define(name, Value(f.shape))
            self.steps.append((f, names, name))
            known.append(name)
            names = [name]

    def fold_normalisations(self):
        """A scale after a convolution that nobody else uses becomes part of it: its norm is below their product."""
        uses = [n for _, names, _ in self.steps for n in names] + [self.output]
        made = {name: i for i, (_, _, name) in enumerate(self.steps)}
        for i, (f, names, name) in enumerate(self.steps):
            before = made.get(names[0])
            if not isinstance(f, Scale) or before is None or uses.count(names[0]) > 1:
                continue
            conv, sources, _ = self.steps[before]
            if type(conv) is not Conv or f.divide or conv.factor is not None:
                continue
            w, b, b_error = (v.reshape(f.shape[1], -1) for v in (f.w, f.b, f.b_error))
            if any((v != v[:, :1]).any() for v in (w, b, b_error)):
                continue
            w, b, b_error = w[:, 0], b[:, 0], b_error[:, 0]
            old = conv.b.reshape(f.shape[1], -1)[:, 0]
            error = EXACT.up(b_error + EXACT.error(f.terms + 2, np.abs(w * old) + np.abs(b)))
            folded = Conv(conv.grid, conv.w, w * old + b, *conv.geometry, w, f.terms + 1, error)
            self.steps[i] = folded, sources, name
            self.steps[before] = None
        self.steps = [s for s in self.steps if s is not None]

    def __call__(self, run, x):
        return self.through(x, lambda f, *xs: f(run, *xs))

    def band(self, a, x):
        return self.through(x, lambda f, *xs: f.band(a, *xs))

    def at(self, c):
        """Values at points, in plain float64."""
        return self.through(c, lambda f, *cs: f.at(*cs))

    def through(self, x, apply):
        forms = {self.input: x}
        for i, (f, names, name) in enumerate(self.steps):
            forms[name] = apply(f, *(forms[n] for n in names))
            for n in names:
                if self.last[n] == i and n in forms and n != self.output:
                    del forms[n]
        return forms[self.output]


def constants(op, xs):
    check(all(isinstance(x, np.ndarray) or x is None for x in xs), f"{op}: an input must be a constant")
    return xs


def integers(op, x):
    check(isinstance(x, np.ndarray) and x.dtype == np.int64 and x.ndim <= 1, f"{op}: expected constant integers")
    return [int(v) for v in np.atleast_1d(x)]


def argument(net, at, xs, name, index, since):
    """A list of integers that is an attribute before opset `since` and an input from then on."""
    if net.opset < since:
        return at.get(name)
    return integers(at.node.op_type, xs[index]) if len(xs) > index and xs[index] is not None else None


def moved(x, apply):
    """A rearrangement: of a constant at once, of a value as a map."""
    if isinstance(x, np.ndarray):
        return apply(x)
    return Arrange(apply(np.arange(math.prod(x.shape)).reshape(x.shape)), [math.prod(x.shape)])


def live(op, x, rank=None):
    check(isinstance(x, Value), f"{op} of constants is not supported")
    check(rank is None or len(x.shape) == rank, f"{op}: expected {rank} dimensions, found {len(x.shape)}")
    check(x.shape[0] == 1 or rank is None, f"{op}: the first dimension must be the batch")
    return x


def arithmetic(op):
    def make(net, at, xs):
        x, y = xs
        if isinstance(x, Value) and isinstance(y, Value):
            return of_two(op, x, y)
        check(isinstance(x, Value) or isinstance(y, Value), f"{op} of constants is not supported")
        value, w = (x, y) if isinstance(x, Value) else (y, x)
        check(w.dtype == np.float64, f"{op}: the constant is not a float tensor")
        check(np.broadcast_shapes(value.shape, w.shape) == value.shape, f"{op}: the constant is larger than the value")
        if op == "Div" and value is y:
            return [Elementwise(Convex(y.shape, 1)), Scale(y.shape, w, 0.0)]
        if op == "Div":
            check((w != 0).all(), "Div by zero")
            return Scale(value.shape, w, 0.0, divide=True)
        if op == "Mul":
            return Scale(value.shape, w, 0.0)
        if op == "Sub":
            return Scale(value.shape, 1.0, -w) if value is x else Scale(value.shape, -1.0, w)
        return Scale(value.shape, 1.0, w)

    return make


def of_two(op, x, y):
    """Add, Sub, Mul or Div of two values, the smaller one repeated."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    check(len(shape) == len(x.shape) == len(y.shape), f"{op}: shapes {x.shape} and {y.shape} have other lengths")
    maps, at = [], [0, 1]
    if op == "Div":
        at[1] = 2
        maps.append((Elementwise(Convex(y.shape, 1)), [1]))
    for k, v in enumerate((x, y)):
        if v.shape != shape:
            index = np.broadcast_to(np.arange(math.prod(v.shape)).reshape(v.shape), shape)
            maps.append((Repeat(index), [at[k]]))
            at[k] = len(maps) + 1
    combine = Product(shape) if op in ("Mul", "Div") else Add(shape, 1.0 if op == "Add" else -1.0)
    return [*maps, (combine, at)]


def softmax(net, at, xs):
    shape = live("Softmax", xs[0]).shape
    axis = at.get("axis", 1 if net.opset < 13 else -1)
    check(-len(shape) <= axis < len(shape), "Softmax: bad axis")
    check(net.opset >= 13 or axis in (-1, len(shape) - 1), "Softmax: before opset 13 only over the last axis")
    n = shape[axis]
    check(n > 1 and math.prod(shape) * n <= 1 << 20, f"Softmax over {n} of {shape} is not supported")
    index = np.moveaxis(np.arange(math.prod(shape)).reshape(shape), axis, -1)
    own = np.repeat(index.reshape(-1, 1), n - 1, 1)
    others = np.array([[j for j in range(n) if j != i] for i in range(n)])
    others = index.reshape(-1, n)[:, others].reshape(own.shape)
    back = np.moveaxis(np.arange(index.size).reshape(index.shape), -1, axis)
    plane = (1, 1, *own.shape)
    total = Conv(plane[1:], np.ones((1, 1, 1, n - 1)), 1.0, 1, [1, 1], [0] * 4, [1, 1])
    difference = (Add(plane, -1.0), [1, 2])
    return [(Repeat(others.reshape(plane)), [0]), (Repeat(own.reshape(plane)), [0]), difference,
            Elementwise(Convex(plane)), total, Elementwise(Convex(total.shape, 1)), Arrange(back, [index.size])]


def lrn(net, at, xs):
    x, size = live("LRN", xs[0], 4), at.get("size")
    alpha, beta, bias = at.get("alpha", 1e-4), at.get("beta", 0.75), at.get("bias", 1.0)
    check(type(size) is int and size > 0 and alpha > 0 and beta > 0 and bias > 0, "LRN: bad attributes")
    channel = np.arange(x.shape[1])
    far = channel - channel[:, None]
    near = (far >= -((size - 1) // 2)) & (far <= size // 2)
    total = Conv(x.shape[1:], near[..., None, None].astype(float), 0.0, 1, [1, 1], [0] * 4, [1, 1])
    return [(Product(x.shape), [0, 0]), total, Scale(x.shape, alpha, 0.0), Scale(x.shape, size, bias, divide=True),
            Elementwise(Convex(x.shape, beta)), (Product(x.shape), [0, 5])]


def geometry(op, at, grid, kernel):
    """strides, dilations, pads (top, left, bottom, right), extra rows and columns of ceil_mode."""
    strides, dilations = at.get("strides", [1, 1]), at.get("dilations", [1, 1])
    pads, auto, ceil = at.get("pads", [0, 0, 0, 0]), at.get("auto_pad", "NOTSET"), at.get("ceil_mode", 0)
    for v, n, low in (kernel, 2, 1), (strides, 2, 1), (dilations, 2, 1), (pads, 4, 0):
        check(len(v) == n and all(isinstance(e, int) and low <= e < 1 << 16 for e in v),
              f"{op}: bad kernel, strides, pads or dilations: {v}")
    check(ceil in (0, 1), f"{op}: ceil_mode {ceil}")
    reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilations)]
    if auto in ("SAME_UPPER", "SAME_LOWER"):
        check(not any(pads) and not ceil, f"{op}: pads or ceil_mode beside auto_pad")
        total = [max(0, (-(-n // s) - 1) * s + k - n) for n, s, k in zip(grid, strides, reach)]
        less, more = [t // 2 for t in total], [t - t // 2 for t in total]
        pads = less + more if auto == "SAME_UPPER" else more + less
    else:
        check(auto in ("NOTSET", "VALID") and (auto == "NOTSET" or not any(pads)), f"{op}: auto_pad {auto}")
    extra = [0, 0]
    for i in range(2):
        rest = (grid[i] + pads[i] + pads[i + 2] - reach[i]) % strides[i]
        if ceil and rest:
            extra[i] = strides[i] - rest
            last = grid[i] + pads[i] + pads[i + 2] + extra[i] - reach[i]
            check(last < grid[i] + pads[i], f"{op}: with ceil_mode the last window lies in the padding")
    return strides, dilations, pads, extra


def conv(net, at, xs):
    x, (w, *bias) = live("Conv", xs[0], 4), constants("Conv", xs[1:])
    check(w.ndim == 4 and w.dtype == np.float64, "Conv: only two dimensions are supported")
    kernel, groups = at.get("kernel_shape", list(w.shape[2:])), at.get("group", 1)
    check(kernel == list(w.shape[2:]), "Conv: kernel_shape differs from the weights")
    check(groups > 0 and w.shape[0] % groups == 0 and w.shape[1] * groups == x.shape[1], "Conv: channels do not match")
    b = bias[0] if bias and bias[0] is not None else np.zeros(len(w))
    check(b.shape == (len(w),), "Conv: the bias has the wrong shape")
    strides, dilations, pads, extra = geometry("Conv", at, x.shape[2:], kernel)
    check(not any(extra), "Conv: ceil_mode is not supported")
    return Conv(x.shape[1:], w, b, groups, strides, pads, dilations)


def gemm(net, at, xs):
    x, (w, *bias) = live("Gemm", xs[0], 2), constants("Gemm", xs[1:])
    at.must("alpha", 1.0)
    at.must("beta", 1.0)
    at.must("transA", 0)
    transposed = at.get("transB", 0)
    check(transposed in (0, 1) and w.ndim == 2 and w.dtype == np.float64, "Gemm: bad weights")
    w = w if transposed else w.T
    check(w.shape[1] == x.shape[1], "Gemm: sizes do not match")
    b = bias[0] if bias and bias[0] is not None else np.zeros(len(w))
    check(np.broadcast_shapes(b.shape, (1, len(w))) == (1, len(w)), "Gemm: the bias has the wrong shape")
    return Dense(np.ascontiguousarray(w), np.broadcast_to(b, (1, len(w))))


def matmul(net, at, xs):
    x, w = live("MatMul", xs[0], 2), constants("MatMul", xs[1:])[0]
    check(w.ndim == 2 and w.dtype == np.float64 and w.shape[0] == x.shape[1], "MatMul: sizes do not match")
    return Dense(np.ascontiguousarray(w.T), np.zeros(w.shape[1]))


def batch_normalization(net, at, xs):
    x, (scale, shift, mean, variance) = live("BatchNormalization", xs[0]), constants("BatchNormalization", xs[1:])
    epsilon = at.get("epsilon", 1e-5)
    at.get("momentum")  # of training only
    at.must("training_mode", 0)
    at.must("spatial", 1)
    channels = x.shape[1]
    check(x.shape[0] == 1 and all(v.shape == (channels,) for v in (scale, shift, mean, variance)),
          "BatchNormalization: sizes do not match")
    check((variance >= 0).all() and epsilon >= 0 and (variance + epsilon > 0).all(), "BatchNormalization: variance < 0")
    a = scale / np.sqrt(variance + epsilon)  # off by less than 4 u a
    b = shift - mean * a
    error = EXACT.error(8, np.abs(shift) + np.abs(mean * a))
    wide = (1, channels) + (1,) * (len(x.shape) - 2)
    return Scale(x.shape, a.reshape(wide), b.reshape(wide), terms=4, b_error=error.reshape(wide))


def average_pool(net, at, xs):
    x = live("AveragePool", xs[0], 4)
    kernel, padded = at.get("kernel_shape"), at.get("count_include_pad", 0)
    check(kernel is not None and padded in (0, 1), "AveragePool: bad kernel_shape or count_include_pad")
    strides, dilations, pads, extra = geometry("AveragePool", at, x.shape[2:], kernel)
    check(not (padded and any(extra)), "AveragePool: count_include_pad with ceil_mode is not supported")
    pads = [pads[0], pads[1], pads[2] + extra[0], pads[3] + extra[1]]
    total = Conv(x.shape[1:], np.ones((x.shape[1], 1, *kernel)), 0.0, x.shape[1], strides, pads, dilations)
    ones = Conv((1, *x.shape[2:]), np.ones((1, 1, *kernel)), 0.0, 1, strides, pads, dilations)
    count = ones.products([(ones.w, np.ones((math.prod(x.shape[2:]), 1)))])[0]
    count = count.reshape(1, 1, *ones.out)  # small integers: exact
    check((count > 0).all(), "AveragePool: a window without an element")
    count = np.full_like(count, math.prod(kernel)) if padded else count
    return [total, Scale(total.shape, count, 0.0, divide=True)]


def global_average_pool(net, at, xs):
    x = live("GlobalAveragePool", xs[0], 4)
    total = Conv(x.shape[1:], np.ones((x.shape[1], 1, *x.shape[2:])), 0.0, x.shape[1], [1, 1], [0] * 4, [1, 1])
    return [total, Scale(total.shape, float(math.prod(x.shape[2:])), 0.0, divide=True)]


def reduce_mean(net, at, xs):
    x = live("ReduceMean", xs[0], 4)
    axes, keep = argument(net, at, xs, "axes", 1, 18), at.get("keepdims", 1)
    at.must("noop_with_empty_axes", 0)
    plane = axes is not None and sorted(a % 4 for a in axes) == [2, 3]
    check(plane and keep in (0, 1), "ReduceMean: only over height and width")
    maps = global_average_pool(net, at, xs)
    return maps if keep else [*maps, moved(Value(maps[-1].shape), lambda v: v.reshape(v.shape[:2]))]


def max_pool(net, at, xs):
    x, kernel = live("MaxPool", xs[0], 4), at.get("kernel_shape")
    check(kernel is not None, "MaxPool: no kernel_shape")
    at.must("storage_order", 0)
    strides, dilations, pads, extra = geometry("MaxPool", at, x.shape[2:], kernel)
    grid = np.arange(math.prod(x.shape)).reshape(x.shape[1:])
    around = (0, 0), (pads[0], pads[2] + extra[0]), (pads[1], pads[3] + extra[1])
    grid = np.pad(grid, around, constant_values=-1)
    reach = [d * (k - 1) + 1 for k, d in zip(kernel, dilations)]
    check(all(n >= k for n, k in zip(grid.shape[1:], reach)), "MaxPool: a window is larger than its padded input")
    windows = np.lib.stride_tricks.sliding_window_view(grid, reach, (1, 2))
    windows = windows[:, :: strides[0], :: strides[1], :: dilations[0], :: dilations[1]]
    shape = (1, *windows.shape[:3])
    windows = windows.reshape(-1, kernel[0] * kernel[1])
    check(windows.size <= MAX_SIZE and (windows >= 0).any(1).all(), "MaxPool: a window without an element, or too many")
    return MaxPool(shape, windows)


def leaky(net, at, xs):
    slope = at.get("alpha", 0.01)
    check(0 <= slope < 1, f"LeakyRelu: slope {slope} is not in [0, 1)")
    return Elementwise(Rectifier(live("LeakyRelu", xs[0]).shape, slope))


def clip(net, at, xs):
    x = live("Clip", xs[0])
    if net.opset < 11:
        low, high = at.get("min"), at.get("max")
    else:
        low, high = ([*constants("Clip", xs[1:]), None, None])[:2]
    maps = []
    for bound, sign in ((low, 1.0), (high, -1.0)):
        if bound is not None:  # max(x, low) = relu(x - low) + low; min(x, high) = high - relu(high - x)
            bound, relu = float(bound), Elementwise(Rectifier(x.shape, 0.0))
            maps += [Scale(x.shape, sign, -sign * bound), relu, Scale(x.shape, sign, bound)]
    check(low is None or high is None or float(low) <= float(high), "Clip: its least value is above its largest one")
    return maps or moved(x, lambda v: v)


def smooth(op):
    return lambda net, at, xs: Elementwise(Smooth(live(op, xs[0]).shape, op))


def concat(net, at, xs):
    axis = at.get("axis")
    check(isinstance(axis, int), "Concat: no axis")
    if all(isinstance(x, np.ndarray) for x in xs):
        return np.concatenate(xs, axis)
    check(all(isinstance(x, Value) for x in xs), "Concat of constants and values is not supported")
    sizes = [math.prod(x.shape) for x in xs]
    starts = np.cumsum([0, *sizes])
    index = np.concatenate([k + np.arange(n).reshape(x.shape) for x, k, n in zip(xs, starts, sizes)], axis)
    return Arrange(index, sizes)


def pad(net, at, xs):
    x = live("Pad", xs[0])
    at.must("mode", "constant")
    if net.opset < 11:
        pads, value = at.get("pads"), at.get("value", 0.0)
    else:
        pads = integers("Pad", xs[1])
        value = 0.0 if len(xs) < 3 or xs[2] is None else float(constants("Pad", xs[2:3])[0])
    rank = len(x.shape)
    axes = [a % rank for a in integers("Pad", xs[3])] if len(xs) > 3 and xs[3] is not None else list(range(rank))
    check(len(set(axes)) == len(axes) and len(pads) == 2 * len(axes), "Pad: as many pads as axes, twice")
    full = [(0, 0)] * rank
    for i, axis in enumerate(axes):
        full[axis] = pads[i], pads[i + len(axes)]
    check(all(0 <= p < 1 << 16 for both in full for p in both), "Pad: negative or very large pads")
    n = math.prod(x.shape)
    return Arrange(np.pad(np.arange(n).reshape(x.shape), full, constant_values=-1), [n], value)


def slice_(net, at, xs):
    x = xs[0]
    if net.opset < 10:
        starts, ends, axes, steps = at.get("starts"), at.get("ends"), at.get("axes"), None
    else:
        given = [*xs[1:], None, None][:4]
        starts, ends, axes, steps = (integers("Slice", v) if v is not None else None for v in given)
    axes = axes if axes is not None else list(range(len(starts)))
    steps = steps if steps is not None else [1] * len(starts)
    one_length = len(starts) == len(ends) == len(axes) == len(steps)
    check(one_length and min(steps) > 0, "Slice: only positive steps, lists of one length")
    cut = [slice(None)] * len(x.shape)
    for start, end, axis, step in zip(starts, ends, axes, steps):
        cut[axis] = slice(start, end, step)  # negative and too large ends mean the same in Python
    return moved(x, lambda v: v[tuple(cut)])


def reshape(net, at, xs):
    at.must("allowzero", 0)
    shape = integers("Reshape", xs[1])
    shape = [xs[0].shape[i] if d == 0 else d for i, d in enumerate(shape)]
    return moved(xs[0], lambda v: v.reshape(shape))


def flatten(net, at, xs):
    axis = at.get("axis", 1)
    shape = xs[0].shape
    check(-len(shape) <= axis <= len(shape), "Flatten: bad axis")
    axis = axis + len(shape) if axis < 0 else axis
    return moved(xs[0], lambda v: v.reshape(math.prod(shape[:axis]), -1))


def squeeze(net, at, xs):
    axes = argument(net, at, xs, "axes", 1, 13)
    return moved(xs[0], lambda v: np.squeeze(v, None if axes is None else tuple(axes)))


def unsqueeze(net, at, xs):
    axes = argument(net, at, xs, "axes", 1, 13)
    return moved(xs[0], lambda v: np.expand_dims(v, tuple(axes)))


def transpose(net, at, xs):
    order = at.get("perm")
    return moved(xs[0], lambda v: np.transpose(v, order))


def dropout(net, at, xs):
    at.get("ratio")  # of training only
    at.get("seed")
    training = constants("Dropout", xs[2:])
    check(not training or training[0] is None or not training[0].any(), "Dropout in training is not supported")
    return moved(xs[0], lambda v: v)


def identity(net, at, xs):
    return moved(xs[0], lambda v: v)


def cast(net, at, xs):
    kind, x = at.get("to"), xs[0]
    at.get("saturate")  # of 8-bit floats only
    if isinstance(x, np.ndarray) and x.dtype == np.int64:
        check(kind in (6, 7), f"Cast of constant integers to type {kind} is not supported")
    else:
        check(kind in (1, 11), f"Cast to type {kind} is not supported")  # no rounding: the network is in real numbers
        check(isinstance(x, Value) or kind == 11 or (x == x.astype(np.float32)).all(), "Cast: a constant is no float32")
    return moved(x, lambda v: v)


def constant(net, at, xs):
    names = list(at.left)
    check(len(names) == 1 and names[0] in ("value", "value_float", "value_floats", "value_int", "value_ints"),
          f"Constant: {', '.join(names)} is not supported")
    value = at.get(names[0])
    if names[0] != "value":
        return np.asarray(value, np.float64 if "float" in names[0] else np.int64)
    check(value.data_location != onnx.TensorProto.EXTERNAL, "Constant: external data is not supported")
    return tensor(value, None)


def shape(net, at, xs):
    at.must("start", 0)
    at.must("end", None)
    return np.asarray(xs[0].shape, np.int64)


def gather(net, at, xs):
    x, index = constants("Gather", xs)
    check(x.dtype == np.int64 and index.dtype == np.int64, "Gather: only of constant integers")
    return np.take(x, index, at.get("axis", 0))


def relu(net, at, xs):
    return Elementwise(Rectifier(live("Relu", xs[0]).shape, 0.0))


OPERATORS = {
    "Add": arithmetic("Add"), "Sub": arithmetic("Sub"), "Mul": arithmetic("Mul"), "Div": arithmetic("Div"),
    "Conv": conv, "Gemm": gemm, "MatMul": matmul, "BatchNormalization": batch_normalization,
    "AveragePool": average_pool, "GlobalAveragePool": global_average_pool, "ReduceMean": reduce_mean,
    "MaxPool": max_pool, "Relu": relu, "LeakyRelu": leaky, "Clip": clip, "Sigmoid": smooth("Sigmoid"),
    "Tanh": smooth("Tanh"), "Concat": concat, "Pad": pad, "Slice": slice_, "Reshape": reshape, "Flatten": flatten,
    "Squeeze": squeeze, "Unsqueeze": unsqueeze, "Transpose": transpose, "Dropout": dropout, "Identity": identity,
    "Softmax": softmax, "LRN": lrn, "Cast": cast, "Constant": constant, "Shape": shape, "Gather": gather,
}  # fmt: skip


# ---- The certificate -----------------------------------------------------------------------------------------------


def read_bytes(path):
    with open(path, "rb") as file:
        data = file.read(MAX_FILE + 1)
    check(len(data) <= MAX_FILE, f"{path} is larger than {MAX_FILE} bytes")
    return data


def whole(value, low, high, name):
    check(type(value) is int and low <= value < high, f"{name} is not an integer of {low} to {high - 1}")
    return value


def real(value, name):
    check(type(value) is float or (type(value) is int and abs(value) <= 1 << 53), f"{name} is not a number")
    check(math.isfinite(value), f"{name} is not finite")
    return float(value)


def listed(value, low, high, name):
    check(type(value) is list and low <= len(value) <= high, f"{name} is not a list of {low} to {high} entries")
    return value


def record(value, required, optional, name):
    check(type(value) is dict, f"{name} is not an object")
    check(required <= value.keys() <= required | optional,
          f"{name} has other keys than {', '.join(sorted(required))}: {', '.join(sorted(value))}")
    return value


def hexadecimal(value, name):
    check(type(value) is str and len(value) == 64 and set(value) <= set("0123456789abcdef"), f"{name} is no SHA-256")
    return value


def unique(pairs):
    check(len({k for k, _ in pairs}) == len(pairs), "a key occurs twice")
    return dict(pairs)


def no_constant(name):
    raise Refused(f"{name} is not a number")


class Certificate:
    """A certificate whose form is right; whether it is true is another matter."""

    def __init__(self, data):
        try:
            c = json.loads(data.decode("utf-8"), object_pairs_hook=unique, parse_constant=no_constant)
        except (ValueError, RecursionError) as e:
            raise Refused(f"not JSON in UTF-8: {e}") from e
        required = {"certificate", "model", "label", "classes", "shape", "rounding", "anchors", "leaves"}
        record(c, required, {"separatrix", "statement", "weights"}, "the certificate")
        whole(c["certificate"], 1, 2, "certificate (the version)")
        check(all(type(c.get(k, "")) is str for k in ("separatrix", "statement")), "separatrix or statement is no text")
        self.model = hexadecimal(c["model"], "model")
        self.weights = c.get("weights", {})
        check(type(self.weights) is dict, "weights is not an object")
        for name, value in self.weights.items():
            hexadecimal(value, f"weights {name!r}")
        self.classes = whole(c["classes"], 2, 1 << 20, "classes")
        self.label = whole(c["label"], 0, self.classes, "label")
        self.shape = tuple(whole(d, 1, MAX_SIZE, "shape") for d in listed(c["shape"], 1, 8, "shape"))
        size = math.prod(self.shape)
        check(size <= MAX_SIZE, "shape is too large")
        check(c["rounding"] in ("rigorous", "neglected"), 'rounding is neither "rigorous" nor "neglected"')
        self.rigorous = c["rounding"] == "rigorous"
        anchors = listed(c["anchors"], 2, 1 << 20, "anchors")
        self.anchors = np.array([[real(v, f"anchor {i}") for v in listed(a, size, size, f"anchor {i}")]
                                 for i, a in enumerate(anchors)])
        self.leaves = [[] for _ in anchors[1:]]
        for i, leaf in enumerate(listed(c["leaves"], 1, 1 << 24, "leaves")):
            record(leaf, {"segment", "low", "high", "bound"}, set(), f"leaf {i}")
            segment = whole(leaf["segment"], 0, len(self.leaves), f"segment of leaf {i}")
            low, high, bound = (real(leaf[k], f"{k} of leaf {i}") for k in ("low", "high", "bound"))
            dyadic = all((v * 2.0**FINEST).is_integer() for v in (low, high))
            check(dyadic, f"leaf {i} does not end at multiples of 2^-{FINEST}")
            check(0 <= low < high <= 1, f"leaf {i} is not an interval within [0, 1]")
            check(bound > 0, f"bound of leaf {i} is not positive")
            self.leaves[segment].append((low, high, bound))
        for i, leaves in enumerate(self.leaves):
            leaves.sort()
            reached = 0.0
            for low, high, _ in leaves:
                check(low <= reached, f"segment {i} has a gap from {reached} to {low}")
                check(low >= reached, f"leaves of segment {i} overlap from {low} to {reached}")
                reached = high
            check(reached == 1, f"segment {i} has a gap from {reached} to 1")


class Weights:
    """External weight files beside the model, each read once, with the hash the certificate states."""

    def __init__(self, folder, hashes):
        self.folder, self.hashes, self.read = folder.resolve(), hashes, {}

    def __call__(self, location):
        if location not in self.read:
            path = pathlib.PurePosixPath(location)
            plain = location and not set(location) & set("\\:\0") and not path.is_absolute() and ".." not in path.parts
            check(plain, f"weights {location!r} are outside the folder")
            file = (self.folder / path).resolve()
            check(self.folder in file.parents, f"weights {location!r} are outside the folder")
            check(location in self.hashes, f"the certificate has no hash of the weights {location!r}")
            data = read_bytes(file)
            same = hashlib.sha256(data).hexdigest() == self.hashes[location]
            check(same, f"the weights {location!r} have another hash")
            self.read[location] = data
        return self.read[location]


# ---- The proof -----------------------------------------------------------------------------------------------------


class Prover:
    """Margins along the segments of one certificate."""

    def __init__(self, network, certificate, budget=4096):
        self.network, self.label, self.anchors = network, certificate.label, certificate.anchors
        self.a, self.budget = Arithmetic(certificate.rigorous), budget
        self.enclosures = self.splits = 0
        self.bands = True  # whether enclosures by bands are worth a try
        widest = max(math.prod(v.shape) for v in network.values.values() if isinstance(v, Value))
        self.batch = max(1, min(64, BATCH // widest))

    def segment(self, i, t, half):
        """The form of x(t_j + tau half_j), t exact: three roundings in c, two in s."""
        start, way = self.anchors[i][:, None], (self.anchors[i + 1] - self.anchors[i])[:, None]
        c, s = start + t * way, half * way
        r = self.a.error(4, np.abs(start) + np.abs(way) * (t + half))
        shape = self.network.values[self.network.input].shape
        return Form(shape, c, s, np.zeros_like(c), r, self.a.norm(r))

    def margins(self, y, run):
        """Lower and upper bounds, for each point or for the interval, of f_label - f_j, j != label."""
        a, rest = self.a, np.arange(len(y.c)) != self.label
        c, s = (v[self.label] - v[rest] for v in (y.c, y.s))
        size = y.size()
        spread = np.abs(s)
        if y.width:
            g = y.dense_rows()
            spread = a.up(spread + np.abs(g[self.label] - g[rest]).sum(1)[:, None])
        loose = a.up(np.minimum(y.r[self.label] + y.r[rest], a.up(math.sqrt(2.0) * y.rho)))
        spread = a.up(spread + loose + a.error(4, size[self.label] + size[rest]))
        return below(c - spread), above(c + spread)

    def points(self, i, leaves):
        """The stated bounds are not above the margins at the ends and centres of the leaves.

        Only what is surely above is refused: with rounding neglected, what is above by a millionth of the logits.
        """
        ts = sorted({t for low, high, _ in leaves for t in (low, (low + high) / 2, high)})
        least, rest = {}, np.arange(self.network.classes) != self.label
        for k in range(0, len(ts), 2 * self.batch):
            t = np.array(ts[k : k + 2 * self.batch])
            y = self.network.at(self.segment(i, t, np.zeros_like(t)).c)
            margin = (y[self.label] - y[rest]).min(0) - 2.0**-20 * np.abs(y).max(0)
            least.update(zip(t.tolist(), margin.tolist()))
        close = {t for low, high, bound in leaves for t in (low, (low + high) / 2, high) if not bound <= least[t]}
        for t in sorted(close):
            least[t] = self.most(i, t)
        for low, high, bound in leaves:
            for t in (low, (low + high) / 2, high):
                if t in close:
                    check(least[t] > 0, f"segment {i}: at t = {t} the margin is not positive: at most {least[t]:.6g}")
                    check(bound <= least[t], f"segment {i}: the bound {bound:.6g} of [{low}, {high}] is above the "
                                             f"margin, which is at most {least[t]:.6g} at t = {t}")

    def most(self, i, t):
        """Upper bound of the margin at a point."""
        run, t = Run(self.a, False), np.array([t])
        try:
            y = self.network(run, self.segment(i, t, np.zeros_like(t)))
        except TooWide as e:
            raise Refused(f"segment {i}: {e}") from e
        high = self.margins(y, run)[1].min() + (0.0 if self.a.u else 2.0**-20 * np.abs(y.c).max())
        check(not np.isnan(high), f"segment {i}: a margin is not a number")
        return float(high)

    def lowest(self, y):
        """Lower bounds, for each interval of a band, of the margin."""
        a, rest = self.a, np.arange(len(y.c)) != self.label
        c, s = (v[self.label] - v[rest] for v in (y.c, y.s))
        if y.before:
            f, x, rounding = y.before
            dev = blocked(np.abs(f.w[self.label] - f.w[rest]), x.dev) + rounding[self.label] + rounding[rest]
        else:
            dev = y.dev[self.label] + y.dev[rest]
        size = y.size()
        spread = a.up(a.up(np.abs(s) + dev) + a.error(4, size[self.label] + size[rest]))
        return below(c - spread).min(0)

    def left_over(self, i, leaves):
        """What bands do not prove of the leaves. If none of the first ones is proved no more are tried."""
        todo, left = [(low, high, 0) for low, high, _ in reversed(leaves)], []
        while todo and self.bands:
            some, todo = todo[-self.batch :], todo[: -self.batch]
            low, high, _ = np.array(some).T
            self.enclosures += len(some)
            x = self.segment(i, (low + high) / 2, (high - low) / 2)
            proved = self.lowest(self.network.band(self.a, Band(x.c, x.s, x.r))) > 0
            self.bands = bool(proved.any())
            for (low, high, depth), done in zip(some, proved):
                middle = (low + high) / 2
                if not done and depth < HALVINGS and self.bands:
                    self.splits += 1
                    todo += [(middle, high, depth + 1), (low, middle, depth + 1)]
                elif not done:
                    left.append((low, high))
        return left + [(low, high) for low, high, _ in todo]

    def leaf(self, i, low, high):
        """The margins are positive for all t in [low, high]; halves where one enclosure does not show it."""
        todo, used = [(low, high)], 0
        while todo:
            low, high = todo.pop()
            t, half = (low + high) / 2, (high - low) / 2
            run = Run(self.a, True)
            used += 1
            try:
                x = self.segment(i, np.array([t]), np.array([half]))
                least, most = self.margins(self.network(run, x), run)
                if (least > 0).all():
                    continue
                check((most > 0).all(), f"segment {i}: the margin is not positive on [{low}, {high}]")
            except TooWide:
                pass
            fine = half * 2.0 ** (FINEST + 10) >= 1
            check(fine and used < self.budget, f"segment {i}: no proof of [{low}, {high}] after {used} enclosures")
            self.splits += 1
            todo += [(t, high), (low, t)]
        self.enclosures += used

    def all(self, segments):
        for i, leaves in enumerate(segments):
            self.points(i, leaves)
        for i, leaves in enumerate(segments):
            for low, high in self.left_over(i, leaves):
                self.leaf(i, low, high)


def verify(path, model, networks):
    """Checks one certificate against the bytes of a model; returns a sentence, or raises Refused."""
    start = time.perf_counter()
    certificate = Certificate(read_bytes(path))
    folder, data = model
    same = hashlib.sha256(data).hexdigest() == certificate.model
    check(same, "the model has another hash than the certificate states")
    key = certificate.shape, tuple(sorted(certificate.weights.items()))
    if key not in networks:
        weights = Weights(folder, certificate.weights)
        try:
            networks[key] = Network(data, certificate.shape, weights)
        except (ValueError, IndexError, KeyError, TypeError, AttributeError) as e:
            raise Refused(f"the model is not understood: {e}") from e
        known = weights.read.keys() == certificate.weights.keys()
        check(known, "the certificate names weights that the model does not have")
    network = networks[key]
    check(network.classes == certificate.classes,
          f"the network has {network.classes} classes, the certificate {certificate.classes}")
    prover = Prover(network, certificate)
    prover.all(certificate.leaves)
    leaves, seconds = sum(map(len, certificate.leaves)), time.perf_counter() - start
    proved = "proved" if certificate.rigorous else "computed, not a proof: rounding neglected"
    return (f"margin of class {certificate.label} positive on {len(certificate.leaves)} segments, {proved} "
            f"({leaves} leaves, {prover.enclosures} enclosures, {prover.splits} splits, {seconds:.1f} s)")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Checks path certificates of Separatrix independently of it.")
    parser.add_argument("certificate", nargs="+", help="certificate files")
    parser.add_argument("--model", required=True, help="the ONNX file the certificates are about")
    parser.add_argument("--quiet", action="store_true", help="print refusals only")
    args = parser.parse_args(arguments)
    try:
        model = pathlib.Path(args.model)
        model = model.parent, read_bytes(model)
        onnx.load_model_from_string(model[1])
    except Exception as e:  # the parser raises exceptions of several libraries
        print(f"{args.model}: cannot be read: {e}", file=sys.stderr)
        return UNREADABLE
    status, networks = ACCEPTED, {}
    for path in args.certificate:
        try:
            line = verify(path, model, networks)
            if not args.quiet:
                print(f"accepted: {path}: {line}", flush=True)
        except Refused as e:
            print(f"refused: {path}: {e}", flush=True)
            status = REFUSED
        except OSError as e:
            print(f"{path}: cannot be read: {e}", file=sys.stderr)
            return UNREADABLE
    return status


if __name__ == "__main__":
    sys.exit(main())
