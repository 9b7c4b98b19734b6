package io.separatrix.studies;

import io.separatrix.experiment.Images;
import io.separatrix.geometry.Vectors;
import java.util.List;

/** The pass over all images that several studies start from; one journal serves them all. */
public record Predictions(List<Prediction> all) {

  static final String JOURNAL = "predict";

  public static Predictions of(StudyContext context) {
    Images images = context.images();
    return new Predictions(
        context.journaled(
            JOURNAL,
            Prediction.class,
            images.items(),
            (item, evaluator) -> {
              double[] x = images.pixels(item);
              return new Prediction(evaluator.logits(x), Vectors.norm(x));
            }));
  }

  public Prediction get(int item) {
    return all.get(item);
  }

  public int[] labels() {
    return all.stream().mapToInt(Prediction::label).toArray();
  }

  /** Mean of {@code ||x||_2}, the radius of the paper's third scenario. */
  public double meanNorm() {
    return all.stream().mapToDouble(Prediction::norm).average().orElseThrow();
  }
}
