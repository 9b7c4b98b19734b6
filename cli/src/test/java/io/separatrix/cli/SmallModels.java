package io.separatrix.cli;

import io.separatrix.network.Constant;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.trained.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Weights of an untrained LeNet for images of 1 x 28 x 28, good ones and bad ones. */
final class SmallModels {

  private SmallModels() {}

  /** Random weights: ten regions, each with a boundary. */
  static Path random(Path folder) throws IOException {
    return write(folder.resolve("random.safetensors"), 1, 0);
  }

  /** All weights zero, so that every image gets the same logits. */
  static Path constant(Path folder) throws IOException {
    return write(folder.resolve("constant.safetensors"), 0, 0);
  }

  /** A weight that is not a number. */
  static Path notANumber(Path folder) throws IOException {
    return write(folder.resolve("nan.safetensors"), 1, Float.NaN);
  }

  private static Path write(Path file, double scale, float first) throws IOException {
    Architecture architecture = Architectures.find("lenet", List.of(1, 28, 28), 10);
    Map<String, Constant> constants = values(architecture.parameters(), scale, first);
    constants.put("mean", Constant.of(new float[] {0.3f}, 1, 1, 1));
    constants.put("deviation", Constant.of(new float[] {0.3f}, 1, 1, 1));
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    WeightsFile.of(architecture, architecture.graph(constants), names).write(file);
    return file;
  }

  /**
   * Values for parameters, shifts zero.
   *
   * @param scale of the weights, 1 for those that keep the size of what runs through them
   * @param first what is added to the first number of every weight
   */
  static Map<String, Constant> values(List<Parameter> parameters, double scale, float first) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Constant> constants = new HashMap<>();
    for (Parameter parameter : parameters) {
      float[] values = new float[parameter.elements()];
      if (parameter.role() == Parameter.Role.WEIGHT) {
        double deviation = scale * Math.sqrt(2.0 / parameter.fanIn());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * random.nextGaussian());
        }
        values[0] += first;
      }
      long[] shape = parameter.shape().stream().mapToLong(extent -> extent).toArray();
      constants.put(parameter.name(), Constant.of(values, shape));
    }
    return constants;
  }
}
