package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Graphs inside nodes. They read values of the graphs around them by name (ONNX IR, "Names within a
 * graph"), so where those are renamed, they must be as well.
 */
final class Subgraphs {

  private Subgraphs() {}

  /**
   * An attribute whose graph reads values of the graphs around it by new names.
   *
   * @param outside the new name of a value outside
   * @param arguments what attributes of nodes inside may refer to, by name
   */
  static AttributeProto renamed(
      AttributeProto attribute,
      UnaryOperator<String> outside,
      Map<String, AttributeProto> arguments) {
    return attribute.toBuilder().setG(renamed(attribute.getG(), outside, arguments)).build();
  }

  private static GraphProto renamed(
      GraphProto graph, UnaryOperator<String> outside, Map<String, AttributeProto> arguments) {
    Set<String> own = new HashSet<>();
    graph.getInputList().forEach(value -> own.add(value.getName()));
    graph.getInitializerList().forEach(tensor -> own.add(tensor.getName()));
    graph.getNodeList().forEach(node -> own.addAll(node.getOutputList()));
    UnaryOperator<String> names = name -> own.contains(name) ? name : outside.apply(name);
    GraphProto.Builder built = graph.toBuilder().clearNode().clearOutput();
    for (NodeProto node : graph.getNodeList()) {
      built.addNode(renamed(node, names, arguments));
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      built.addOutput(output.toBuilder().setName(names.apply(output.getName())));
    }
    return built.build();
  }

  /** A node that reads by new names; what it writes keeps its names. */
  private static NodeProto renamed(
      NodeProto node, UnaryOperator<String> names, Map<String, AttributeProto> arguments) {
    NodeProto.Builder built = node.toBuilder().clearInput().clearAttribute();
    node.getInputList().forEach(name -> built.addInput(names.apply(name)));
    for (AttributeProto attribute : node.getAttributeList()) {
      AttributeProto given = FunctionInlining.given(attribute, arguments);
      if (given != null) {
        built.addAttribute(given.hasG() ? renamed(given, names, arguments) : given);
      }
    }
    return built.build();
  }

  /** A node of an inlined graph, all of whose values have new names. */
  static NodeProto inlined(NodeProto node, UnaryOperator<String> names) {
    NodeProto.Builder built = renamed(node, names, Map.of()).toBuilder().clearOutput();
    node.getOutputList().forEach(name -> built.addOutput(names.apply(name)));
    return built.build();
  }
}
