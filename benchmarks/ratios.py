"""Ratios of times within a round, and what they say."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """The median of the rounds and their middle half, from the first to the third quartile."""

    median: float
    low: float
    high: float

    @staticmethod
    def of(values):
        """Quartiles by linear interpolation between the values, of one value that value."""
        values = sorted(values)
        if len(values) == 1:
            return Spread(values[0], values[0], values[0])
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return Spread(median, low, high)


@dataclass(frozen=True)
class Comparison:
    """One of our contenders beside a peer: their rows of the results, and the peer's time over ours."""

    ours: dict
    peer: dict
    ratio: Spread

    @property
    def verdict(self):
        """"ahead" if the middle half lies above 1, "behind" if below, else "undecided"."""
        if self.ratio.low > 1:
            return "ahead"
        return "behind" if self.ratio.high < 1 else "undecided"


def is_ours(row):
    return row["contender"].startswith("separatrix")


def compared(rows):
    """Each of our contenders beside each peer that did the same task on the same network, in their order.

    A peer that did only a part of the work has its share in "done", and its time is scaled by it.
    """
    return [
        Comparison(ours, peer, Spread.of(
            theirs / peer.get("done", 1) / own for own, theirs in zip(ours["seconds"], peer["seconds"])
        ))
        for ours in rows if is_ours(ours)
        for peer in rows
        if not is_ours(peer) and all(ours[k] == peer[k] for k in ("part", "network", "task"))
    ]


def beside_fastest(rows):
    """For each task and network our first contender beside the peer that took least time."""
    chosen = {}
    for c in compared(rows):
        if c.ours["contender"] != "separatrix":
            continue
        task = c.ours["part"], c.ours["network"], c.ours["task"]
        if task not in chosen or c.ratio.median < chosen[task].ratio.median:
            chosen[task] = c
    return list(chosen.values())
