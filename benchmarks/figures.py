"""Figures of the page as SVG text; colours and fonts are classes of its style sheet."""

import math
from dataclasses import dataclass
from html import escape



@dataclass(frozen=True)
class LogAxis:
    """A logarithmic axis from low to high."""

    low: float
    high: float

    @staticmethod
    def over(values, room=1.1):
        """The axis that holds some positive values, with room at both ends by that factor."""
        values = list(values)
        return LogAxis(min(values) / room, max(values) * room)

    def position(self, value):
        """0 at the low end, 1 at the high one."""
        return math.log(value / self.low) / math.log(self.high / self.low)

    def ticks(self):
        """Round numbers on the axis: 1, 2 and 5 of each decade, or 1 alone if it has more than two."""
        steps = (1, 2, 5) if self.high / self.low <= 100 else (1,)
        decades = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        candidates = [step * 10.0**decade for decade in decades for step in steps]
        return [tick for tick in candidates if self.low <= tick <= self.high]


def number(value):
    """Three digits, thousands in groups."""
    if value == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    rounded = round(value, 2 - math.floor(math.log10(abs(value))))
    return f"{rounded:,.{digits}f}"


def short(value):
    """A tick's label: 20, 5,000, 3 M."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M")):
        if value >= size:
            return f"{value / size:g} {letter}"
    return f"{value:,.10g}"


_DISC = "M-4,0 a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0 Z"
_SQUARE = "M-4,-4 H4 V4 H-4 Z"
_MARKS = {"ahead": _DISC, "behind": _SQUARE, "undecided": _DISC}


def interval(spread, verdict, axis):
    """One line of the figure of ratios, as wide as its place: middle half, median, and a line at 1.

    What lies beyond the axis is an arrow at its end.
    """

    def at(value):
        return f"{100 * min(max(axis.position(value), 0), 1):.2f}%"

    grid = "".join(
        f'<line class="grid" x1="{at(t)}" x2="{at(t)}" y1="0" y2="28"/>' for t in axis.ticks())
    if not axis.low <= spread.median <= axis.high:
        shape = "M-6,-6 L3,0 L-6,6 Z" if spread.median > axis.high else "M6,-6 L-3,0 L6,6 Z"
    else:
        shape = _MARKS[verdict]
    # A nested image puts the mark's middle at a share of the width.
    marker = f'<svg x="{at(spread.median)}" y="14" overflow="visible"><path d="{shape}"/></svg>'
    return (
        f'<svg class="track" height="28" aria-hidden="true">{grid}'
        f'<line class="one" x1="{at(1)}" x2="{at(1)}" y1="0" y2="28"/>'
        f'<g class="{verdict}"><line class="half" x1="{at(spread.low)}" x2="{at(spread.high)}"'
        f' y1="14" y2="14"/>{marker}</g></svg>'
    )


def interval_axis(axis):
    """The labels under the lines of the figure of ratios."""
    labels = "".join(
        f'<text x="{100 * axis.position(t):.2f}%" y="14" text-anchor="middle">{short(t)}</text>'
        for t in axis.ticks())
    return f'<svg class="track" height="20" aria-hidden="true">{labels}</svg>'


@dataclass(frozen=True)
class Series:
    """Points of a chart with a class for their look: "ours", "peer" or "ours hollow"; joined or not.

    labels: a text at each point, or none; to the right of the last point across, to the left of the others.
    """

    points: tuple
    look: str
    joined: bool = False
    labels: tuple = ()


WIDTH, HEIGHT = 380, 290
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 12, 46


def chart(title, across, up, series, lines=(), x_ticks=None):
    """A chart with two logarithmic axes.

    lines: pairs of ends with a class, drawn below the points, say a roof. x_ticks: instead of round ones.
    """
    points = [p for s in series for p in s.points] + [p for ends, _ in lines for p in ends]
    x_axis = LogAxis.over((x for x, _ in points), 1.25)
    y_axis = LogAxis.over((y for _, y in points), 1.4)

    def x(value):
        return LEFT + x_axis.position(value) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return HEIGHT - BOTTOM - y_axis.position(value) * (HEIGHT - BOTTOM - TOP)

    parts = [f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(title)}</title>']
    for tick in x_ticks or x_axis.ticks():
        parts.append(f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
                     f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{short(tick)}</text>')
    for tick in y_axis.ticks():
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>'
                     f'<text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{short(tick)}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>')
    parts.append(f'<text transform="translate(13 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"'
                 f' text-anchor="middle">{escape(up)}</text>')
    for ends, look in lines:
        parts.append(_path([(x(a), y(b)) for a, b in ends], look))
    for s in series:
        places = [(x(a), y(b)) for a, b in s.points]
        if s.joined:
            parts.append(_path(places, s.look))
        parts += [f'<circle class="{s.look}" cx="{a:.1f}" cy="{b:.1f}" r="4"/>' for a, b in places]
        for (a, b), label in zip(places, s.labels):
            side, shift = ("start", 8) if a == max(places)[0] else ("end", -8)
            parts.append(f'<text class="label" x="{a + shift:.1f}" y="{b + 4:.1f}"'
                         f' text-anchor="{side}">{escape(label)}</text>')
    return "".join(parts) + "</svg>"


def _path(places, look):
    return f'<polyline class="{look}" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in places)}"/>'


def strip(charts, style):
    """Charts side by side as a file of its own."""
    inner = "".join(
        chart.replace("<svg ", f'<svg x="{i * WIDTH}" width="{WIDTH}" height="{HEIGHT}" ', 1)
        for i, chart in enumerate(charts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(charts) * WIDTH} {HEIGHT}">'
        f"<style>{style}</style>{inner}</svg>\n"
    )
