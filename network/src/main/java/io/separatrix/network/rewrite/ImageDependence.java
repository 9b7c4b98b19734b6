package io.separatrix.network.rewrite;

import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import java.util.HashSet;
import java.util.Set;

/** Which values of a graph the numbers in its inputs change; extents are no numbers of an image. */
final class ImageDependence {

  private static final Set<String> EXTENTS = Set.of("Shape", "Size");

  private final Set<String> variable = new HashSet<>();

  private ImageDependence() {}

  static ImageDependence of(OperatorGraph graph) {
    ImageDependence dependence = new ImageDependence();
    graph.inputs().stream().map(ValueInfo::name).forEach(dependence.variable::add);
    for (Node node : graph.nodes()) {
      if (!EXTENTS.contains(node.operator()) && dependence.reads(node)) {
        dependence.variable.addAll(node.outputs());
      }
    }
    return dependence;
  }

  boolean contains(String value) {
    return variable.contains(value);
  }

  /** Whether any input of a node depends on the images. */
  boolean reads(Node node) {
    return node.inputs().stream().anyMatch(variable::contains);
  }
}
