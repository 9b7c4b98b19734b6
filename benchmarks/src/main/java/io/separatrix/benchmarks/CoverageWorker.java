package io.separatrix.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.OpenedBatch;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.torch.BatchOpening;
import io.separatrix.torch.TorchClassifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Tries model files for {@code benchmarks/coverage/run}: reads requests, one line of JSON each
 * ({@code model}, a path; {@code images} and {@code logits}, float32 in Base64), and answers with
 * one line each: errors relative to the largest value, or why the file could not be taken.
 */
public final class CoverageWorker {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EngineOptions CPU = EngineOptions.DEFAULT.withDevice(DeviceName.CPU);

  /** Small enough that kinks hardly ever lie between, in units of an image's norm. */
  private static final double H = 1e-8;

  private CoverageWorker() {}

  public static void main(String[] arguments) throws IOException {
    // Libraries may print; the driver reads this stream.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
      answers.flush();
    }
  }

  private static Map<String, Object> answer(JsonNode request) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      Graph read = OnnxReader.read(Path.of(request.get("model").asText())).graph();
      OpenedBatch opening = BatchOpening.open(read);
      answer.put("batch", read.batch());
      answer.put("opened", opening.failure() == null);
      answer.put("why", opening.failure() == null ? "" : opening.failure());
      Graph graph = opening.graph();
      double[][] images = rows(request.get("images"), graph.dimension());
      try (TorchClassifier classifier =
          new TorchClassifier(graph, CPU.withPrecision(Precision.FLOAT32))) {
        double[][] expected = rows(request.get("logits"), classifier.classes());
        answer.put("logits", error(classifier.logits(images), expected));
      }
      try (TorchClassifier classifier =
          new TorchClassifier(graph, CPU.withPrecision(Precision.FLOAT64))) {
        derivatives(classifier, images, answer);
      }
    } catch (RuntimeException | Error e) {
      answer.put("failure", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return answer;
  }

  private static double[][] rows(JsonNode encoded, int width) {
    FloatBuffer values =
        ByteBuffer.wrap(Base64.getDecoder().decode(encoded.asText()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    double[][] rows = new double[values.remaining() / width][width];
    for (double[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = values.get();
      }
    }
    return rows;
  }

  private static double error(double[][] found, double[][] expected) {
    double size = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int k = 0; k < expected[i].length; k++) {
        size = Math.max(size, Math.abs(expected[i][k]));
        // A value that is not a number must not compare as small.
        double difference = Math.abs(found[i][k] - expected[i][k]);
        error = difference <= error ? error : difference;
      }
    }
    return error / size;
  }

  /** The best of the images, as a kink may lie between the points of a difference. */
  private static void derivatives(
      Classifier classifier, double[][] images, Map<String, Object> answer) {
    SplittableRandom random = new SplittableRandom(3);
    int classes = classifier.classes();
    LogitCombination f =
        new LogitCombination(
            IntStream.range(0, classes).toArray(), random.doubles(classes, -1, 1).toArray());
    double gradient = Double.POSITIVE_INFINITY;
    double product = Double.POSITIVE_INFINITY;
    for (double[] x : images) {
      double[] v = random.doubles(x.length, -1, 1).toArray();
      double step = H * Vectors.norm(x) / Vectors.norm(v);
      double[][] around = {x, Vectors.addScaled(x, step, v), Vectors.addScaled(x, -step, v)};
      LogitCombination[][] functions = {{f}, {f}, {f}};
      Linearization[] linear = classifier.linearize(around, functions);
      double[] g = linear[0].gradients()[0];
      double slope = (f.value(linear[1].logits()) - f.value(linear[2].logits())) / (2 * step);
      double scale = Vectors.norm(g) * Vectors.norm(v);
      // A random direction has a part of 1 / sqrt(dimension) along the gradient.
      double part = scale / Math.sqrt(x.length);
      gradient = Math.min(gradient, Math.abs(Vectors.dot(g, v) - slope) / part);
      double[] exact =
          classifier
              .hessianVectorProducts(
                  new double[][] {x}, new LogitCombination[] {f}, new double[][] {v})[0];
      double[] difference =
          Vectors.addScaled(linear[1].gradients()[0], -1, linear[2].gradients()[0]);
      for (int i = 0; i < difference.length; i++) {
        difference[i] /= 2 * step;
      }
      double size = Vectors.norm(exact) + 1e-3 * scale / Vectors.norm(x);
      product = Math.min(product, Vectors.distance(exact, difference) / size);
    }
    answer.put("gradient", gradient);
    answer.put("hessian", product);
  }
}
