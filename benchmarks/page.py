"""The page of a run: one HTML file that asks for nothing else, made from results.json.

    python benchmarks/page.py benchmarks/target/results/results.json    # makes it anew
"""

import json
import math
import statistics
import sys
from html import escape
from pathlib import Path

import figures
from figures import number
from ratios import Spread, beside_fastest, compared, is_ours

NETWORKS = {
    "lenet": "LeNet", "resnet20": "ResNet-20", "squeezenet": "SqueezeNet 1.1", "googlenet": "GoogLeNet",
}

TASKS = {
    "forward": "Logits",
    "gradient": "Gradients",
    "boundary": "Boundary points",
    "dense": "Dense curvature matrix",
    "leading": "Leading eigenpairs",
    "detection": "Algorithm 2",
    "paths": "Paths",
    "sections": "Sections",
}

CONTENDERS = {
    "separatrix": "Separatrix",
    "separatrix-quick": "Separatrix, quick mode",
    "separatrix-reference": "Separatrix, reference",
    "pytorch": "PyTorch",
    "pytorch-channels-last": "PyTorch, channels last",
    "onnxruntime": "ONNX Runtime",
    "onnxruntime-java": "ONNX Runtime, Java",
    "foolbox": "Foolbox",
    "art": "ART",
    "authors": "the authors' DeepFool",
    "torch-func": "torch.func",
    "curvlinops": "curvlinops",
    "pytorch-scipy": "PyTorch with SciPy",
}



def _small(value):
    """An error: 0.021, 3.0e-5."""
    return number(value) if value >= 1e-2 else f"{value:.1e}".replace("e-0", "e-")


# What is known of a result's quality: key, words, and how it is written.
QUALITIES = (
    ("medianNormAtBoundary", "median norm", number),
    ("medianCosine", "median cosine", "{:.3f}".format),
    ("found", "found", "{:,}".format),
    ("largestError", "largest error", _small),
    ("products", "products", "{:,}".format),
    ("asymmetry", "asymmetry", _small),
)

# Of these, what is said with the findings.
FOUND = ("medianNormAtBoundary", "largestError")

TASK_NOTES = {
    "boundary": "Norms and cosines are judged by one program in float64, where the segment from the image"
                " crosses the boundary; a shorter norm and a cosine nearer 1 are better. The reference is"
                " DeepFool as the authors describe it.",
    "dense": "The asymmetry is the norm of the matrix minus its transpose over its own norm.",
    "leading": "The error is the largest of the eigenvalues', against float64 ones to ten digits, over the"
               " largest of them.",
    "detection": "The reference takes gradients where the default shares forward passes. A peer that did only"
                 " some of the classes has its time scaled to all of them.",
}

# With fewer rounds than this the page says that there are few.
FEW = 3

# Beyond this ratio the figure has arrows, lest the others crowd around 1.
FARTHEST = 30

VERDICTS = {"ahead": "Ahead", "behind": "Behind", "undecided": "Undecided"}


def write(results, folder):
    """Writes benchmarks.html, and growth.svg if growth was measured, into a folder; returns the page's path."""
    growing = growth(results["results"])
    if growing:
        (folder / "growth.svg").write_text(figures.strip([chart for _, chart in growing], style()), "utf-8")
    path = folder / "benchmarks.html"
    path.write_text(page(results), "utf-8")
    return path


def style():
    return (Path(__file__).resolve().parent / "page.css").read_text("utf-8")


def page(results):
    """The whole page as text."""
    around, rows = results["surroundings"], results["results"]
    return "\n".join([
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<title>Separatrix beside its peers</title>",
        f"<style>\n{style()}</style></head><body><main>",
        "<h1>Separatrix beside its peers</h1>",
        f'<p class="faint">{escape(around["started"][:10])}, {escape(around["processor"])},'
        f' {around["threads"]} threads, batches of {around["batch"]}, float32.</p>',
        *_findings(around, rows),
        *_ratios(rows),
        *_tables(rows),
        *_ceiling(rows),
        *_conditions(around, results["versions"]),
        *_roofline(rows),
        *_growth(rows),
        "</main></body></html>",
    ]) + "\n"


def findings(rows):
    """What was found, as plain text: a sentence, and for each verdict what was found of each task."""
    chosen = beside_fastest(rows)
    if not chosen:
        return "No task was measured beside a peer.", {}
    of = {verdict: [c for c in chosen if c.verdict == verdict] for verdict in VERDICTS}
    # The widest gaps first.
    of["ahead"].sort(key=lambda c: -c.ratio.median)
    of["behind"].sort(key=lambda c: c.ratio.median)
    counts = f"ahead in {len(of['ahead'])}, behind in {len(of['behind'])}"
    if of["undecided"]:
        counts += f", and {len(of['undecided'])} {'is' if len(of['undecided']) == 1 else 'are'} undecided"
    tasks = "the one task" if len(chosen) == 1 else f"{len(chosen)} tasks"
    return (
        f"Beside the fastest peer of {tasks}, Separatrix is {counts}.",
        {verdict: [_said(c) for c in found] for verdict, found in of.items() if found},
    )


def _said(c):
    words = (f"{TASKS[c.ours['task']]}, {_network(c.ours)}: {_spread(c.ratio)} times as fast as"
             f" {_name(c.peer)}")
    for key, what, written in QUALITIES:
        if key in FOUND and key in c.ours and key in c.peer:
            return f"{words}, {what} {written(c.ours[key])} beside {written(c.peer[key])}"
    return words


def _findings(around, rows):
    sentence, of = findings(rows)
    lines = [f'<p class="found">{escape(sentence)}</p>']
    if of:
        lines.append('<ul class="verdicts">')
        for verdict, said in of.items():
            lines.append(f'<li class="{verdict}"><b>{VERDICTS[verdict]}</b>')
            lines += [f"<span>{escape(one)}</span>" for one in said]
            lines.append("</li>")
        lines.append("</ul>")
        lines.append(
            '<p class="faint">Numbers are ratios of times, the peer\'s over ours, within a round: the median of the'
            " rounds, the middle half of them in brackets. Undecided is what has 1 in its middle half.</p>")
    warnings = []
    if around["loadBefore"][0] > 0.25 * around["cores"]:
        warnings.append(f"The machine was busy when the run began: load {around['loadBefore'][0]:.1f} on"
                        f" {around['cores']} cores. What else ran is in these times.")
    fewest = min((len(c.ours["seconds"]) for c in compared(rows)), default=FEW)
    if fewest < FEW:
        warnings.append(f"Some ratios are of {_rounds(fewest)}, whose middle half says little.")
    return lines + [f'<p class="notice">{escape(w)}</p>' for w in warnings]


def _ratios(rows):
    """The figure: all comparisons as intervals on one axis."""
    comparisons = sorted(compared(rows), key=lambda c: list(TASKS).index(c.ours["task"]))
    if not comparisons:
        return []
    ends = [min(max(v, 1 / FARTHEST), FARTHEST) for c in comparisons for v in (c.ratio.low, c.ratio.high)]
    axis = figures.LogAxis.over([1, *ends], 1.1)
    lines = ['<figure class="ratios panel">']
    last = None
    for c in comparisons:
        task = TASKS[c.ours["task"]]
        if task != last:
            lines.append(f'<p class="task">{escape(task)}</p>')
            last = task
        ours = "" if c.ours["contender"] == "separatrix" else f"{_name(c.ours).split(', ')[1]}, "
        lines.append(
            f'<div class="row"><span>{escape(f"{_network(c.ours)}, {ours}beside {_name(c.peer)}")}</span>'
            f"{figures.interval(c.ratio, c.verdict, axis)}"
            f'<span class="value">{_spread(c.ratio)}</span></div>')
    lines.append(f'<div class="row axis"><span></span>{figures.interval_axis(axis)}<span></span></div>')
    lines.append(
        "<figcaption>The peer's time over ours, on a logarithmic axis: right of the line at 1 Separatrix is faster."
        " A bar is the middle half of the rounds, a mark the median: a disc ahead, a square behind, a ring"
        f" undecided. An arrow is a ratio beyond {FARTHEST}, or below 1 in {FARTHEST}.</figcaption></figure>")
    return lines


def _tables(rows):
    lines = []
    comparisons = compared(rows)
    for task in dict.fromkeys(c.ours["task"] for c in comparisons):
        lines.append(f"<h2>{escape(TASKS[task])}</h2>")
        of = [c for c in comparisons if c.ours["task"] == task]
        rounds = _rounds(len(of[0].ours["seconds"]))
        note = f"{rounds.capitalize()}. {TASK_NOTES.get(task, '')}"
        lines.append(f'<p class="faint">{escape(note)}</p>')
        lines.append(_table(
            ("Network", "Ours", "Peer", "#Ratio"),
            [((_network(c.ours), "name"), _contender(c.ours), _contender(c.peer), (_ratio(c.ratio), c.verdict))
             for c in of]))
    return lines


def _contender(row):
    """A contender's name, with its time and quality below it."""
    each = statistics.median(row["seconds"]) / row.get("done", 1) / row["items"]
    details = [f"{number(1 / each)} images/s" if row["task"] in ("forward", "gradient") else duration(each)
               + (" an image" if row["items"] > 1 else "")]
    details += [f"{what} {written(row[key])}" for key, what, written in QUALITIES if key in row]
    if row.get("done", 1) < 1:
        details.append(f"scaled from {row['classesDone']} classes")
    return Cell(f'{escape(_name(row))}<span class="detail">{escape("; ".join(details))}</span>')


def _ratio(spread):
    return Cell(f'{number(spread.median)}<span class="detail">{number(spread.low)} to {number(spread.high)}</span>')


class Cell(str):
    """A cell's content that is HTML already."""


def _table(header, rows):
    """A table; a column whose header begins with # is of numbers; a pair is a text and its class."""
    numbers = [title.startswith("#") for title in header]

    def cell(tag, content, is_number):
        content, look = content if isinstance(content, tuple) else (content, "")
        look = " ".join(filter(None, ["number" if is_number else "", look]))
        text = content if isinstance(content, Cell) else escape(str(content))
        return f'<{tag}{f" class={chr(34)}{look}{chr(34)}" if look else ""}>{text}</{tag}>'

    lines = ['<div class="scroll"><table><thead><tr>']
    lines += [cell("th", title.lstrip("#"), n) for title, n in zip(header, numbers)]
    lines.append("</tr></thead><tbody>")
    for row in rows:
        lines.append("<tr>" + "".join(cell("td", content, n) for content, n in zip(row, numbers)) + "</tr>")
    lines.append("</tbody></table></div>")
    return "\n".join(lines)


def _ceiling(rows):
    """Part (e): our algorithms beside the evaluations that they need."""
    rows = [r for r in rows if "sharesOfCeiling" in r]
    if not rows:
        return []
    cells = []
    for r in rows:
        share = Spread.of(r["sharesOfCeiling"])
        cells.append((TASKS[r["task"]], _network(r), f"{r['items']:,}",
                      duration(statistics.median(r["seconds"])), _ratio(share), number(r["networkShare"])))
    return [
        "<h2>Algorithms beside their evaluations</h2>",
        '<p class="faint">The time that the forward passes and gradients of an algorithm take at the speed measured'
        " in the same round, over the time it took: at 1 the algorithm costs nothing of its own. Beside it the share"
        " of its time that it spent in the network.</p>",
        _table(("Task", "Network", "#Items", "#Time", "#Share of the ceiling", "#In the network"),
               cells)]


def _conditions(around, versions):
    def load(values):
        return ", ".join(f"{value:.2f}" for value in values)

    pairs = {
        "Processor": around["processor"],
        "Instruction sets": " ".join(around["instructionSets"]) or "unknown",
        "Cores, threads, batch": f"{around['cores']}, {around['threads']}, {around['batch']}",
        "Rounds": around["rounds"],
        "Began, ended": f"{around['started']}, {around['ended']}",
        "Load before": f"{load(around['loadBefore'])} (1, 5 and 15 minutes)",
        "Load after": load(around["loadAfter"]),
        "System": around["system"],
        "Commit": around["commit"],
        "Command line": " ".join(around["commandLine"]) or "none",
        "Python": around["python"],
        **versions,
    }
    return [
        "<h2>Conditions</h2>",
        '<p class="faint">Each contender is a process of its own and idle while another one works. All get the same'
        " network file, images, float32, threads and batch size; they are warmed up and take turns, in an order that"
        " is turned round from round to round. Every round is in results.json.</p>",
        "<dl>", *(f"<dt>{escape(k)}</dt><dd>{escape(str(v))}</dd>" for k, v in pairs.items()), "</dl>"]


def _roofline(rows):
    counted = [r for r in rows if "sharesOfPeak" in r]
    peaks = [r for r in rows if r["part"] == "r" and r["task"] == "product"]
    copies = [r for r in rows if r["part"] == "r" and r["task"] == "copy"]
    if not counted and not peaks:
        return []
    lines = ["<h2>Roofline</h2>"]
    if peaks:
        said = "; ".join(
            f"{_threads(p)}, {number(_rate(p))} GFLOP/s of float32 and {number(c['bytes'] / min(c['seconds']) / 1e9)} GB/s"
            for p, c in zip(peaks, copies))
        lines.append(
            f"<p>The machine's roofs, the best of the rounds: {escape(said)}. The first is a product of two matrices"
            " by NumPy's OpenBLAS, the second a copy of 256 MiB, bytes read and bytes written together.</p>")
    if counted:
        lines.append(
            '<p class="faint">Operations are those of convolutions and matrix products, two a multiply-add, counted'
            " from the graph; a gradient takes each of them once more. The share is of a matrix product timed in the"
            " same round on as many threads, in brackets its middle half. The peer is the one of least median time.</p>")
        lines.append(_table(
            ("Task", "Network", "#MFLOP a row", "#GFLOP/s", "#Share of the peak", "Fastest peer", "#Its share"),
            [_roof_cells(r, counted) for r in counted if r["contender"] == "separatrix"]))
    if counted and peaks:
        lines += _roof_chart(counted, peaks[-1], copies[-1])
    return lines


def _roof_cells(row, counted):
    share = Spread.of(row["sharesOfPeak"])
    peers = [r for r in counted
             if not is_ours(r) and (r["network"], r["task"]) == (row["network"], row["task"])]
    fastest = min(peers, key=lambda r: statistics.median(r["seconds"])) if peers else None
    theirs = Spread.of(fastest["sharesOfPeak"]) if fastest else None
    return (TASKS[row["task"]], _network(row), number(row["operations"] / 1e6),
            number(statistics.median(_rates(row))), _percent(share),
            _name(fastest) if fastest else "", _percent(theirs) if theirs else "")


def _roof_chart(counted, peak, copy):
    roof, bandwidth = _rate(peak), copy["bytes"] / min(copy["seconds"]) / 1e9
    ridge = roof / bandwidth
    ours = [r for r in counted if r["contender"] == "separatrix"]

    def points(task):
        return [(r["intensity"], statistics.median(_rates(r))) for r in ours if r["task"] == task]

    intensities = [r["intensity"] for r in ours]
    left, right = min([ridge, *intensities]) / 4, max([ridge, *intensities]) * 6
    forward = [r for r in ours if r["task"] == "forward"]
    chart = figures.chart(
        "Operations a second by operations a byte", "FLOP a byte", "GFLOP/s",
        [figures.Series(tuple(points("forward")), "ours", labels=tuple(_network(r) for r in forward)),
         figures.Series(tuple(points("gradient")), "ours hollow")],
        lines=[([(left, left * bandwidth), (ridge, roof), (right, roof)], "roof")])
    beyond = sum(i > ridge for i in intensities)
    where = ("All lie to the right of the ridge: their bound is arithmetic, not memory."
             if beyond == len(intensities)
             else "Those to the left of the ridge are bound by memory.")
    return [
        f'<div class="charts"><figure class="panel">{chart}<figcaption>Logits (discs) and gradients (rings) of ours'
        " under the roofs of the run's threads. Operations a byte: if each counted operator read and wrote its"
        f" arrays in memory once. {escape(where)}</figcaption></figure></div>"]


def growth(rows):
    """For each axis along which growth was measured the slope at its end and a chart."""
    charts = []
    measured = [r for r in rows if "axis" in r]
    for axis in dict.fromkeys(r["axis"] for r in measured):
        of = sorted((r for r in measured if r["axis"] == axis), key=lambda r: r["size"])
        points = [(r["size"], statistics.median(r["seconds"])) for r in of]
        if len(points) < 2:
            continue
        (first, _), (before, less), (size, seconds) = points[0], points[-2], points[-1]
        slope = math.log(seconds / less) / math.log(size / before)
        name = f"{axis} ({TASKS[of[0]['task']]}, {_network(of[0])})"
        chart = figures.chart(
            f"Seconds by {name}", name, "seconds", [figures.Series(tuple(points), "ours", joined=True)],
            lines=[([(first, seconds * first / size), (size, seconds)], "proportional")],
            x_ticks=[s for s, _ in points])
        charts.append((slope, chart))
    return charts


def _growth(rows):
    charts = growth(rows)
    if not charts:
        return []
    return ["<h2>Growth</h2>",
            '<p class="faint">Seconds of ours by size, both axes logarithmic; dotted, what is proportional to the'
            " size.</p>",
            '<div class="charts">',
            *(f'<figure class="panel">{chart}<figcaption>Slope at the end {slope:.2f}.</figcaption></figure>'
              for slope, chart in charts),
            "</div>"]


def duration(seconds):
    """Seconds in the unit that fits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{number(seconds / size)} {unit}"
    return f"{number(seconds * 1e9)} ns"


def _rates(row):
    """GFLOP/s in each round."""
    return [row["operations"] * row["items"] / seconds / 1e9 for seconds in row["seconds"]]


def _rate(row):
    return max(_rates(row))


def _rounds(count):
    return "one round" if count == 1 else f"{count} rounds"


def _threads(row):
    return "one thread" if row["threads"] == 1 else f"{row['threads']} threads"


def _spread(spread):
    return f"{number(spread.median)} ({number(spread.low)} to {number(spread.high)})"


def _percent(spread):
    return f"{100 * spread.median:.0f} % ({100 * spread.low:.0f} to {100 * spread.high:.0f})"


def _network(row):
    return NETWORKS.get(row["network"], str(row["network"]))


def _name(row):
    return CONTENDERS.get(row["contender"], row["contender"])


if __name__ == "__main__":
    source = Path(sys.argv[1])
    print(write(json.loads(source.read_text("utf-8")), source.parent))
