package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound networks with something wrong in their structure: an input, an attribute, a shape, an
 * operator. Each is run or refused, in good time. {@code -Pslow} tries 5,000, otherwise a sample.
 */
class GraphMutationsTest {

  private static final int MUTATIONS = Boolean.getBoolean("separatrix.slow") ? 5000 : 250;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long[] NUMBERS = {
    0, 1, -1, 2, 3, 7, -2, 1L << 31, -(1L << 31), Long.MAX_VALUE, Long.MIN_VALUE, 65_536
  };
  private static final EngineOptions CPU =
      EngineOptions.DEFAULT.withPrecision(Precision.FLOAT32).withDevice(DeviceName.CPU);

  @TempDir private Path folder = Path.of("");

  private final SplittableRandom random = new SplittableRandom(11);

  private static List<Graph> networks() {
    List<Graph> networks = new ArrayList<>();
    for (String name : List.of("CaffeNet", "GoogLeNet", "MobileNetV3", "ConvNeXt", "ViT")) {
      networks.add(Architectures.named(name));
    }
    networks.add(RandomNetworks.leNet());
    networks.add(RandomNetworks.smooth("Tanh"));
    return networks;
  }

  @Test
  void run_mutatedNetwork_isRunOrRefused() {
    List<Graph> networks = networks();
    int run = 0;
    Map<String, String> failures = new TreeMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      Graph graph = networks.get(i % networks.size());
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        graph = mutated(graph);
      }
      int batch = random.nextInt(3);
      long start = System.nanoTime();
      try {
        attempt(graph, batch);
        run++;
      } catch (ModelFormatException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      } catch (IOException | RuntimeException | Error e) {
        failures.putIfAbsent(where(e), "mutation " + i + ": " + e);
      }
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(LONGEST) > 0) {
        failures.putIfAbsent("mutation " + i, taken.toString());
      }
    }
    assertThat(failures).isEmpty();
    // Some mutations are harmless and some are not.
    assertThat(run).isBetween(1, MUTATIONS - 1);
  }

  private void attempt(Graph graph, int batch) throws IOException {
    Graph read = OnnxReader.read(OnnxFiles.write(graph, batch, folder.resolve("net.onnx"))).graph();
    try (TorchClassifier classifier = new TorchClassifier(read, CPU)) {
      classifier.logits(RandomNetworks.points(2, read.dimension(), 1));
    }
  }

  /** One failure of a kind is enough. */
  private static String where(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("io.separatrix"))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("elsewhere");
  }

  private Graph mutated(Graph graph) {
    List<Node> nodes = new ArrayList<>(graph.nodes());
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    int at = random.nextInt(nodes.size());
    Node node = nodes.get(at);
    List<String> inputs = new ArrayList<>(node.inputs());
    switch (inputs.isEmpty() ? 6 + random.nextInt(3) : random.nextInt(9)) {
      case 0 -> nodes.remove(at);
      case 1 -> nodes.set(at, with(node, nodes.get(random.nextInt(nodes.size())).operator()));
      case 2 -> inputs.remove(random.nextInt(inputs.size()));
      case 3 -> inputs.set(random.nextInt(inputs.size()), value(nodes, constants));
      case 4 -> inputs.add(value(nodes, constants));
      case 5 -> inputs.set(random.nextInt(inputs.size()), "");
      case 6 -> nodes.set(at, with(node, changed(node.attributes())));
      case 7 -> reshape(constants);
      default -> renumber(constants);
    }
    if (!inputs.equals(node.inputs())) {
      nodes.set(
          at, new Node(node.operator(), node.name(), inputs, node.outputs(), node.attributes()));
    }
    return graph.withBody(nodes, constants);
  }

  private static Node with(Node node, String operator) {
    return new Node(operator, node.name(), node.inputs(), node.outputs(), node.attributes());
  }

  private static Node with(Node node, Attributes attributes) {
    return new Node(node.operator(), node.name(), node.inputs(), node.outputs(), attributes);
  }

  private String value(List<Node> nodes, Map<String, Constant> constants) {
    List<String> names = new ArrayList<>(new TreeMap<>(constants).keySet());
    nodes.forEach(node -> names.addAll(node.outputs()));
    return names.get(random.nextInt(names.size()));
  }

  private Attributes changed(Attributes attributes) {
    List<String> names = new ArrayList<>(new TreeMap<>(attributes.values()).keySet());
    if (names.isEmpty()) {
      return attributes.with("axis", number());
    }
    String name = names.get(random.nextInt(names.size()));
    Object value = attributes.values().get(name);
    if (random.nextInt(4) == 0) {
      Map<String, Object> fewer = new HashMap<>(attributes.values());
      fewer.remove(name);
      return new Attributes(fewer);
    }
    if (value instanceof long[] integers && integers.length > 0) {
      long[] other = integers.clone();
      other[random.nextInt(other.length)] = number();
      return attributes.with(name, random.nextInt(5) == 0 ? new long[] {number()} : other);
    }
    return attributes.with(name, value instanceof Long ? (Object) number() : "other");
  }

  private long number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private String any(Map<String, Constant> constants) {
    List<String> names = new ArrayList<>(new TreeMap<>(constants).keySet());
    return names.get(random.nextInt(names.size()));
  }

  /** The same numbers in another shape. */
  private void reshape(Map<String, Constant> constants) {
    String name = any(constants);
    Constant constant = constants.get(name);
    if (constant != null) {
      long[] shape =
          switch (random.nextInt(3)) {
            case 0 -> new long[] {constant.elements()};
            case 1 -> new long[] {1, constant.elements(), 1};
            default -> reversed(constant.shape());
          };
      constants.put(name, new Constant(constant.type(), shape, constant.data()));
    }
  }

  private static long[] reversed(long[] shape) {
    long[] reversed = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      reversed[i] = shape[shape.length - 1 - i];
    }
    return reversed;
  }

  /** Other numbers in a list of integers, where there is one; else fewer weights. */
  private void renumber(Map<String, Constant> constants) {
    String name = any(constants);
    for (Map.Entry<String, Constant> entry : new TreeMap<>(constants).entrySet()) {
      if (entry.getValue().type() == ElementType.INT64
          && entry.getValue().elements() > 0
          && random.nextBoolean()) {
        double[] values = entry.getValue().toDoubles();
        long[] other = new long[values.length];
        for (int i = 0; i < other.length; i++) {
          other[i] = (long) values[i];
        }
        other[random.nextInt(other.length)] = number();
        constants.put(entry.getKey(), Constant.of(other, entry.getValue().shape()));
        return;
      }
    }
    constants.put(name, Constant.of(new float[0], 0));
  }
}
