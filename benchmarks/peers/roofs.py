"""What the machine can do at most: a matrix product by NumPy's OpenBLAS, a copy of a large array."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

ORDER = 2048
COPIED = 1 << 28  # Bytes, more than any cache holds.


class MatrixProduct:
    """A float32 product of two square matrices; OMP_NUM_THREADS bounds its threads."""

    def __init__(self, request):
        generator = np.random.default_rng(0)
        self.left, self.right = generator.standard_normal((2, ORDER, ORDER), np.float32)
        self.product = np.empty_like(self.left)

    def versions(self):
        return {"numpy": np.__version__}

    def run(self):
        np.matmul(self.left, self.right, out=self.product)
        return {"items": 1, "operations": 2 * ORDER**3}


class Copy:
    """A copy in as many pieces as threads; its bytes are those read and those written."""

    def __init__(self, request):
        threads = request["threads"]
        source = np.ones(COPIED // 4, np.float32)
        self.pieces = list(zip(np.array_split(np.zeros_like(source), threads), np.array_split(source, threads)))
        self.threads = ThreadPoolExecutor(threads)

    def versions(self):
        return {"numpy": np.__version__}

    def run(self):
        # NumPy lets other threads run while it copies.
        list(self.threads.map(lambda piece: np.copyto(*piece), self.pieces))
        return {"items": 1, "bytes": 2 * COPIED}
