package io.separatrix.benchmarks;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.DenseSpectrum;
import java.util.List;
import java.util.Map;

/** The dense curvature matrix at one point by differences of gradients, without its eigenvalues. */
final class DenseCurvature extends OnEngine {

  private final BoundaryFunction function;
  private final double step;

  DenseCurvature(Request request) {
    super(request, request.network());
    this.function = BoundaryFunction.of(request, images());
    this.step = request.number("step");
  }

  @Override
  Map<String, Object> work() {
    DenseSpectrum spectrum =
        new Lockstep(classifier(), 1)
            .map(
                List.of(function),
                (at, evaluator) ->
                    new DenseSpectrum(
                        CurvatureOperator.gradientDifferences(at.z(), at.f(), step, evaluator),
                        lanes()))
            .get(0);
    return Map.of("items", 1, "asymmetry", spectrum.asymmetry());
  }
}
