package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.separatrix.network.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Takes {@code If} and {@code Loop} away where their conditions are known before any image is: of
 * an If the branch that is taken comes into its place, a Loop is unrolled. What comes of them is
 * bounded, as some bytes of file can ask for any number of repetitions.
 */
final class ControlFlow {

  /** Branches inside branches. */
  private static final int MAX_DEPTH = 64;

  /** Nodes of all branches and repetitions together. */
  private static final int MAX_NODES = 10_000;

  private final StaticIntegers known;
  private final Consumer<NodeProto> reader;
  private int bodies;
  private int depth;
  private int nodes;

  /**
   * @param known what is known of the values so far
   * @param reader takes the nodes that come into the place of others, in order
   */
  ControlFlow(StaticIntegers known, Consumer<NodeProto> reader) {
    this.known = known;
    this.reader = reader;
  }

  static boolean concerns(NodeProto node) {
    boolean standard = node.getDomain().isEmpty() || node.getDomain().equals("ai.onnx");
    return standard && (node.getOpType().equals("If") || node.getOpType().equals("Loop"));
  }

  /**
   * @throws ModelFormatException if it is not known what the node does
   */
  void unfold(NodeProto node) {
    if (++depth > MAX_DEPTH) {
      throw fail(node, "expected branches at most " + MAX_DEPTH + " deep, found more");
    }
    if (node.getOpType().equals("If")) {
      choose(node);
    } else {
      repeat(node);
    }
    depth--;
  }

  private void choose(NodeProto node) {
    OptionalLong condition =
        node.getInputCount() == 1 ? known.single(node.getInput(0)) : OptionalLong.empty();
    if (condition.isEmpty()) {
      throw undecided(node, "which of its branches is taken");
    }
    GraphProto branch = body(node, condition.getAsLong() != 0 ? "then_branch" : "else_branch");
    if (branch.getOutputCount() < node.getOutputCount()) {
      throw fail(
          node,
          "expected "
              + node.getOutputCount()
              + " results of its branch, found "
              + branch.getOutputCount());
    }
    List<String> results = inline(node, branch, new HashMap<>());
    for (int i = 0; i < node.getOutputCount(); i++) {
      copy(results.get(i), node.getOutput(i));
    }
  }

  private void repeat(NodeProto node) {
    GraphProto body = body(node, "body");
    int carried = node.getInputCount() - 2;
    if (carried < 0 || body.getInputCount() != carried + 2 || body.getOutputCount() < carried + 1) {
      throw fail(node, "expected a body with its inputs and outputs, found another");
    }
    OptionalLong trips = limit(node, 0, Long.MAX_VALUE);
    OptionalLong condition = limit(node, 1, 1);
    List<String> values = new ArrayList<>(node.getInputList().subList(2, carried + 2));
    List<List<String>> scans = new ArrayList<>();
    for (int i = carried + 1; i < body.getOutputCount(); i++) {
      scans.add(new ArrayList<>());
    }
    for (long trip = 0; ; trip++) {
      if (trips.isEmpty() || condition.isEmpty()) {
        throw undecided(node, "how often it is repeated");
      }
      if (trip >= trips.getAsLong() || condition.getAsLong() == 0) {
        break;
      }
      Map<String, String> names = new HashMap<>();
      names.put(body.getInput(0).getName(), number(node, trip));
      names.put(body.getInput(1).getName(), truth(node));
      for (int i = 0; i < carried; i++) {
        names.put(body.getInput(i + 2).getName(), values.get(i));
      }
      List<String> results = inline(node, body, names);
      condition = known.single(results.get(0));
      values = new ArrayList<>(results.subList(1, carried + 1));
      for (int i = 0; i < scans.size(); i++) {
        scans.get(i).add(results.get(carried + 1 + i));
      }
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      if (i < carried) {
        copy(values.get(i), node.getOutput(i));
      } else if (!node.getOutput(i).isEmpty()) {
        stack(node, scans.get(i - carried), node.getOutput(i));
      }
    }
  }

  /** An input that bounds the repetitions; left out, it does not. */
  private OptionalLong limit(NodeProto node, int input, long ifAbsent) {
    String name = node.getInput(input);
    return name.isEmpty() ? OptionalLong.of(ifAbsent) : known.single(name);
  }

  /**
   * Reads the nodes of a body under names of their own.
   *
   * @param names names outside of the body's inputs; those of its other values are added
   * @return names of its outputs
   */
  private List<String> inline(NodeProto owner, GraphProto body, Map<String, String> names) {
    String prefix = owner.getOpType() + " " + ++bodies + "/";
    for (TensorProto tensor : body.getInitializerList()) {
      names.put(tensor.getName(), prefix + tensor.getName());
      read(owner, Protos.constant(tensor, prefix + tensor.getName()));
    }
    for (NodeProto node : body.getNodeList()) {
      for (String output : node.getOutputList()) {
        if (!output.isEmpty()) {
          names.put(output, prefix + output);
        }
      }
    }
    for (NodeProto node : body.getNodeList()) {
      read(owner, Subgraphs.inlined(node, name -> names.getOrDefault(name, name)));
    }
    return body.getOutputList().stream()
        .map(output -> names.getOrDefault(output.getName(), output.getName()))
        .toList();
  }

  private void read(NodeProto owner, NodeProto node) {
    if (++nodes > MAX_NODES) {
      throw fail(owner, "expected at most " + MAX_NODES + " nodes in all branches, found more");
    }
    reader.accept(node);
  }

  private void copy(String from, String to) {
    if (!to.isEmpty()) {
      reader.accept(Protos.node("Identity", List.of(from), to));
    }
  }

  /** What each repetition gives, one behind the other along a new first axis. */
  private void stack(NodeProto node, List<String> parts, String to) {
    if (parts.isEmpty()) {
      throw fail(node, "expected at least one repetition of a loop that collects its results");
    }
    List<String> rows = new ArrayList<>();
    for (String part : parts) {
      String row = to + "/row " + rows.size();
      read(node, Protos.unsqueeze(part, row));
      rows.add(row);
    }
    read(node, Protos.concat(rows, to));
  }

  private String number(NodeProto owner, long trip) {
    String name = "Loop/trip " + ++bodies;
    read(owner, Protos.constant(Protos.integer(trip), name));
    return name;
  }

  private String truth(NodeProto owner) {
    String name = "Loop/condition " + ++bodies;
    read(owner, Protos.constant(Protos.truth(), name));
    return name;
  }

  private static GraphProto body(NodeProto node, String attribute) {
    for (AttributeProto each : node.getAttributeList()) {
      if (each.getName().equals(attribute) && each.hasG()) {
        return each.getG();
      }
    }
    throw fail(node, "expected a graph '" + attribute + "', found none");
  }

  private static ModelFormatException undecided(NodeProto node, String what) {
    return fail(
        node,
        what
            + " is known only when the model runs; expected a classifier of fixed structure: export"
            + " it again with torch.onnx.export(..., dynamo=True), or simplify the file with"
            + " onnxsim");
  }

  private static ModelFormatException fail(NodeProto node, String message) {
    String name =
        node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
    return new ModelFormatException(node.getOpType() + " '" + name + "': " + message);
  }
}
