package io.separatrix.studies;

import io.separatrix.data.Images;
import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Vectors;
import java.util.List;

/** The pass over all images that several studies start from. */
public record Predictions(List<Prediction> all) {

  /** The pass. */
  private record Pass(Images images) implements Artefact<Predictions> {

    @Override
    public Predictions find(StudyContext context) {
      return new Predictions(
          context.journaled(
              "predict",
              Prediction.class,
              images.items(),
              (item, evaluator) -> {
                double[] x = images.pixels(item);
                return new Prediction(evaluator.logits(x), Vectors.norm(x));
              }));
    }
  }

  /** Those of the experiment's images. */
  public static Predictions of(StudyContext context) {
    return context.artefact(new Pass(context.images()));
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
