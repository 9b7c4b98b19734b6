package io.separatrix.benchmarks;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The eigenpairs of largest absolute value of a smooth surrogate's curvature at one point. */
final class LeadingCurvatures extends OnEngine {

  private final BoundaryFunction function;
  private final LanczosSpectrum spectrum;
  private final int wanted;

  LeadingCurvatures(Request request) {
    super(request, SmoothSurrogate.of(request.network(), request.number("sharpness")));
    this.function = BoundaryFunction.of(request, images());
    this.wanted = request.whole("eigenpairs");
    // As many steps as the largest residual asks for; both ends, since either may be larger.
    this.spectrum = new LanczosSpectrum(wanted, request.whole("steps"), 0, 1);
  }

  @Override
  Map<String, Object> work() {
    PrincipalCurvatures found =
        new Lockstep(classifier(), 1)
            .map(
                List.of(function),
                (at, evaluator) ->
                    spectrum.compute(
                        CurvatureOperator.exact(at.z(), at.f(), evaluator),
                        Seeds.random(0, "leading", 0)))
            .get(0);
    List<Double> values =
        new ArrayList<>(DoubleStream.of(found.directionValues()).boxed().toList());
    values.sort(Comparator.comparingDouble(value -> -Math.abs(value)));
    double[] leading =
        values.subList(0, wanted).stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(leading);
    return Map.of("items", 1, "values", leading, "errorBound", found.errorBound());
  }
}
