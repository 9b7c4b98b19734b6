package io.separatrix.benchmarks;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.Map;

/** Logits, or gradients of the margin, of all images. */
final class Throughput extends OnEngine {

  private final boolean gradients;
  private final LogitCombination[][] margins;

  Throughput(Request request, boolean gradients) {
    super(request, request.network());
    this.gradients = gradients;
    this.margins =
        Arrays.stream(margins())
            .map(margin -> new LogitCombination[] {margin})
            .toArray(LogitCombination[][]::new);
  }

  @Override
  Map<String, Object> work() {
    int n = images().length;
    if (!gradients) {
      double[][] logits = classifier().logits(images());
      return Map.of("items", n, "check", Vectors.norm(logits[n - 1]));
    }
    Linearization[] all = classifier().linearize(images(), margins);
    return Map.of("items", n, "check", Vectors.norm(all[n - 1].gradients()[0]));
  }
}
