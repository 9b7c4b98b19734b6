package io.separatrix.network.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The order in which nodes can be read. The format asks for it, but tools that put nodes in at the
 * end do not keep it, and other readers sort. Linear in the size of the graph, but for the queue.
 */
final class NodeOrder {

  private NodeOrder() {}

  /**
   * Each node behind those whose values it reads, otherwise as they come; as they are, where that
   * cannot be.
   */
  static List<NodeProto> sorted(List<NodeProto> nodes) {
    Map<String, Integer> writers = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).getOutputList()) {
        writers.putIfAbsent(output, i);
      }
    }
    List<List<Integer>> readers = new ArrayList<>();
    nodes.forEach(node -> readers.add(new ArrayList<>()));
    int[] missing = new int[nodes.size()];
    boolean inOrder = true;
    for (int i = 0; i < nodes.size(); i++) {
      Set<String> read = new HashSet<>();
      collect(nodes.get(i), read);
      for (String name : read) {
        Integer writer = name.isEmpty() ? null : writers.get(name);
        if (writer != null) {
          missing[i]++;
          readers.get(writer).add(i);
          inOrder &= writer < i;
        }
      }
    }
    return inOrder ? nodes : ordered(nodes, readers, missing);
  }

  private static List<NodeProto> ordered(
      List<NodeProto> nodes, List<List<Integer>> readers, int[] missing) {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] == 0) {
        ready.add(i);
      }
    }
    List<NodeProto> sorted = new ArrayList<>();
    for (Integer next = ready.poll(); next != null; next = ready.poll()) {
      sorted.add(nodes.get(next));
      for (int reader : readers.get(next)) {
        if (--missing[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    return sorted.size() == nodes.size() ? sorted : nodes;
  }

  /** What a node reads, in its branches too. */
  private static void collect(NodeProto node, Set<String> read) {
    read.addAll(node.getInputList());
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        attribute.getG().getNodeList().forEach(inner -> collect(inner, read));
        attribute.getG().getOutputList().forEach(output -> read.add(output.getName()));
      }
    }
  }
}
