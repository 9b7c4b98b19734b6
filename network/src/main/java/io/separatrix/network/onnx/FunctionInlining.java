package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.separatrix.network.ModelFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the bodies of a model's own functions in the place of their calls (ONNX IR, "Functions";
 * {@code ModelProto.functions}). A file of some hundred bytes can ask for more nodes than any
 * memory holds, each function calling the next one twice, so what is inlined is bounded.
 */
final class FunctionInlining {

  /** Calls inside calls; exporters nest three or four. */
  private static final int MAX_DEPTH = 64;

  /** Nodes and calls that inlining may add. */
  private static final int MAX_NODES = 100_000;

  /** Bytes, as in the file, of the nodes that inlining may add. */
  private static final long MAX_BYTES = 64L << 20;

  private final Map<String, FunctionProto> functions = new HashMap<>();
  private final List<NodeProto> nodes = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private int calls;
  private int added;
  private long addedBytes;

  /**
   * @param opset the model's version of the default operator set
   * @throws ModelFormatException if a function is defined twice or wants another operator set
   */
  FunctionInlining(ModelProto model, long opset) {
    for (FunctionProto function : model.getFunctionsList()) {
      String name = key(function.getDomain(), function.getName(), function.getOverload());
      if (functions.put(name, function) != null) {
        throw new ModelFormatException("function '" + name + "' is defined twice");
      }
      requireOpset(name, function, opset);
    }
  }

  /**
   * A node of the model's graph, or of a branch of one, as nodes that call no function of the
   * model.
   *
   * @throws ModelFormatException if a function calls itself, is called with more values than it
   *     has, or if too much would be inlined
   */
  List<NodeProto> expand(NodeProto node) {
    nodes.clear();
    open.clear();
    add(node);
    return List.copyOf(nodes);
  }

  private static void requireOpset(String name, FunctionProto function, long opset) {
    for (OperatorSetIdProto set : function.getOpsetImportList()) {
      if (standard(set.getDomain()) && set.getVersion() != opset) {
        throw new ModelFormatException(
            "function '"
                + name
                + "': expected the model's operator set "
                + opset
                + ", found "
                + set.getVersion()
                + "; export the model again with one operator set");
      }
    }
  }

  private static boolean standard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private static String key(String domain, String name, String overload) {
    return (standard(domain) ? "" : domain + ":")
        + name
        + (overload.isEmpty() ? "" : ":" + overload);
  }

  private void add(NodeProto node) {
    String name = key(node.getDomain(), node.getOpType(), node.getOverload());
    FunctionProto function = functions.get(name);
    if (function == null) {
      nodes.add(node);
      return;
    }
    if (!open.add(name)) {
      throw new ModelFormatException(
          "function '" + name + "' calls itself: " + String.join(" -> ", open) + " -> " + name);
    }
    if (open.size() > MAX_DEPTH) {
      throw new ModelFormatException(
          "expected calls of functions at most "
              + MAX_DEPTH
              + " deep, found more in '"
              + name
              + "'");
    }
    inline(function, node, name);
    open.remove(name);
  }

  private void inline(FunctionProto function, NodeProto call, String name) {
    Names names = new Names("call " + ++calls + "/", function, call, name);
    Map<String, AttributeProto> arguments = arguments(function, call);
    for (NodeProto inner : function.getNodeList()) {
      NodeProto.Builder node = inner.toBuilder().clearInput().clearOutput().clearAttribute();
      inner.getInputList().forEach(value -> node.addInput(names.outside(value)));
      inner.getOutputList().forEach(value -> node.addOutput(names.outside(value)));
      for (AttributeProto attribute : inner.getAttributeList()) {
        AttributeProto given = given(attribute, arguments);
        if (given != null && given.hasG()) {
          given = Subgraphs.renamed(given, names::outside, arguments);
        }
        if (given != null) {
          node.addAttribute(given);
        }
      }
      NodeProto built = node.build();
      count(built);
      add(built);
    }
    names.copies.forEach(this::count);
    nodes.addAll(names.copies);
  }

  private void count(NodeProto node) {
    added++;
    addedBytes += node.getSerializedSize();
    if (added > MAX_NODES || addedBytes > MAX_BYTES) {
      throw new ModelFormatException(
          "expected functions that make at most "
              + MAX_NODES
              + " nodes and "
              + MAX_BYTES
              + " bytes, found more");
    }
  }

  /** Values of the function's attributes in this call: defaults, then what the call says. */
  private static Map<String, AttributeProto> arguments(FunctionProto function, NodeProto call) {
    Map<String, AttributeProto> arguments = new HashMap<>();
    function.getAttributeProtoList().forEach(value -> arguments.put(value.getName(), value));
    call.getAttributeList().forEach(value -> arguments.put(value.getName(), value));
    return arguments;
  }

  /** The attribute itself or what it refers to; null if that was left out, as optional ones are. */
  static @Nullable AttributeProto given(
      AttributeProto attribute, Map<String, AttributeProto> arguments) {
    if (attribute.getRefAttrName().isEmpty()) {
      return attribute;
    }
    AttributeProto argument = arguments.get(attribute.getRefAttrName());
    return argument == null ? null : argument.toBuilder().setName(attribute.getName()).build();
  }

  /** How the values of a function's body are called outside, in one call. */
  private static final class Names {
    private final String prefix;
    private final Map<String, String> outside = new HashMap<>();

    /** For results that are another value of the call already. */
    private final List<NodeProto> copies = new ArrayList<>();

    Names(String prefix, FunctionProto function, NodeProto call, String name) {
      this.prefix = prefix;
      requireAtMost(function.getInputCount(), call.getInputCount(), "inputs", name);
      requireAtMost(function.getOutputCount(), call.getOutputCount(), "outputs", name);
      for (int i = 0; i < function.getInputCount(); i++) {
        outside.put(function.getInput(i), i < call.getInputCount() ? call.getInput(i) : "");
      }
      for (int i = 0; i < call.getOutputCount(); i++) {
        String result = call.getOutput(i);
        String known = outside.get(function.getOutput(i));
        if (result.isEmpty()) {
          continue;
        }
        if (known == null) {
          outside.put(function.getOutput(i), result);
        } else {
          copies.add(
              NodeProto.newBuilder()
                  .setOpType("Identity")
                  .addInput(known)
                  .addOutput(result)
                  .build());
        }
      }
    }

    private static void requireAtMost(int expected, int found, String what, String name) {
      if (found > expected) {
        throw new ModelFormatException(
            "function '"
                + name
                + "': expected at most "
                + expected
                + " "
                + what
                + ", found a call with "
                + found);
      }
    }

    /** An empty name stays empty: it stands for a value left out. */
    String outside(String inside) {
      return inside.isEmpty() ? "" : outside.getOrDefault(inside, prefix + inside);
    }
  }
}
