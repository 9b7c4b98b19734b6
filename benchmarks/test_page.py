"""Tests of page.py, figures.py and ratios.py: made-up rounds whose ratios are known."""

import re
import unittest
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import figures
import page
import ratios


def row(contender, seconds, part="d", network="lenet", task="forward", items=16, **more):
    return {"part": part, "network": network, "task": task, "contender": contender, "threads": 2,
            "items": items, "repeats": 1, "seconds": seconds, **more}


def results(*rows, load=0.1):
    return {
        "surroundings": {
            "processor": "A <fast> & new one", "instructionSets": ["avx2", "fma"], "cores": 2, "threads": 2,
            "batch": 16, "rounds": 5, "system": "Linux", "python": "3.11", "commit": "abc",
            "started": "2030-01-02T03:04:05Z", "ended": "2030-01-02T04:04:05Z",
            "loadBefore": [load, 0.2, 0.3], "loadAfter": [2.0, 2.0, 2.0], "commandLine": ["--rounds", "5"],
        },
        "versions": {"torch": "9.8"},
        "results": list(rows),
    }


OURS = row("separatrix", [1.0, 2.0, 1.0, 1.0, 4.0])
SLOWER = row("pytorch", [2.0, 4.0, 2.1, 1.9, 8.0])
FASTER = row("onnxruntime", [0.8, 1.6, 0.7, 0.9, 3.2])
NEAR = row("onnxruntime-java", [1.1, 1.8, 1.1, 0.9, 4.0])
EVERYTHING = (
    OURS, SLOWER, FASTER, NEAR,
    row("separatrix", [1.0] * 3, "a", "resnet20", "boundary", 200, medianNormAtBoundary=19.9, medianCosine=0.993),
    row("foolbox", [1.4, 1.3, 1.5], "a", "resnet20", "boundary", 200, medianNormAtBoundary=25.7,
        medianCosine=0.72),
    row("separatrix", [0.3] * 3, "c", "squeezenet", "detection", 1),
    row("pytorch", [10.0] * 3, "c", "squeezenet", "detection", 1, done=0.01, classesDone=10),
    row("separatrix", [1.0, 1.0, 1.0], "e", "resnet20", "paths", 200, sharesOfCeiling=[0.9, 0.92, 0.94],
        networkShare=0.97),
    row("numpy", [0.2, 0.25], "r", None, "product", 1, operations=16e9),
    row("numpy", [0.1, 0.125], "r", None, "copy", 1, bytes=1e9),
    row("separatrix", [0.5, 0.5], "d", "googlenet", operations=1e9, intensity=50.0, sharesOfPeak=[0.4, 0.42]),
    row("pytorch", [1.0, 1.0], "d", "googlenet", operations=1e9, intensity=50.0, sharesOfPeak=[0.2, 0.21]),
    row("separatrix", [1.0], "f", "lenet", "detection", 4, axis="directions", size=16),
    row("separatrix", [8.0], "f", "lenet", "detection", 4, axis="directions", size=64),
)


class Tags(HTMLParser):
    """Whether all elements are closed in their order, and their attributes."""

    VOID = {"meta", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.attributes, self.names = [], [], set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.attributes += attributes
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes another element"


class RatiosTest(unittest.TestCase):
    def test_of_rounds_areQuartilesOfTheValues(self):
        self.assertEqual(ratios.Spread.of([5, 1, 4, 2, 3]), ratios.Spread(3, 2, 4))
        self.assertEqual(ratios.Spread.of([2.5]), ratios.Spread(2.5, 2.5, 2.5))

    def test_compared_machineChangesItsSpeed_ratiosAreWithinRounds(self):
        ours, peer = row("separatrix", [1, 10, 2]), row("pytorch", [2, 20, 4])
        (c,) = ratios.compared([ours, peer])
        self.assertEqual(c.ratio, ratios.Spread(2, 2, 2))

    def test_compared_otherTasksNetworksAndParts_areNotMixed(self):
        rows = [OURS, row("pytorch", [1], task="gradient"), row("pytorch", [1], network="resnet20"),
                row("pytorch", [1], part="e"), row("numpy", [1], task="product")]
        self.assertEqual(ratios.compared(rows), [])

    def test_compared_peerDidAPart_timeIsScaled(self):
        (c,) = ratios.compared([row("separatrix", [1.0]), row("pytorch", [2.0], done=0.25)])
        self.assertEqual(c.ratio.median, 8)

    def test_verdict_middleHalf_decides(self):
        verdicts = [c.verdict for c in ratios.compared([OURS, SLOWER, FASTER, NEAR])]
        self.assertEqual(verdicts, ["ahead", "behind", "undecided"])

    def test_besideFastest_severalPeers_takesTheLeastRatio(self):
        (c,) = ratios.beside_fastest([OURS, SLOWER, FASTER, NEAR])
        self.assertEqual(c.peer["contender"], "onnxruntime")


class FiguresTest(unittest.TestCase):
    def test_position_geometricMean_isInTheMiddle(self):
        axis = figures.LogAxis(0.1, 1000)
        self.assertAlmostEqual(axis.position(10), 0.5)
        self.assertEqual(axis.ticks(), [0.1, 1, 10, 100, 1000])
        self.assertEqual(figures.LogAxis(0.4, 6).ticks(), [0.5, 1, 2, 5])

    def test_interval_medianAndHalf_lieAtTheirShares(self):
        axis = figures.LogAxis(0.1, 10)
        svg = figures.interval(ratios.Spread(1.0, 0.1, 10.0), "undecided", axis)
        self.assertIn('x1="0.00%" x2="100.00%"', svg)
        self.assertIn('<svg x="50.00%"', svg)

    def test_interval_beyondTheAxis_isAnArrowAtItsEnd(self):
        axis = figures.LogAxis(0.1, 10)
        inside = figures.interval(ratios.Spread(9, 9, 9), "ahead", axis)
        above = figures.interval(ratios.Spread(90, 80, 95), "ahead", axis)
        below = figures.interval(ratios.Spread(0.01, 0.01, 0.01), "behind", axis)
        self.assertIn('x1="100.00%" x2="100.00%"', above)
        self.assertIn('<svg x="0.00%"', below)
        shapes = {re.search(r'<path d="([^"]*)"', svg)[1] for svg in (inside, above, below)}
        self.assertEqual(len(shapes), 3)

    def test_number_anySize_hasThreeDigits(self):
        self.assertEqual([figures.number(v) for v in (0.8449, 1.204, 23.96, 122.4, 24049, 0)],
                         ["0.845", "1.20", "24.0", "122", "24,000", "0"])

    def test_chart_points_lieWhereTheAxesSay(self):
        svg = figures.chart("t", "x", "y", [figures.Series(((1, 1), (10, 10), (100, 100)), "ours")])
        places = [(float(a), float(b)) for a, b in re.findall(r'<circle[^>]* cx="([\d.]+)" cy="([\d.]+)"', svg)]
        (x0, y0), (x1, y1), (x2, y2) = places
        self.assertAlmostEqual(x1 - x0, x2 - x1, delta=0.11)
        self.assertAlmostEqual(y0 - y1, y1 - y2, delta=0.11)
        self.assertGreater(y0, y2)


class PageTest(unittest.TestCase):
    def test_findings_behind_isSaidAsAheadIs(self):
        sentence, of = page.findings(EVERYTHING)
        self.assertEqual(sentence, "Beside the fastest peer of 4 tasks, Separatrix is ahead in 3, behind in 1.")
        self.assertEqual(of["behind"], ["Logits, LeNet: 0.800 (0.800 to 0.800) times as fast as ONNX Runtime"])
        self.assertIn("Boundary points, ResNet-20: 1.40 (1.35 to 1.45) times as fast as Foolbox,"
                      " median norm 19.9 beside 25.7", of["ahead"])
        self.assertTrue(of["ahead"][0].startswith("Algorithm 2, SqueezeNet 1.1: 3,330"))

    def test_findings_noPeers_claimNothing(self):
        self.assertEqual(page.findings([OURS]), ("No task was measured beside a peer.", {}))

    def test_page_everyPart_isSelfContainedAndClosed(self):
        text = page.page(results(*EVERYTHING))
        tags = Tags(text)
        self.assertEqual(tags.open, [])
        self.assertFalse({"script", "link", "img", "iframe", "object"} & tags.names)
        self.assertFalse({"src", "href", "onclick"} & {name for name, _ in tags.attributes})
        self.assertNotRegex(text, r"https?:|url\(|@import")
        figures_found = re.findall(r'<svg class="(?:track|chart)".*?</svg>(?=<span|</div|<figcaption|</figure)', text)
        for svg in figures_found:
            ElementTree.fromstring(svg)
        # Six comparisons and their axis, the roofline, one chart of growth.
        self.assertEqual(len(figures_found), 9)

    def test_page_everyPart_hasFindingsFigureTablesConditionsAndRoofline(self):
        text = page.page(results(*EVERYTHING))
        places = [text.index(part) for part in (
            'class="found"', 'class="ratios panel"', "<h2>Logits", "<h2>Boundary points", "<h2>Algorithm 2",
            "<h2>Algorithms beside", "<h2>Conditions", "<h2>Roofline", "<h2>Growth")]
        self.assertEqual(places, sorted(places))
        self.assertIn("median norm 25.7; median cosine 0.720", text)
        self.assertIn("scaled from 10 classes", text)
        self.assertIn("2 threads, 80.0 GFLOP/s of float32 and 10.0 GB/s", text)
        # 1e9 operations a row, 16 rows in half a second; the median of the shares.
        self.assertIn('<td class="number">32.0</td><td class="number">41 % (40 to 42)</td>', text)

    def test_growth_fourTimesTheSizeEightTimesTheTime_hasSlopeThreeHalves(self):
        ((slope, chart),) = page.growth(EVERYTHING)
        self.assertAlmostEqual(slope, 1.5)
        self.assertIn("directions (Algorithm 2, LeNet)", chart)

    def test_page_textFromTheMachine_isEscaped(self):
        text = page.page(results(*EVERYTHING))
        self.assertIn("A &lt;fast&gt; &amp; new one", text)
        self.assertNotIn("<fast>", text)

    def test_page_busyMachineOrFewRounds_isSaidFirst(self):
        quiet = page.page(results(OURS, SLOWER))
        self.assertNotIn('class="notice"', quiet)
        few = [{**r, "seconds": r["seconds"][:2]} for r in (OURS, SLOWER)]
        busy = page.page(results(*few, load=3.5))
        self.assertIn("load 3.5 on 2 cores", busy)
        self.assertIn("Some ratios are of 2 rounds, whose middle half says little", busy)
        self.assertLess(busy.index("load 3.5"), busy.index("<figure"))

    def test_write_growthMeasured_leavesPageAndFigure(self):
        with TemporaryDirectory() as folder:
            written = page.write(results(*EVERYTHING), Path(folder))
            self.assertEqual(written.name, "benchmarks.html")
            figure = ElementTree.parse(Path(folder) / "growth.svg").getroot()
            self.assertEqual(len(figure.findall("{http://www.w3.org/2000/svg}svg")), 1)
        with TemporaryDirectory() as folder:
            page.write(results(OURS, SLOWER), Path(folder))
            self.assertEqual([f.name for f in Path(folder).iterdir()], ["benchmarks.html"])


if __name__ == "__main__":
    unittest.main()
