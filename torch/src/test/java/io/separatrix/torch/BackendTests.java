package io.separatrix.torch;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.torch.operators.Constants;
import io.separatrix.torch.operators.Operators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Runs the ONNX project's backend tests: a model, inputs and the outputs that it must have. A test
 * of an operator or an element type that is not supported counts as such, by its reason.
 */
final class BackendTests {

  /** As the ONNX project's own runner compares. */
  private static final double RELATIVE = 1e-3;

  private static final double ABSOLUTE = 1e-6;

  /** Types that every operator computes; others are LibTorch's to support or not. */
  private static final Set<ElementType> CORE =
      Set.of(
          ElementType.FLOAT32,
          ElementType.FLOAT64,
          ElementType.INT32,
          ElementType.INT64,
          ElementType.BOOL);

  /** Written by a reference that let int8 overflow; ONNX's later versions corrected it. */
  private static final Pattern WRAPPED = Pattern.compile("test_qlinearmatmul_.D_int8_");

  private int passed;
  private final Map<String, String> failed = new TreeMap<>();
  private final Map<String, Set<String>> unsupported = new TreeMap<>();

  private static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported(String reason) {
      super(reason);
    }
  }

  /** Runs all tests below a folder. */
  static BackendTests run(Path root) {
    BackendTests tests = new BackendTests();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path model : files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList()) {
        tests.run(root, model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests;
  }

  /** Error message by test. */
  Map<String, String> failed() {
    return failed;
  }

  int passed() {
    return passed;
  }

  /** Tests by the reason why they are not supported. */
  Map<String, Set<String>> unsupported() {
    return unsupported;
  }

  /** The count, as one line. */
  String summary() {
    return "conformance: "
        + passed
        + " passed, "
        + failed.size()
        + " failed, "
        + unsupported.values().stream().mapToInt(Set::size).sum()
        + " unsupported";
  }

  private void run(Path root, Path model) {
    boolean folder = model.endsWith("model.onnx");
    Path named = folder ? model.getParent() : model;
    String name = root.relativize(named).toString();
    try (PointerScope scope = new PointerScope()) {
      if (WRAPPED.matcher(name).find()) {
        throw new Unsupported("data that wrap around where the operator saturates");
      }
      OperatorGraph graph = read(model);
      requireSupported(graph);
      if (folder) {
        runDataSets(graph, model);
      } else {
        String output = model.getFileName().toString().replace(".onnx", "_output_0.pb");
        check(graph, List.of(ramp(graph.inputs().get(0))), List.of(model.resolveSibling(output)));
      }
      scope.deallocate();
      passed++;
    } catch (Unsupported e) {
      unsupported.computeIfAbsent(String.valueOf(e.getMessage()), r -> new TreeSet<>()).add(name);
    } catch (RuntimeException | AssertionError e) {
      failed.put(name, String.valueOf(e.getMessage()));
    }
  }

  private static OperatorGraph read(Path model) {
    try {
      return OnnxReader.readOperators(model);
    } catch (ModelFormatException e) {
      if (String.valueOf(e.getMessage()).contains("expected a type of numbers")) {
        throw new Unsupported("values other than numbers (strings, sequences, small types)");
      }
      if (String.valueOf(e.getMessage()).contains("known only when the model runs")) {
        throw new Unsupported("control flow that depends on the data");
      }
      throw e;
    }
  }

  private static void requireSupported(OperatorGraph graph) {
    String missing =
        graph.nodes().stream()
            .map(Node::operator)
            .filter(operator -> !Operators.names().contains(operator))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new Unsupported("operator " + missing);
    }
    if (Stream.concat(graph.inputs().stream(), graph.outputs().stream())
        .anyMatch(value -> value.type() == null)) {
      throw new Unsupported("values other than numbers (strings, sequences, small types)");
    }
  }

  private static void runDataSets(OperatorGraph graph, Path model) {
    int sets = 0;
    while (true) {
      Path data = model.resolveSibling("test_data_set_" + sets);
      if (!Files.isDirectory(data)) {
        break;
      }
      List<Path> files = files(data, "input_");
      List<Tensor> inputs = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        inputs.add(tensor(files.get(i), graph.inputs().get(i)));
      }
      check(graph, inputs, files(data, "output_"));
      sets++;
    }
    if (sets == 0) {
      throw new AssertionError("no test data beside the model");
    }
  }

  private static List<Path> files(Path folder, String prefix) {
    List<Path> files = new ArrayList<>();
    while (Files.exists(folder.resolve(prefix + files.size() + ".pb"))) {
      files.add(folder.resolve(prefix + files.size() + ".pb"));
    }
    return files;
  }

  /** Some files hold bfloat16 numbers under the name of 16-bit integers. */
  private static Tensor tensor(Path file, ValueInfo declared) {
    Constant value = OnnxReader.readTensor(file);
    boolean renamed = value.type() == ElementType.UINT16 && declared.type() == ElementType.BFLOAT16;
    return Constants.tensor(
        renamed ? new Constant(ElementType.BFLOAT16, value.shape(), value.data()) : value);
  }

  /** The input that the reduced models of the ONNX project were run on: i / n, i = 0..n-1. */
  private static Tensor ramp(ValueInfo input) {
    long[] shape = input.shape() == null ? new long[0] : longs(input.shape());
    int n = 1;
    for (long extent : shape) {
      n *= (int) extent;
    }
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (i / (double) n);
    }
    return Constants.tensor(Constant.of(values, shape));
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  private static void check(OperatorGraph graph, List<Tensor> inputs, List<Path> expected) {
    Map<String, Tensor> given = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      given.put(graph.inputs().get(i).name(), inputs.get(i));
    }
    Map<String, Tensor> constants = new HashMap<>();
    graph.constants().forEach((name, value) -> constants.put(name, Constants.tensor(value)));
    List<Tensor> outputs;
    try {
      outputs = new GraphRunner(graph).run(given, constants);
    } catch (ModelFormatException e) {
      if (String.valueOf(e.getMessage()).contains("always active")) {
        throw new Unsupported("random numbers of training");
      }
      String types = otherTypes(graph);
      if (types.isEmpty()) {
        throw e;
      }
      throw new Unsupported("element type " + types);
    }
    if (expected.isEmpty() || outputs.size() < expected.size()) {
      throw new AssertionError("expected outputs " + expected + ", found " + outputs.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      requireEqual(tensor(expected.get(i), graph.outputs().get(i)), outputs.get(i), "output " + i);
    }
  }

  private static String otherTypes(OperatorGraph graph) {
    return Stream.concat(graph.inputs().stream(), graph.outputs().stream())
        .map(ValueInfo::type)
        .filter(type -> type != null && !CORE.contains(type))
        .map(String::valueOf)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void requireEqual(Tensor expected, Tensor found, String what) {
    ScalarType type = expected.scalar_type().intern();
    if (type != found.scalar_type().intern()) {
      throw new AssertionError(what + ": type " + type + ", found " + found.scalar_type().intern());
    }
    if (!List.of(boxed(expected)).equals(List.of(boxed(found)))) {
      throw new AssertionError(
          what + ": shape " + List.of(boxed(expected)) + ", found " + List.of(boxed(found)));
    }
    // The test data cut bfloat16 numbers off where LibTorch rounds them.
    double relative = type == ScalarType.BFloat16 ? 1 / 128.0 : RELATIVE;
    boolean close =
        torch.allclose(
            expected.to(ScalarType.Double), found.to(ScalarType.Double), relative, ABSOLUTE, true);
    if (!close) {
      throw new AssertionError(what + ": the numbers differ");
    }
  }

  private static Long[] boxed(Tensor tensor) {
    return java.util.Arrays.stream(tensor.shape()).boxed().toArray(Long[]::new);
  }
}
