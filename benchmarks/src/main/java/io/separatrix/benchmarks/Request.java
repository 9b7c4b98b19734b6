package io.separatrix.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.data.NpyFile;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What is to be measured, as the driver sends it.
 *
 * @param fields {@code task}, {@code contender}, {@code network}, {@code images}, {@code threads},
 *     {@code batch}, {@code dtype} and what the task needs
 */
record Request(JsonNode fields) {

  String text(String name) {
    return required(name).asText();
  }

  int whole(String name) {
    return required(name).asInt();
  }

  double number(String name) {
    return required(name).asDouble();
  }

  private JsonNode required(String name) {
    JsonNode value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected a field " + name + " in " + fields);
    }
    return value;
  }

  Path path(String name) {
    return Path.of(text(name));
  }

  Graph network() {
    return OnnxReader.read(path("network")).graph();
  }

  /** Same threads, precision and batch for everybody. */
  EngineOptions engine() {
    return EngineOptions.DEFAULT
        .withDevice(DeviceName.CPU)
        .withPrecision(Precision.valueOf(text("dtype").toUpperCase(Locale.ROOT)))
        .withThreads(whole("threads"))
        .withBatchSize(whole("batch"));
  }

  /** N images of length d in the network's own pixel range. */
  double[][] images() {
    NpyFile file = NpyFile.open(path("images"));
    double[] values = file.values();
    int count = file.shape()[0];
    int dimension = values.length / count;
    double[][] images = new double[count][];
    Arrays.setAll(images, i -> Arrays.copyOfRange(values, i * dimension, (i + 1) * dimension));
    return images;
  }
}
