#!/usr/bin/env python3
"""What more executors would give, simulated from measured times: simulate.py PASSES.csv [OPTIONS]

PASSES.csv has a line for each pass of a run:
  pass, round, items   as the journals of a run have them
  seconds              processor seconds of the whole pass, on one core
  spread               how items differ: quantiles of their network evaluations, lowest to highest,
                       blank between them; one number if all are alike
  kilobytes            of the journal's line of an item

An item takes its part of the pass's seconds. As SparkWorkers does it, a round cuts each pass into chunks, a
free executor takes the next one, and the round ends with its last chunk. The driver reads and writes results one
after the other. Every executor gets all that was finished before, and starts once. Some executors are slow.
"""

import argparse
import csv
import heapq
import random
import statistics

LARGEST_CHUNK = 64  # as in Chunk.java
CHUNKS_PER_EXECUTOR = 3


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("passes")
    parser.add_argument("--executors", default="1,10,100,1000")
    parser.add_argument("--start", type=float, default=6, help="seconds until an executor computes")
    parser.add_argument("--round", type=float, default=2, help="seconds of a round on the driver")
    parser.add_argument("--task", type=float, default=0.1, help="seconds of a task beside its items")
    parser.add_argument("--driver", type=float, default=25, help="seconds before and after the rounds")
    parser.add_argument("--megabytes", type=float, default=20, help="a second, of lines read or written")
    parser.add_argument("--slow", type=float, default=0.02, help="share of executors at half the speed")
    parser.add_argument("--repeats", type=int, default=21)
    return parser.parse_args()


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            yield {
                "round": int(row["round"]),
                "items": int(row["items"]),
                "seconds": float(row["seconds"]),
                "spread": [float(value) for value in row["spread"].split()],
                "megabytes": float(row["kilobytes"]) / 1000,
            }


def quantile(spread, u):
    place = u * (len(spread) - 1)
    low = min(int(place), len(spread) - 1)
    high = min(low + 1, len(spread) - 1)
    return spread[low] + (place - low) * (spread[high] - spread[low])


def item_seconds(one, chance):
    costs = [quantile(one["spread"], chance.random()) for _ in range(one["items"])]
    return [one["seconds"] * cost / sum(costs) for cost in costs]


def chunks(one, seconds, executors):
    size = min(LARGEST_CHUNK, len(seconds) // (CHUNKS_PER_EXECUTOR * executors) + 1)
    for start in range(0, len(seconds), size):
        part = seconds[start : start + size]
        yield sum(part), len(part) * one["megabytes"]


def run(passes, executors, options, chance):
    """Seconds of a run, and those of them in which not a single item could be computed."""
    slow = [2.0 if chance.random() < options.slow else 1.0 for _ in range(executors)]
    started = [False] * executors
    clock = options.driver
    known = 0.0
    for number in sorted({one["round"] for one in passes}):
        clock += options.round
        tasks = [
            chunk
            for one in passes
            if one["round"] == number
            for chunk in chunks(one, item_seconds(one, chance), executors)
        ]
        free = [(clock, executor) for executor in range(executors)]
        heapq.heapify(free)
        told = [False] * executors
        ends = []
        for seconds, megabytes in tasks:
            now, executor = heapq.heappop(free)
            if not started[executor]:
                started[executor] = True
                now += options.start * slow[executor]
            if not told[executor]:
                told[executor] = True
                now += known / options.megabytes
            now += options.task + seconds * slow[executor]
            heapq.heappush(free, (now, executor))
            ends.append((now, megabytes))
        for end, megabytes in sorted(ends):
            clock = max(clock, end) + megabytes / options.megabytes
            known += megabytes
    return clock


def main():
    options = arguments()
    passes = list(read(options.passes))
    alone = None
    print("| executors | wall time | times as fast | of their cores in use |")
    print("|---:|---:|---:|---:|")
    for executors in map(int, options.executors.split(",")):
        times = [run(passes, executors, options, random.Random(seed)) for seed in range(options.repeats)]
        seconds = statistics.median(times)
        alone = alone or seconds
        busy = sum(one["seconds"] for one in passes) / (seconds * executors)
        print(f"| {executors:,} | {shown(seconds)} | {alone / seconds:.1f} | {busy:.0%} |".replace("%", " %"))


def shown(seconds):
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


if __name__ == "__main__":
    main()
