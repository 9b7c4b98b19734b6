package io.separatrix.studies;

import io.separatrix.data.Images;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.Proportion;
import io.separatrix.geometry.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Logits and predicted labels of images, and the accuracy where the data has labels. {@code
 * logits.npy} holds the logits, N x L.
 */
public final class PredictStudy implements Study<PredictStudy.Result> {

  private static final List<String> COLUMNS =
      List.of("index", "label", "predicted", "logit", "margin", "norm", "id");

  /**
   * @param images number of images
   * @param labelled how many of them have a label
   * @param correct how many of those are predicted right
   * @param accuracy {@code correct / labelled}; the interval is about other images of the same
   *     kind; nothing is known without labels
   * @param medianMargin median of the largest logit minus the second largest
   * @param meanNorm mean of {@code ||x||_2}, input units
   * @param predictedPerClass how often each class is predicted
   */
  public record Summary(
      int images,
      long labelled,
      long correct,
      @IntervalKeys Interval accuracy,
      double medianMargin,
      double meanNorm,
      int[] predictedPerClass) {}

  /**
   * @param rows of the table
   * @param logits N x L
   */
  public record Result(Summary summary, List<List<?>> rows, double[][] logits)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      return List.of(
          new StudyFile.Samples(COLUMNS, rows), new StudyFile.Matrix("logits.npy", logits));
    }
  }

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public Result run(StudyContext context) {
    Predictions predictions = Predictions.of(context);
    Images images = context.images();
    List<Boolean> right = new ArrayList<>();
    List<List<?>> rows = new ArrayList<>();
    for (int item = 0; item < images.size(); item++) {
      Prediction prediction = predictions.get(item);
      OptionalInt label = images.label(item);
      if (label.isPresent()) {
        right.add(label.getAsInt() == prediction.label());
      }
      rows.add(
          Arrays.asList(
              images.index(item),
              label.isPresent() ? label.getAsInt() : null,
              prediction.label(),
              prediction.logits()[prediction.label()],
              prediction.margin(),
              prediction.norm(),
              images.id(item)));
    }
    Proportion accuracy = Proportion.of(right);
    int[] perClass = new int[context.classifier().classes()];
    IntStream.of(predictions.labels()).forEach(label -> perClass[label]++);
    Summary summary =
        new Summary(
            images.size(),
            accuracy.trials(),
            accuracy.successes(),
            right.isEmpty() ? Interval.NONE : accuracy.interval(),
            Quantiles.of(predictions.all().stream().mapToDouble(Prediction::margin)),
            predictions.meanNorm(),
            perClass);
    return new Result(
        summary, rows, predictions.all().stream().map(Prediction::logits).toArray(double[][]::new));
  }
}
