package io.separatrix.geometry.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.testkit.AnalyticClassifier;
import io.separatrix.testkit.AnalyticClassifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A ball of radius 2: points inside it look perturbed, since its outside curves around them. */
final class PerturbationDetectorTest {

  private static final int D = 8;
  private static final double RADIUS = 2;

  private final SplittableRandom random = Seeds.random(9, "detector", 0);

  private static PerturbationDetector detector(Classifier classifier) {
    DetectionSettings settings = DetectionSettings.of(0.1, 256).withStopping(4, 0);
    return new PerturbationDetector(classifier, new SharedForwardStatistic(settings), 0);
  }

  private double[] point(double radius) {
    return UniformSampling.onSphere(random, D, radius);
  }

  @Test
  void inspect_insideAndOutsideABall_signOfItsCurvature() {
    PerturbationDetector detector = detector(AnalyticClassifiers.ball(D, RADIUS));
    Detection inside = detector.inspect(point(1.5));
    Detection outside = detector.inspect(point(3));
    assertThat(inside.perturbed()).isTrue();
    assertThat(inside.restoredLabel()).isEqualTo(inside.recovered()).isNotEqualTo(inside.label());
    assertThat(outside.perturbed()).isFalse();
    assertThat(outside.restoredLabel()).isEqualTo(outside.label());
  }

  @Test
  void inspect_certainVerdict_stopsEarly() {
    Detection found = detector(AnalyticClassifiers.ball(D, RADIUS)).inspect(point(3));
    assertThat(found.directions()).isEqualTo(16);
    // f(x), its gradient with logits, both ends of the normal, both ends of 16 directions.
    assertThat(found.evaluations().forward()).isEqualTo(1 + 1 + 2 + 32);
    assertThat(found.evaluations().backward()).isEqualTo(1);
  }

  @Test
  void inspect_manyThreads_sameVerdictsAndOneCallAtATime()
      throws InterruptedException, ExecutionException {
    OneCaller network = new OneCaller(AnalyticClassifiers.ball(D, RADIUS));
    PerturbationDetector detector = detector(network);
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      images.add(point(0.5 + 0.05 * i));
    }
    List<Detection> alone = images.stream().map(detector::inspect).toList();
    List<Detection> together = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Detection>> pending =
          images.stream().map(image -> threads.submit(() -> detector.inspect(image))).toList();
      for (Future<Detection> detection : pending) {
        together.add(detection.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(together).isEqualTo(alone);
    assertThat(together.stream().map(Detection::perturbed).distinct()).hasSize(2);
    assertThat(network.most()).isEqualTo(1);
  }

  @Test
  void inspect_badImage_isRefused() {
    PerturbationDetector detector = detector(AnalyticClassifiers.ball(D, RADIUS));
    assertThatThrownBy(() -> detector.inspect(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 values, found 3");
    double[] notANumber = new double[D];
    notANumber[1] = Double.NaN;
    assertThatThrownBy(() -> detector.inspect(notANumber)).hasMessageContaining("finite");
  }

  @Test
  void evaluations_tenAndThousandClasses_fewerThanTheReference() {
    for (int classes : List.of(10, 1000)) {
      AnalyticClassifier affine = affine(classes);
      int directions = 32;
      DetectionSettings settings = DetectionSettings.of(0.1, directions).withLeading(0);
      double[] x = point(1);
      long fast =
          affine
              .run(x, (p, f) -> new SharedForwardStatistic(settings).at(p, random, f))
              .evaluations()
              .total();
      long reference =
          affine
              .run(x, (p, f) -> new GradientStatistic(settings).at(p, random, f))
              .evaluations()
              .total();
      long others = classes - 1L;
      assertThat(fast).isEqualTo(1 + 2 * directions);
      // Two points for each class and direction, a forward and a backward pass at each.
      assertThat(reference).isEqualTo(2 + others + 4 * others * directions);
      assertThat((double) reference / fast).isGreaterThan(1.95 * others);
    }
  }

  private AnalyticClassifier affine(int classes) {
    double[][] weights = new double[classes][];
    for (int i = 0; i < classes; i++) {
      weights[i] = point(1);
    }
    return AnalyticClassifiers.affine(weights, new double[classes]);
  }

  /** A classifier that watches how many callers are inside. */
  private static final class OneCaller implements Classifier {
    private final Classifier classifier;
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

    OneCaller(Classifier classifier) {
      this.classifier = classifier;
    }

    int most() {
      return Collections.max(seen);
    }

    @Override
    public int dimension() {
      return classifier.dimension();
    }

    @Override
    public int classes() {
      return classifier.classes();
    }

    @Override
    public double[][] logits(double[][] points) {
      seen.add(inside.incrementAndGet());
      LockSupport.parkNanos(100_000); // long enough for another caller to come in
      double[][] logits = classifier.logits(points);
      inside.decrementAndGet();
      return logits;
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      seen.add(inside.incrementAndGet());
      LockSupport.parkNanos(100_000); // long enough for another caller to come in
      Linearization[] rows = classifier.linearize(points, functions);
      inside.decrementAndGet();
      return rows;
    }
  }
}
