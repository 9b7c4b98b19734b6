package io.separatrix.benchmarks.jvm;

import io.separatrix.geometry.Lockstep;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.NearestBoundary;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nearest boundary points in lockstep, the network aside. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BoundaryBenchmark {

  @Param({"784", "3072", "150528"})
  int dimension;

  @Param({"10"})
  int classes;

  @Param({"1", "64"})
  int points;

  private List<double[]> images = List.of();
  private Lockstep lockstep = new Lockstep(new SphericalClassifier(1, 1), 1);

  @Setup
  public void setUp() {
    images = Arrays.asList(SphericalClassifier.points(points, dimension));
    lockstep = new Lockstep(new SphericalClassifier(dimension, classes), 64);
  }

  @Benchmark
  public List<BoundaryPoint> nearest() {
    return lockstep.map(images, new NearestBoundary()::search);
  }
}
