package io.separatrix.benchmarks.jvm;

import io.separatrix.geometry.detection.RocCurve;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A detection curve with its interval. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RocBenchmark {

  @Param({"100", "1000", "10000"})
  int samples;

  private double[] clean = {};
  private double[] perturbed = {};

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    clean = random.doubles(samples).toArray();
    perturbed = random.doubles(samples, 0.5, 1.5).toArray();
  }

  @Benchmark
  public RocCurve curve() {
    return RocCurve.of(clean, perturbed);
  }
}
