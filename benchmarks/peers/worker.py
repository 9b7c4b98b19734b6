"""Runs a peer for the driver: the same protocol as io.separatrix.benchmarks.Worker."""

import json
import os
import sys
import time

import boundary
import curvature
import detection
import roofs
import throughput

CONTENDERS = {
    "forward/pytorch": throughput.Forward,
    "forward/pytorch-channels-last": throughput.ForwardChannelsLast,
    "forward/onnxruntime": throughput.OnnxRuntimeForward,
    "gradient/pytorch": throughput.Gradient,
    "gradient/pytorch-channels-last": throughput.GradientChannelsLast,
    "boundary/foolbox": boundary.Foolbox,
    "boundary/art": boundary.Art,
    "boundary/authors": boundary.Authors,
    "dense/pytorch": curvature.DenseAutograd,
    "dense/torch-func": curvature.DenseFunctional,
    "leading/curvlinops": curvature.LeadingCurvlinops,
    "leading/pytorch-scipy": curvature.LeadingScipy,
    "detection/pytorch": detection.Naive,
    "product/numpy": roofs.MatrixProduct,
    "copy/numpy": roofs.Copy,
}


def main():
    # Libraries may print; the driver reads this stream.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    contender = None
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        if "open" in request:
            fields = request["open"]
            contender = CONTENDERS[fields["task"] + "/" + fields["contender"]](fields)
            answer["versions"] = contender.versions()
        elif "run" in request:
            start = time.perf_counter()
            result = contender.run()
            answer["seconds"] = time.perf_counter() - start
            answer.update(result)
        else:
            contender = None
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
