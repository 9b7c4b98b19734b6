"""The measurements of the comparison, part by part."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

import operations

HOME = Path(__file__).resolve().parent
sys.path.insert(0, str(HOME / "peers"))

MODELS = {
    "lenet": "cifar10_lenet.onnx",
    "resnet20": "cifar10_resnet20.onnx",
    "squeezenet": "squeezenet1.1.onnx",
    "googlenet": "googlenet_bvlc.onnx",
}
SMALL = ("lenet", "resnet20")


class Process:
    """A worker, Java or Python, that holds one contender."""

    def __init__(self, contender, threads, log):
        environment = dict(os.environ)
        environment["OMP_NUM_THREADS"] = str(threads)
        if contender.startswith("separatrix") or contender.endswith("-java"):
            class_path = (HOME / "target/class-path.txt").read_text().strip()
            java = str(Path(environment["JAVA_HOME"]) / "bin/java") if "JAVA_HOME" in environment else "java"
            if contender.startswith("separatrix"):
                # As the start script sets them. Peers run as their users run them.
                environment.setdefault("OMP_WAIT_POLICY", "passive")
                environment.setdefault("MALLOC_MMAP_THRESHOLD_", "1000000000")
                environment.setdefault("MALLOC_TRIM_THRESHOLD_", "4000000000")
                environment.setdefault("MALLOC_ARENA_MAX", str(os.cpu_count()))
            command = [
                java, "-XX:+UseSerialGC", "-Xmx4g", "--enable-native-access=ALL-UNNAMED",
                "-cp", f"{HOME / 'target/classes'}:{class_path}", "io.separatrix.benchmarks.Worker",
            ]
        else:
            command = [sys.executable, "-W", "ignore", str(HOME / "peers/worker.py")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            env=environment,
        )
        self.contender = contender

    def ask(self, request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.contender} ended; see workers.log")
        return json.loads(line)

    def warm_up(self, seconds):
        """Runs until that much time has passed, at least once; returns the time of the last run."""
        passed = 0.0
        while True:
            last = self.ask({"run": 1})["seconds"]
            passed += last
            if passed >= seconds:
                return last

    def timed(self, repeats):
        """The mean time of some runs, and what the last one answered."""
        answers = [self.ask({"run": 1}) for _ in range(repeats)]
        return statistics.mean(answer["seconds"] for answer in answers), answers[-1]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Run:
    """All measurements of one run."""

    def __init__(self, options):
        self.options = options
        self.out = Path(options.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.log = open(self.out / "workers.log", "a")
        self.versions = {}
        self.results = []
        self.started, self.load_before = now(), os.getloadavg()
        # For what takes minutes.
        self.few = 1 if options.quick else min(3, options.rounds)

    def say(self, line):
        print(line, file=sys.stderr, flush=True)

    def fields(self, network, images, **more):
        return {
            "network": str(Path(self.options.data) / "models" / MODELS[network]),
            "images": str(images),
            "threads": self.options.threads,
            "batch": self.options.batch,
            "dtype": "float32",
            **more,
        }

    def images(self, network, count):
        """The first images of the test set, raw pixels, as an array on disk."""
        file = self.out / f"images-{'cifar10' if network in SMALL else 'imagenet'}-{count}.npy"
        if not file.exists():
            np.save(file, cifar10(self.options, count) if network in SMALL else imagenet(self.options, count))
        return file

    def duel(self, part, network, entrants, fields, rounds=None):
        """Times entrants, pairs of a task and a contender, by turns.

        Returns the seconds of each in every round, and its last answer.
        """
        threads = fields["threads"]
        processes, seconds, answers, repeats = {}, {e: [] for e in entrants}, {}, {}
        try:
            for entrant in entrants:
                task, contender = entrant
                process = Process(contender, threads, self.log)
                processes[entrant] = process
                opened = process.ask(
                    {"open": {**fields, "task": task, "contender": contender,
                              "points": str(self.points(contender))}}
                )
                self.versions.update(opened["versions"])
                last = process.warm_up(self.options.warm_up)
                repeats[entrant] = max(1, round(self.options.block / max(last, 1e-6)))
            for turn in range(rounds or self.options.rounds):
                for entrant in entrants if turn % 2 == 0 else reversed(entrants):
                    taken, answers[entrant] = processes[entrant].timed(repeats[entrant])
                    seconds[entrant].append(taken)
        finally:
            for process in processes.values():
                process.close()
        for entrant in entrants:
            task, contender = entrant
            row = {
                "part": part,
                "network": network,
                "task": task,
                "contender": contender,
                "threads": threads,
                "repeats": repeats[entrant],
                "seconds": seconds[entrant],
                **{k: v for k, v in answers[entrant].items() if k not in ("seconds", "values")},
            }
            if "networkSeconds" in row:
                row["networkShare"] = row["networkSeconds"] / answers[entrant]["seconds"]
            self.results.append(row)
            self.say(f"  {network or 'machine'} {task} {contender}: {statistics.median(seconds[entrant]):.3f} s")
        self.save()
        return seconds, answers

    def points(self, contender):
        """Where a contender leaves its boundary points."""
        return self.out / f"points-{contender}.npy"

    def rows(self, network, task):
        return [r for r in self.results if (r["network"], r["task"]) == (network, task)]

    def save(self):
        """Writes what has been measured so far, every round of it, and returns it."""
        content = {"surroundings": surroundings(self), "versions": self.versions, "results": self.results}
        (self.out / "results.json").write_text(json.dumps(content, indent=1))
        return content


def cifar10(options, count):
    raw = np.fromfile(Path(options.data) / "cifar10/test_batch.bin", np.uint8, count * 3073)
    return raw.reshape(count, 3073)[:, 1:].reshape(count, 3, 32, 32).astype(np.float32)


def imagenet(options, count):
    from PIL import Image

    files = sorted((Path(options.data) / "imagenet/imagenette-val").glob("*/*.JPEG"))
    # Spread over the classes.
    chosen = [files[i * len(files) // count] for i in range(count)]
    images = [np.asarray(Image.open(f).convert("RGB").resize((224, 224))) for f in chosen]
    return np.stack(images).transpose(0, 3, 1, 2).astype(np.float32)


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def surroundings(run):
    options = run.options
    fields = {}
    if Path("/proc/cpuinfo").exists():
        for line in reversed(Path("/proc/cpuinfo").read_text().splitlines()):
            name, _, value = line.partition(":")
            fields[name.strip()] = value.strip()
    flags = fields.get("flags", fields.get("Features", "")).split()
    vectors = ("sse4_2", "avx", "avx2", "fma", "avx512", "amx", "asimd", "sve")
    return {
        "processor": fields.get("model name", platform.processor() or "unknown"),
        "instructionSets": [flag for flag in flags if flag.startswith(vectors)],
        "cores": os.cpu_count(),
        "threads": options.threads,
        "batch": options.batch,
        "rounds": options.rounds,
        "system": platform.platform(),
        "python": platform.python_version(),
        "commit": commit(),
        "started": run.started,
        "ended": now(),
        "loadBefore": run.load_before,
        "loadAfter": os.getloadavg(),
        "commandLine": sys.argv[1:],
    }


def commit():
    """The checkout's commit, with "+" if it was changed since; "unknown" outside a checkout."""
    try:
        described = subprocess.run(["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
                                   cwd=HOME, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return described.stdout.strip()


# Rides along with the networks, so that their share of the peak is of the same round.
PEAK = ("product", "numpy")


def roofs(run):
    """(r) The machine's peak: a matrix product, and a copy of a large array."""
    for threads in sorted({1, run.options.threads}):
        run.duel("r", None, [PEAK, ("copy", "numpy")], {"threads": threads})


def throughput(run):
    """(d) Logits and gradients per second."""
    counts = {"lenet": 512, "resnet20": 128, "squeezenet": 32, "googlenet": 16}
    for network in run.options.networks:
        count = counts[network] // (4 if run.options.quick else 1)
        fields = run.fields(network, run.images(network, max(16, count)))
        counted = operations.count(fields["network"])
        torch = ["pytorch", "pytorch-channels-last"]
        for task, peers, each in (("forward", torch + ["onnxruntime", "onnxruntime-java"], counted.forward),
                                  ("gradient", torch, counted.gradient)):
            entrants = [(task, c) for c in ["separatrix"] + peers] + [PEAK]
            seconds, answers = run.duel("d", network, entrants, fields)
            for row, entrant in zip(run.results[-len(entrants):], entrants[:-1]):
                row["operations"] = each
                row["intensity"] = counted.forward / counted.forward_bytes(run.options.batch)
                row["sharesOfPeak"] = [
                    each * row["items"] / own / (answers[PEAK]["operations"] / product)
                    for own, product in zip(seconds[entrant], seconds[PEAK])
                ]
    run.save()


def boundary(run):
    """(a) Boundary points: time, norm and cosine."""
    import judge

    network = "resnet20"
    images = run.images(network, 20 if run.options.quick else 200)
    contenders = ["separatrix", "separatrix-quick", "separatrix-reference", "foolbox", "art", "authors"]
    run.duel("a", network, [("boundary", c) for c in contenders], run.fields(network, images),
             rounds=run.few)
    for row in run.rows(network, "boundary"):
        row.update(judge.judge(run.fields(network, images)["network"], images,
                               run.points(row["contender"])))
    run.save()


def on_boundary(run, network):
    """A boundary point of the first image, and its two classes."""
    import torch

    from network import Network

    x = run.images(network, 1)
    points = run.out / f"z-{network}-points.npy"
    process = Process("separatrix", run.options.threads, run.log)
    process.ask({"open": run.fields(network, x, task="boundary", contender="separatrix",
                                    points=str(points))})
    process.ask({"run": 1})
    process.close()
    start = np.load(x)
    z = np.load(points).reshape(start.shape)
    net = Network(run.fields(network, x)["network"], torch.float64).eval()
    with torch.no_grad():
        label = int(net(torch.tensor(start).double()).argmax())
        logits = net(torch.tensor(z).double())[0]
        logits[label] = -np.inf
    file = run.out / f"z-{network}.npy"
    np.save(file, z.astype(np.float32))
    return file, label, int(logits.argmax())


def curvature(run):
    """(b) The dense curvature matrix and the leading eigenpairs."""
    network = "lenet"
    z, label, adjacent = on_boundary(run, network)
    fields = run.fields(network, z, label=label, adjacent=adjacent, step=40.0)
    contenders = ["separatrix", "pytorch", "torch-func"]
    run.duel("b", network, [("dense", c) for c in contenders], fields, rounds=run.few)
    # One vector at a time, for everybody.
    fields.update(batch=1, sharpness=0.5, eigenpairs=20, steps=run.options.lanczos_steps, tolerance=1e-4)
    contenders = ["separatrix", "curvlinops", "pytorch-scipy"]
    _, answers = run.duel("b", network, [("leading", c) for c in contenders], fields)
    reference = exact_leading(fields)
    for row in run.rows(network, "leading"):
        values = np.array(answers["leading", row["contender"]]["values"])
        row["largestError"] = float(np.abs(values - reference).max() / np.abs(reference).max())
    run.save()


def exact_leading(fields):
    """The eigenvalues in float64 to ten digits."""
    import curvature as peer

    exact = peer.LeadingScipy({**fields, "dtype": "float64", "tolerance": 1e-10})
    return np.array(exact.run()["values"])


def detection(run):
    """(c) Algorithm 2 for all classes."""
    for network, images, directions, classes in (("lenet", 4, 16, 9), ("squeezenet", 1, 16, 10)):
        if network not in run.options.networks:
            continue
        small = network in SMALL
        fields = run.fields(network, run.images(network, images), step=40.0 if small else 20.0,
                            directions=directions, leading=0, classes=classes)
        contenders = ["separatrix", "pytorch"]
        if small:
            contenders.insert(1, "separatrix-reference")
        run.duel("c", network, [("detection", c) for c in contenders], fields, rounds=run.few)
        for row in run.rows(network, "detection"):
            if row.get("classesDone"):
                # Of the work, by which the page scales the time.
                row["done"] = row["classesDone"] / (9 if small else 999)
    run.save()


def evaluations(run):
    """(e) Share of the time inside the network, and evaluations per second against (d)."""
    network = "resnet20" if "resnet20" in run.options.networks else run.options.networks[0]
    images = run.images(network, 128)
    more = {"pairs": 8 if run.options.quick else 200, "resolution": 40 if run.options.quick else 120}
    tasks = ("forward", "gradient", "paths", "sections")
    seconds, _ = run.duel("e", network, [(t, "separatrix") for t in tasks],
                          run.fields(network, images, **more))
    count = len(np.load(images))
    for task in ("paths", "sections"):
        (row,) = run.rows(network, task)
        # A gradient costs what (d) says, its forward pass included.
        logits_only = max(0, row["forward"] - row["backward"])
        row["sharesOfCeiling"] = [
            (logits_only * forward + row["backward"] * gradient) / count / taken
            for forward, gradient, taken in zip(
                *(seconds[t, "separatrix"] for t in ("forward", "gradient", task)))
        ]
    run.save()


def growth(run):
    """(f) How our time grows with points, dimension, classes and directions."""
    quick = run.options.quick
    rounds = 1 if quick else 3

    def measure(axis, size, name, task, contender, images, **more):
        run.duel("f", name, [(task, contender)], {**run.fields(name, images), **more}, rounds=rounds)
        run.results[-1].update(axis=axis, size=size)

    for n in (4, 8) if quick else (8, 16, 32, 64, 128):
        measure("images", n, "resnet20", "boundary", "separatrix-quick", run.images("resnet20", n))
    for side in (48, 64) if quick else (64, 96, 128, 192, 256):
        network, images = resized(run, side)
        measure("dimension", 3 * side * side, "squeezenet", "gradient", "separatrix", images,
                network=str(network))
    detect = {"step": 40.0, "classes": 9}
    for t in (16, 32) if quick else (16, 64, 256, 1024):
        measure("directions", t, "lenet", "detection", "separatrix", run.images("lenet", 4),
                directions=t, leading=0, **detect)
    for classes in (10, 20) if quick else (10, 30, 100):
        measure("classes", classes, "squeezenet", "detection", "separatrix", run.images("squeezenet", 1),
                directions=16, leading=classes, **detect)
    run.save()


def resized(run, side):
    """SqueezeNet for smaller or larger images; it averages over all positions in the end."""
    import onnx
    from PIL import Image

    model = onnx.load(run.fields("squeezenet", "")["network"])
    extents = model.graph.input[0].type.tensor_type.shape.dim
    extents[2].dim_value = extents[3].dim_value = side
    del model.graph.value_info[:]
    network = run.out / f"squeezenet-{side}.onnx"
    onnx.save(model, network)
    photographs = np.load(run.images("squeezenet", 16)).transpose(0, 2, 3, 1).astype(np.uint8)
    scaled = [np.asarray(Image.fromarray(image).resize((side, side))) for image in photographs]
    images = run.out / f"images-{side}.npy"
    np.save(images, np.stack(scaled).transpose(0, 3, 1, 2).astype(np.float32))
    return network, images


PARTS = {"r": roofs, "d": throughput, "a": boundary, "b": curvature, "c": detection, "e": evaluations,
         "f": growth}
