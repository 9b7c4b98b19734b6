package io.separatrix.benchmarks;

import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.boundary.NearestBoundary;
import io.separatrix.geometry.boundary.Refinement;
import io.separatrix.geometry.detection.GradientStatistic;
import io.separatrix.geometry.detection.SharedForwardStatistic;

/** The contenders by the names that the driver uses. */
final class Contenders {

  private Contenders() {}

  static Contender open(Request request) {
    String name = request.text("task") + "/" + request.text("contender");
    return switch (name) {
      case "forward/separatrix" -> new Throughput(request, false);
      case "gradient/separatrix" -> new Throughput(request, true);
      case "forward/onnxruntime-java" -> OnnxRuntimeForward.open(request);
      case "boundary/separatrix" -> new BoundaryPoints(request, new NearestBoundary());
      case "boundary/separatrix-quick" ->
          new BoundaryPoints(request, new NearestBoundary(Refinement.QUICK));
      case "boundary/separatrix-reference" -> new BoundaryPoints(request, new DeepFool());
      case "dense/separatrix" -> new DenseCurvature(request);
      case "leading/separatrix" -> new LeadingCurvatures(request);
      case "detection/separatrix" -> new Detection(request, SharedForwardStatistic::new);
      case "detection/separatrix-reference" -> new Detection(request, GradientStatistic::new);
      case "paths/separatrix" -> new Paths(request);
      case "sections/separatrix" -> new Sections(request);
      default -> throw new IllegalArgumentException("no contender " + name);
    };
  }
}
