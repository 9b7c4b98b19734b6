"""Measures Separatrix beside its peers: one run, contenders by turns, medians and ratios on one page.

Every contender is a process of its own that waits while another one works. It gets the same network,
images, precision, threads and batch size. It is warmed up until its compilers and caches have settled,
and then timed in every round, in an order that is turned round from round to round; work of a moment
is repeated within a round. A ratio is the median over the rounds of the peer's time over ours in the
same round, and has the middle half of them beside it. The page is benchmarks.html, every round is in
results.json.
"""

import argparse
import os
from pathlib import Path

HOME = Path(__file__).resolve().parent

EPILOG = """\
of benchmarks/run itself:
  --python PATH         take this interpreter, which has peers/requirements.txt, instead of making
                        an environment from the package registry in benchmarks/target/peers
  --jmh [ARGS]          run the JMH benchmarks of the JVM's part instead
"""


def parsed():
    parser = argparse.ArgumentParser(
        prog="benchmarks/run", description=__doc__, epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--parts", default="r,d,a,b,c,e,f",
                        help="a boundary points, b curvature, c detection, d logits and gradients,"
                        " e share of the network's time, f growth (growth.svg), r the machine's peak;"
                        " in order; default %(default)s")
    parser.add_argument("--networks", default="lenet,resnet20,squeezenet,googlenet",
                        help="for (c) to (e); default %(default)s")
    parser.add_argument("--data", default=str(HOME.parent.parent / "shared/data"),
                        help="folder with models/, cifar10/ and imagenet/; default %(default)s")
    parser.add_argument("--out", default=str(HOME / "target/results"), help="default %(default)s")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="default all cores")
    parser.add_argument("--batch", type=int, default=16, help="images at once; default %(default)s")
    parser.add_argument("--rounds", type=int, default=5, help="default %(default)s")
    parser.add_argument("--warm-up", type=float, default=5.0, metavar="SECONDS", help="default %(default)s")
    parser.add_argument("--block", type=float, default=0.5, metavar="SECONDS",
                        help="least time of a contender in a round; default %(default)s")
    parser.add_argument("--lanczos-steps", type=int, default=80, help="ours in (b); default %(default)s")
    parser.add_argument("--quick", action="store_true", help="few images, few rounds: does it work?")
    options = parser.parse_args()
    options.networks = options.networks.split(",")
    if options.quick:
        options.rounds = min(options.rounds, 2)
        options.warm_up = options.block = 0.2
    return options


def main():
    options = parsed()
    # Needs the peers' environment, which --help must not.
    import measure
    import page

    run = measure.Run(options)
    for part in options.parts.split(","):
        run.say(measure.PARTS[part].__doc__)
        measure.PARTS[part](run)
    results = run.save()
    written = page.write(results, run.out)
    sentence, of = page.findings(results["results"])
    print(sentence)
    for verdict, said in of.items():
        print(page.VERDICTS[verdict], *said, sep="\n  ")
    print(written)


if __name__ == "__main__":
    main()
