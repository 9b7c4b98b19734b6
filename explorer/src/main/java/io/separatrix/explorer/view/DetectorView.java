package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.explorer.state.DetectorState;
import io.separatrix.geometry.Quantiles;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.boundary.DeepFool;
import io.separatrix.geometry.detection.Calibration;
import io.separatrix.geometry.detection.CurvatureStatistic;
import io.separatrix.geometry.detection.DetectionStatistic;
import io.separatrix.geometry.detection.PerturbationDetector;
import io.separatrix.studies.detection.CalibrationFile;
import io.separatrix.studies.detection.DetectPlan;
import io.separatrix.studies.detection.StatisticKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the detector of Algorithm 2 says of x and of points on the way through its boundary. */
public final class DetectorView {

  /** A false-alarm rate of 5 % needs 19 clean images at least. */
  private static final int CLEAN = 39;

  /** Images whose distance to the boundary gives the step. */
  private static final int MEASURED = 8;

  private static final double[] ALPHAS = {0, 0.25, 0.5, 0.75, 1.02, 1.25, 1.5, 2, 3, 4, 5};

  private final Explored network;
  private final Boundaries boundaries;
  private final Pictured pictured;
  private final @Nullable CalibrationFile file;

  /**
   * @param file the detector; null to calibrate one on the first images, once it is asked for
   */
  DetectorView(
      Explored network, Boundaries boundaries, Pictured pictured, @Nullable CalibrationFile file) {
    this.network = network;
    this.boundaries = boundaries;
    this.pictured = pictured;
    this.file = file;
  }

  /**
   * The detector.
   *
   * @param kind of its statistic, by name
   * @param step h, input units
   * @param calibration its threshold, from clean images
   */
  private record Calibrated(
      String kind, double step, DetectionStatistic statistic, Calibration calibration) {

    static Calibrated of(CalibrationFile file) {
      return new Calibrated(
          file.statistic(), file.step(), file.detectionStatistic(), file.calibration());
    }
  }

  /**
   * The statistic at a point.
   *
   * @param alpha where, in units of r
   * @param value rho
   * @param error its standard error
   * @param label predicted label
   * @param recovered the label that would be restored
   */
  public record Reading(double alpha, double value, double error, int label, int recovered) {}

  /**
   * What the view shows.
   *
   * @param threshold perturbed if the statistic is above
   * @param falseAlarmRate wanted share of clean images above it
   * @param clean images that it rests on
   * @param kind of the statistic, by name
   * @param step h, input units
   * @param readings along {@code x + alpha r}
   * @param at the chosen point
   * @param perturbed the verdict there
   * @param labelName its predicted label
   * @param restored the name of the label after undoing what was found
   * @param original the name of the label of x
   * @param look what there is to see there
   */
  public record Answer(
      double threshold,
      double falseAlarmRate,
      int clean,
      String kind,
      double step,
      List<Reading> readings,
      Reading at,
      boolean perturbed,
      String labelName,
      String restored,
      String original,
      Look look) {}

  /**
   * What the view shows in a state.
   *
   * @param progress takes what is under way, in words
   */
  public Answer answer(DetectorState state, Consumer<String> progress) {
    BoundaryPoint found = boundaries.found(state.x());
    Calibrated detector =
        file != null
            ? Calibrated.of(file)
            : network.remembered("detector", calibrated -> 64L, () -> calibrated(progress));
    progress.accept("asking the detector");
    List<Reading> readings =
        network.remembered(
            "readings " + state.x(),
            list -> 64L * list.size(),
            () -> Arrays.stream(ALPHAS).mapToObj(a -> reading(detector, found, a)).toList());
    Reading at =
        network.remembered(
            "reading " + state.text(),
            reading -> 64L,
            () -> reading(detector, found, state.alpha()));
    double[] point = Vectors.addScaled(found.origin(), state.alpha(), found.perturbation());
    double threshold = detector.calibration().threshold();
    boolean perturbed = at.value() > threshold;
    return new Answer(
        threshold,
        detector.calibration().falseAlarmRate(),
        detector.calibration().samples(),
        detector.kind(),
        detector.step(),
        readings,
        at,
        perturbed,
        network.className(at.label()),
        network.className(perturbed ? at.recovered() : at.label()),
        network.className(found.label()),
        Look.at(
            point, found.origin(), network.logits(new double[][] {point})[0], network, pictured));
  }

  private Reading reading(Calibrated detector, BoundaryPoint found, double alpha) {
    double[] point = Vectors.addScaled(found.origin(), alpha, found.perturbation());
    CurvatureStatistic read = statistic(detector.statistic(), point);
    return new Reading(alpha, read.value(), read.standardError(), read.label(), read.recovered());
  }

  /**
   * The directions come from the point itself, as {@link PerturbationDetector} takes them, so that
   * it gets the same verdict every time and everywhere.
   */
  private CurvatureStatistic statistic(DetectionStatistic statistic, double[] point) {
    return network.ask(
        evaluator ->
            statistic.at(point, Seeds.random(Arrays.hashCode(point), "detector", 0), evaluator));
  }

  private Calibrated calibrated(Consumer<String> progress) {
    progress.accept("calibrating on clean images");
    List<double[]> clean = clean();
    double step =
        Quantiles.of(
            clean.stream()
                .limit(MEASURED)
                .map(x -> network.ask(evaluator -> new DeepFool().search(x, evaluator)))
                .filter(BoundaryPoint::converged)
                .mapToDouble(BoundaryPoint::norm));
    if (!(step > 0)) {
      throw new DataException(
          "expected boundaries near the images, to choose the detector's step, found none");
    }
    DetectionStatistic statistic = DetectPlan.of(StatisticKind.FAST, CLEAN).statistic(step);
    double[] values = new double[clean.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = statistic(statistic, clean.get(i)).value();
      progress.accept("calibrating on clean images: " + (i + 1) + " of " + values.length);
    }
    double rate =
        Math.max(DetectPlan.DEFAULT_FALSE_ALARM_RATE, Calibration.smallestRate(values.length));
    return new Calibrated("fast", step, statistic, Calibration.of(values, rate));
  }

  /** The first images that the network gets right; where there are no labels, the first. */
  private List<double[]> clean() {
    Images images = network.experiment().images();
    List<double[]> clean = new ArrayList<>();
    for (int item = 0; item < images.size() && clean.size() < CLEAN; item++) {
      double[] x = images.pixels(item);
      OptionalInt label = images.label(item);
      if (label.isEmpty()
          || Vectors.argmax(network.logits(new double[][] {x})[0]) == label.getAsInt()) {
        clean.add(x);
      }
    }
    if (clean.size() < 2) {
      throw new DataException(
          images.data().name()
              + ": expected at least 2 images that the network gets right, to find the detector's"
              + " threshold, found "
              + clean.size()
              + "; explore with more images");
    }
    return clean;
  }
}
