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
        """Times entrants, pairs of a task and a contender, by turns; the first one is ours.

        Returns the seconds of each in every round, and its last answer.
        """
        processes, seconds, answers, repeats = {}, {e: [] for e in entrants}, {}, {}
        try:
            for entrant in entrants:
                task, contender = entrant
                process = Process(contender, self.options.threads, self.log)
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
            ratios = [a / b for a, b in zip(seconds[entrant], seconds[entrants[0]])]
            row = {
                "part": part,
                "network": network,
                "task": task,
                "contender": contender,
                "repeats": repeats[entrant],
                "medianSeconds": statistics.median(seconds[entrant]),
                "seconds": seconds[entrant],
                "timesOurs": statistics.median(ratios),
                **{k: v for k, v in answers[entrant].items() if k not in ("seconds", "values")},
            }
            if "networkSeconds" in row:
                row["networkShare"] = row["networkSeconds"] / answers[entrant]["seconds"]
            self.results.append(row)
            self.say(
                f"  {network} {task} {contender}: {row['medianSeconds']:.3f} s,"
                f" {row['timesOurs']:.2f} times the first"
            )
        self.save()
        return seconds, answers

    def points(self, contender):
        """Where a contender leaves its boundary points."""
        return self.out / f"points-{contender}.npy"

    def rows(self, network, task):
        return [r for r in self.results if (r["network"], r["task"]) == (network, task)]

    def save(self):
        content = {"surroundings": surroundings(self.options), "versions": self.versions,
                   "results": self.results}
        (self.out / "results.json").write_text(json.dumps(content, indent=1))


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


def surroundings(options):
    model = "unknown"
    if Path("/proc/cpuinfo").exists():
        names = [l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")]
        model = names[0] if names else model
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "threads": options.threads,
        "batch": options.batch,
        "rounds": options.rounds,
        "python": platform.python_version(),
        "system": platform.platform(),
        "load": os.getloadavg(),
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commandLine": sys.argv[1:],
    }


def throughput(run):
    """(d) Logits and gradients per second."""
    counts = {"lenet": 512, "resnet20": 128, "squeezenet": 32, "googlenet": 16}
    for network in run.options.networks:
        count = counts[network] // (4 if run.options.quick else 1)
        fields = run.fields(network, run.images(network, max(16, count)))
        torch = ["pytorch", "pytorch-channels-last"]
        for task, peers in (("forward", torch + ["onnxruntime", "onnxruntime-java"]),
                            ("gradient", torch)):
            run.duel("d", network, [(task, c) for c in ["separatrix"] + peers], fields)


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
                all_classes = 9 if small else 999
                row["scaledTimesOurs"] = row["timesOurs"] * all_classes / row["classesDone"]
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
        shares = [
            (logits_only * forward + row["backward"] * gradient) / count / taken
            for forward, gradient, taken in zip(
                *(seconds[t, "separatrix"] for t in ("forward", "gradient", task)))
        ]
        row["shareOfCeiling"] = statistics.median(shares)
    run.save()


def growth(run):
    """(f) How our time grows with points, dimension, classes and directions."""
    quick = run.options.quick
    rounds = 1 if quick else 3

    def measure(axis, size, name, task, contender, images, **more):
        fields = {**run.fields(name, images), **more}
        seconds, _ = run.duel("f", name, [(task, contender)], fields, rounds=rounds)
        run.results[-1].update(axis=axis, size=size)
        return statistics.median(seconds[task, contender])

    curves = {}
    for n in (4, 8) if quick else (8, 16, 32, 64, 128):
        curves.setdefault("images (boundary, ResNet-20)", {})[n] = measure(
            "points", n, "resnet20", "boundary", "separatrix-quick", run.images("resnet20", n))
    for side in (48, 64) if quick else (64, 96, 128, 192, 256):
        network, images = resized(run, side)
        curves.setdefault("dimension (gradients of 16 images, SqueezeNet)", {})[3 * side * side] = measure(
            "dimension", 3 * side * side, "squeezenet", "gradient", "separatrix", images,
            network=str(network))
    detect = {"step": 40.0, "classes": 9}
    for t in (16, 32) if quick else (16, 64, 256, 1024):
        curves.setdefault("directions (Algorithm 2, 4 images, LeNet)", {})[t] = measure(
            "directions", t, "lenet", "detection", "separatrix", run.images("lenet", 4),
            directions=t, leading=0, **detect)
    for classes in (10, 20) if quick else (10, 30, 100):
        curves.setdefault("classes (Algorithm 2, one image, SqueezeNet)", {})[classes] = measure(
            "classes", classes, "squeezenet", "detection", "separatrix", run.images("squeezenet", 1),
            directions=16, leading=classes, **detect)
    run.save()
    draw(curves, run.out / "growth.svg")


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


def draw(curves, file):
    """Seconds against size, both logarithmic, with the slope of the last step."""
    import matplotlib
    import matplotlib.ticker

    matplotlib.use("svg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, len(curves), figsize=(4 * len(curves), 3.6), layout="constrained")
    for panel, (name, curve) in zip(panels, curves.items()):
        sizes, seconds = np.array(list(curve)), np.array(list(curve.values()))
        slope = np.log(seconds[-1] / seconds[-2]) / np.log(sizes[-1] / sizes[-2])
        panel.loglog(sizes, seconds, "o-", color="#2b2b8c")
        panel.loglog(sizes, seconds[-1] * sizes / sizes[-1], ":", color="#888", label="proportional")
        panel.set_xticks(sizes, [f"{n:,}" for n in sizes], fontsize=7)
        for axis in (panel.xaxis, panel.yaxis):
            axis.set_minor_formatter(matplotlib.ticker.NullFormatter())
        panel.set_xlabel(name.split(" (")[0])
        panel.set_ylabel("seconds")
        panel.set_title(f"{name.split(' (')[1][:-1]}\nslope at the end {slope:.2f}", fontsize=9)
        panel.legend(frameon=False, fontsize=8)
        panel.grid(alpha=0.3, which="both")
    figure.savefig(file)


PARTS = {"d": throughput, "a": boundary, "b": curvature, "c": detection, "e": evaluations,
         "f": growth}


def markdown(run):
    """One table for each part."""
    lines = ["# Side by side", ""]
    around = surroundings(run.options)
    lines.append("; ".join(f"{k} {v}" for k, v in around.items() if k != "commandLine"))
    lines += ["", "; ".join(f"{k} {v}" for k, v in sorted(run.versions.items())), ""]
    extra = ("axis", "size", "items", "found", "medianNorm", "medianNormAtBoundary", "medianCosine", "asymmetry",
             "largestError", "products", "scaledTimesOurs", "shareOfCeiling", "networkShare")
    for part, study in PARTS.items():
        rows = [r for r in run.results if r["part"] == part]
        if not rows:
            continue
        columns = [c for c in extra if any(c in r for r in rows)]
        lines += [f"## {study.__doc__}", ""]
        header = ["network", "task", "contender", "median s", "items / s", "times the first"] + columns
        lines += ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
        for r in rows:
            cells = [r["network"], r["task"], r["contender"], f"{r['medianSeconds']:.3f}",
                     f"{r['items'] / r['medianSeconds']:.1f}", f"{r['timesOurs']:.2f}"]
            for c in columns:
                v = r.get(c)
                cells.append("" if v is None else f"{v:.4g}" if isinstance(v, float) else str(v))
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)
