package io.separatrix.torch.train;

import io.separatrix.geometry.Seeds;
import io.separatrix.network.training.LabelledImages;
import io.separatrix.network.training.TrainingPlan;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Cuts batches out of the training images, in an order that depends on the seed and the epoch only,
 * each image flipped and shifted as the seed and the step say. So a training that is resumed sees
 * what an uninterrupted one sees.
 */
final class BatchSampler {

  private final LabelledImages images;
  private final TrainingPlan plan;
  private final int[] order;
  private int orderedEpoch = -1;

  BatchSampler(LabelledImages images, TrainingPlan plan) {
    if (images.size() < plan.batchSize()) {
      throw new IllegalArgumentException(
          "expected at least one batch of "
              + plan.batchSize()
              + " training images, found "
              + images.size());
    }
    if (plan.crop() > Math.min(images.shape().get(1), images.shape().get(2))
        || plan.shift() >= Math.min(images.shape().get(1), images.shape().get(2))) {
      throw new IllegalArgumentException(
          "expected crops and shifts smaller than the images ("
              + images.shape()
              + "), found crop "
              + plan.crop()
              + ", shift "
              + plan.shift());
    }
    this.images = images;
    this.plan = plan;
    this.order = new int[images.size()];
  }

  int stepsPerEpoch() {
    return images.size() / plan.batchSize();
  }

  /** Channels, height and width of the images of a step. */
  List<Integer> shape(long step) {
    return cropped(step)
        ? List.of(images.shape().get(0), plan.crop(), plan.crop())
        : images.shape();
  }

  private boolean cropped(long step) {
    return plan.cropped(step, stepsPerEpoch());
  }

  /**
   * Writes one batch.
   *
   * @param step from 0, over all epochs
   * @param pixels receives the images in 0..1, N x {@link #shape}, from position 0
   * @param labels receives the labels
   */
  void fill(long step, FloatBuffer pixels, long[] labels) {
    int epoch = (int) (step / stepsPerEpoch());
    if (epoch != orderedEpoch) {
      shuffle(epoch);
    }
    int first = (int) (step % stepsPerEpoch()) * plan.batchSize();
    int height = shape(step).get(1);
    int width = shape(step).get(2);
    SplittableRandom random = Seeds.random(plan.seed(), "augmentation", step);
    for (int i = 0; i < plan.batchSize(); i++) {
      int image = order[first + i];
      labels[i] = images.labels()[image];
      boolean flip = plan.flip() && random.nextBoolean();
      int top = offset(random, images.shape().get(1) - height);
      int left = offset(random, images.shape().get(2) - width);
      View view = new View(image, top, left, flip);
      copy(view, height, width, pixels, i * images.shape().get(0) * height * width);
    }
  }

  /** Where a crop begins that leaves {@code free} pixels out; for a whole image, its shift. */
  private int offset(SplittableRandom random, int free) {
    return free > 0 ? random.nextInt(free + 1) : random.nextInt(-plan.shift(), plan.shift() + 1);
  }

  private record View(int image, int top, int left, boolean flip) {}

  private void shuffle(int epoch) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    SplittableRandom random = Seeds.random(plan.seed(), "order", epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    orderedEpoch = epoch;
  }

  private void copy(View view, int height, int width, FloatBuffer target, int position) {
    int channels = images.shape().get(0);
    int fullHeight = images.shape().get(1);
    int fullWidth = images.shape().get(2);
    int to = position;
    for (int c = 0; c < channels; c++) {
      int plane = (view.image() * channels + c) * fullHeight * fullWidth;
      for (int y = 0; y < height; y++) {
        int line = plane + mirrored(view.top() + y, fullHeight) * fullWidth;
        for (int x = 0; x < width; x++) {
          int column = mirrored(view.left() + x, fullWidth);
          int pixel = images.pixels()[line + (view.flip() ? fullWidth - 1 - column : column)];
          target.put(to++, (pixel & 0xff) / 255f);
        }
      }
    }
  }

  /** The index inside 0..extent-1 that an index outside is the mirror image of. */
  private static int mirrored(int index, int extent) {
    int inside = index < 0 ? -index : index;
    return inside < extent ? inside : 2 * (extent - 1) - inside;
  }
}
