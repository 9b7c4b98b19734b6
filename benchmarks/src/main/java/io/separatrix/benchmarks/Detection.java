package io.separatrix.benchmarks;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionSettings;
import io.separatrix.geometry.detection.DetectionStatistic;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The statistic of Algorithm 2, all classes, for all images. */
final class Detection extends OnEngine {

  private final DetectionStatistic statistic;

  Detection(Request request, Function<DetectionSettings, DetectionStatistic> form) {
    super(request, request.network());
    this.statistic =
        form.apply(
            DetectionSettings.of(request.number("step"), request.whole("directions"))
                .withLeading(request.whole("leading")));
  }

  @Override
  Map<String, Object> work() {
    List<CurvatureStatistic> found =
        new Lockstep(classifier(), lanes())
            .map(
                IntStream.range(0, images().length).boxed().toList(),
                (item, evaluator) ->
                    statistic.at(images()[item], Seeds.random(0, "detection", item), evaluator));
    return Map.of(
        "items",
        found.size(),
        "values",
        found.stream().mapToDouble(CurvatureStatistic::value).toArray());
  }
}
