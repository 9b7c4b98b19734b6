package io.separatrix.benchmarks.jvm;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.curvature.CurvatureOperator;
import io.separatrix.geometry.curvature.LanczosSpectrum;
import io.separatrix.geometry.curvature.PrincipalCurvatures;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The orthogonalisation and the eigenvalues of Lanczos, the products aside; the spectrum has no
 * equal values, so that no step ends early.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LanczosBenchmark {

  @Param({"784", "3072", "150528"})
  int dimension;

  @Param({"40", "120"})
  int steps;

  @Benchmark
  public List<PrincipalCurvatures> extremes() {
    double[] z = SphericalClassifier.points(1, dimension)[0];
    LanczosSpectrum spectrum = new LanczosSpectrum(10, steps, 0, 1);
    return new Lockstep(new DiagonalClassifier(dimension), 1)
        .map(
            List.of(z),
            (point, evaluator) ->
                spectrum.compute(
                    CurvatureOperator.exact(point, LogitCombination.difference(0, 1), evaluator),
                    Seeds.random(0, "lanczos", 0)));
  }
}
