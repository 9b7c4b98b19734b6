package io.separatrix.studies.curvature;

import io.separatrix.data.ImageShape;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Interval;
import io.separatrix.geometry.SampleMean;
import io.separatrix.geometry.Seeds;
import io.separatrix.geometry.SharedUnits;
import io.separatrix.geometry.UniformSampling;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.curvature.SharedDirections;
import io.separatrix.studies.BoundarySample;
import io.separatrix.studies.NearestPoints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much of several vectors lies in the span S of the shared curved directions (Table I): the
 * mean over images of {@code ||P_S v|| / ||v||}.
 */
public final class SubspaceShares {

  /** Names of the rows of Table I. */
  public static final String RANDOM = "random";

  public static final String DIFFERENCE = "difference";
  public static final String IMAGE_GRADIENT = "imageGradient";
  public static final String HORIZONTAL = "horizontalGradient";
  public static final String VERTICAL = "verticalGradient";
  public static final String ADVERSARIAL = "adversarial";

  private SubspaceShares() {}

  /** One row for each kind of vector, with an interval about other images of the same kind. */
  static Map<String, Interval> of(StudyContext context, SharedDirections shared) {
    NearestPoints nearest = NearestPoints.of(context);
    ImageShape shape = context.images().shape();
    int d = context.classifier().dimension();
    int images = context.images().size();
    List<Double> random = new ArrayList<>();
    List<Double> difference = new ArrayList<>();
    List<int[]> ends = new ArrayList<>();
    List<Double> horizontal = new ArrayList<>();
    List<Double> vertical = new ArrayList<>();
    List<Double> adversarial = new ArrayList<>();
    for (int item = 0; item < images; item++) {
      SplittableRandom generator =
          Seeds.random(context.seed(), "projection", context.images().index(item));
      double[] x = context.image(item);
      random.add(shared.share(UniformSampling.onSphere(generator, d, 1)));
      if (images > 1) {
        int other = (item + 1 + generator.nextInt(images - 1)) % images;
        difference.add(shared.share(Vectors.subtract(context.image(other), x)));
        ends.add(new int[] {item, other});
      }
      horizontal.add(shared.share(ImageGradient.horizontal(x, shape)));
      vertical.add(shared.share(ImageGradient.vertical(x, shape)));
      BoundarySample entry = nearest.points().get(item);
      if (entry.found()) {
        adversarial.add(shared.share(entry.perturbation()));
      }
    }
    // Both gradients of an image are one draw, and differences share images.
    List<Double> both =
        IntStream.range(0, images)
            .mapToObj(i -> (horizontal.get(i) + vertical.get(i)) / 2)
            .toList();
    SampleMean differences =
        new SharedUnits(ends.toArray(int[][]::new), images)
            .mean(difference.stream().mapToDouble(Double::doubleValue).toArray());
    Map<String, Interval> shares = new LinkedHashMap<>();
    shares.put(RANDOM, mean(random));
    shares.put(DIFFERENCE, differences.interval());
    shares.put(IMAGE_GRADIENT, mean(both));
    shares.put(HORIZONTAL, mean(horizontal));
    shares.put(VERTICAL, mean(vertical));
    shares.put(ADVERSARIAL, mean(adversarial));
    return shares;
  }

  private static Interval mean(List<Double> values) {
    return SampleMean.of(values.stream().mapToDouble(Double::doubleValue).toArray()).interval();
  }
}
