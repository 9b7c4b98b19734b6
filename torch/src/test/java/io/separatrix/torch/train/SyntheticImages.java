package io.separatrix.torch.train;

import io.separatrix.network.training.LabelledImages;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Noise with a bright quarter that says the class: learnable in a few steps. */
final class SyntheticImages {

  private SyntheticImages() {}

  static LabelledImages of(int images, List<Integer> shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int height = shape.get(1);
    int width = shape.get(2);
    byte[] pixels = new byte[images * shape.get(0) * height * width];
    int[] labels = new int[images];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % width;
      int y = i / width % height;
      int image = i / (shape.get(0) * height * width);
      labels[image] = image % 4;
      int quarter = (x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2);
      pixels[i] = (byte) (random.nextInt(100) + (quarter == labels[image] ? 120 : 0));
    }
    List<String> names = IntStream.range(0, 4).mapToObj(i -> "quarter " + i).toList();
    return new LabelledImages(shape, pixels, labels, names, "synthetic " + seed);
  }
}
