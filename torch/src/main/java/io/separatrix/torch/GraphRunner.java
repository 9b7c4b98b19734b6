package io.separatrix.torch;

import static java.util.Objects.requireNonNull;

import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.torch.operators.Extents;
import io.separatrix.torch.operators.Operator;
import io.separatrix.torch.operators.OperatorCall;
import io.separatrix.torch.operators.Operators;
import io.separatrix.torch.operators.RunSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the nodes of a graph in order on LibTorch. An intermediate result is given up as soon as no
 * node needs it (autograd keeps what it needs itself); the result belongs to the caller's pointer
 * scope, if there is one.
 */
public final class GraphRunner {

  /** What an operator may create from a shape that it reads, for each image of a batch. */
  private static final long ELEMENTS_OF_AN_IMAGE = 1L << 25;

  /** The same in a graph that need not be a classifier. */
  private static final long ELEMENTS = 1L << 29;

  private final OperatorGraph graph;
  private final List<Operator> operators;

  /** For each node the values that no later node reads. */
  private final List<List<String>> dead;

  /**
   * @throws ModelFormatException if the graph uses an operator that is not supported
   */
  public GraphRunner(Graph graph) {
    this(graph.operators());
  }

  /**
   * @throws ModelFormatException if the graph uses an operator that is not supported
   */
  public GraphRunner(OperatorGraph graph) {
    this.graph = graph;
    this.operators = graph.nodes().stream().map(Operators::find).toList();
    this.dead = lastUses(graph);
  }

  private static List<List<String>> lastUses(OperatorGraph graph) {
    Set<String> needed = new HashSet<>(graph.constants().keySet());
    graph.inputs().stream().map(ValueInfo::name).forEach(needed::add);
    graph.outputs().stream().map(ValueInfo::name).forEach(needed::add);
    Deque<List<String>> dead = new ArrayDeque<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      List<String> here = new ArrayList<>();
      Node node = graph.nodes().get(i);
      for (List<String> names : List.of(node.inputs(), node.outputs())) {
        names.stream().filter(needed::add).forEach(here::add);
      }
      dead.addFirst(here);
    }
    return List.copyOf(dead);
  }

  /** Sees each node right after it ran. */
  @FunctionalInterface
  interface Observer {
    void ran(Node node, @Nullable Tensor[] inputs, Tensor[] outputs);
  }

  /**
   * Runs an image classifier. All floating-point numbers have the type of the input.
   *
   * @param input batch of images, N x {@link Graph#inputShape()}
   * @param constants the graph's constants as tensors, by name; not modified (but see {@link
   *     RunMode#training()})
   * @return the logits, N x L; further axes of one element are dropped
   * @throws ModelFormatException if a node cannot be computed
   */
  public Tensor run(Tensor input, Map<String, Tensor> constants, RunMode mode) {
    return run(input, constants, mode, (node, inputs, outputs) -> {});
  }

  /** As {@link #run(Tensor, Map, RunMode)}, with somebody looking on. */
  Tensor run(Tensor input, Map<String, Tensor> constants, RunMode mode, Observer observer) {
    RunSettings setting =
        new RunSettings(
            mode.opset(),
            mode.training(),
            mode.bfloat16(),
            input.scalar_type().intern(),
            ELEMENTS_OF_AN_IMAGE * input.size(0));
    Tensor logits =
        run(Map.of(graph.inputs().get(0).name(), input), constants, setting, observer).get(0);
    long largest = Arrays.stream(logits.shape()).skip(1).max().orElse(1);
    return logits.dim() > 2 && logits.numel() == logits.size(0) * largest
        ? logits.flatten(1, -1)
        : logits;
  }

  /**
   * Runs any graph, in its own element types.
   *
   * @param inputs values of all inputs, by name; not modified
   * @param constants the graph's constants as tensors, by name; not modified
   * @return values of the outputs in order
   * @throws ModelFormatException if a node cannot be computed
   */
  public List<Tensor> run(Map<String, Tensor> inputs, Map<String, Tensor> constants) {
    return run(
        inputs,
        constants,
        new RunSettings(graph.opset(), false, false, null, ELEMENTS),
        (node, read, written) -> {});
  }

  private List<Tensor> run(
      Map<String, Tensor> inputs,
      Map<String, Tensor> constants,
      RunSettings setting,
      Observer observer) {
    Map<String, Tensor> values = new HashMap<>(constants);
    values.putAll(inputs);
    for (int i = 0; i < operators.size(); i++) {
      Node node = graph.nodes().get(i);
      @Nullable Tensor[] read = new Tensor[node.inputs().size()];
      for (int j = 0; j < read.length; j++) {
        read[j] = values.get(node.inputs().get(j));
      }
      Tensor[] written = apply(operators.get(i), new OperatorCall(node, read, setting));
      observer.ran(node, read, written);
      for (int j = 0; j < node.outputs().size(); j++) {
        values.put(node.outputs().get(j), written[j]);
      }
      for (String name : dead.get(i)) {
        Tensor value = values.remove(name);
        if (value != null) {
          value.close();
        }
      }
    }
    List<Tensor> outputs = new ArrayList<>();
    for (ValueInfo output : graph.outputs()) {
      Tensor value = values.get(output.name());
      if (value == null) {
        throw new ModelFormatException("no node writes the output '" + output.name() + "'");
      }
      outputs.add(value);
    }
    return outputs;
  }

  /** Applies one operator; of what it creates, only the results outlive the call. */
  @SuppressWarnings("try") // the scope does its work by being open
  static Tensor[] apply(Operator operator, OperatorCall call) {
    Node node = call.node();
    Tensor[] results = new Tensor[node.outputs().size()];
    try (PointerScope temporaries = new PointerScope()) {
      Tensor[] outputs = operator.apply(call);
      if (outputs.length < results.length) {
        throw new ModelFormatException(
            OperatorCall.describe(node)
                + ": expected at most "
                + outputs.length
                + " outputs, found "
                + results.length);
      }
      for (int i = 0; i < results.length; i++) {
        Extents.check(call, requireNonNull(outputs[i].shape()));
        // A new handle, so that an operator may return what it was given.
        results[i] = new Tensor(outputs[i]).retainReference();
      }
    } catch (ModelFormatException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ModelFormatException(
          OperatorCall.describe(node) + " cannot be computed: " + firstLine(e), e);
    }
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      for (Tensor result : results) {
        outer.attach(result);
        result.releaseReference();
      }
    }
    return results;
  }

  /** LibTorch appends a stack trace of its own. */
  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
