package io.separatrix.benchmarks;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.PairSelection;
import io.separatrix.geometry.path.PathResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Algorithm 1 between pairs of images of one label. */
final class Paths extends OnEngine {

  private final List<Pair> pairs;

  Paths(Request request) {
    super(request, request.network());
    int[] labels = Arrays.stream(classifier().logits(images())).mapToInt(Vectors::argmax).toArray();
    this.pairs = new PairSelection(labels, 0).sameLabel(request.whole("pairs"));
  }

  @Override
  Map<String, Object> work() {
    FindPath findPath = new FindPath(TargetedBoundary::new);
    List<PathResult> found =
        new Lockstep(classifier(), lanes())
            .map(
                pairs,
                (pair, evaluator) ->
                    findPath.find(images()[pair.first()], images()[pair.second()], evaluator));
    long connected = found.stream().filter(result -> result.path() != null).count();
    return Map.of("items", found.size(), "connected", connected);
  }
}
