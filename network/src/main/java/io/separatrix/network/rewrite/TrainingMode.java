package io.separatrix.network.rewrite;

import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.OperatorGraph;
import org.jspecify.annotations.Nullable;

/**
 * Layers that were exported in training mode. Their results for one image depend on the other
 * images of a batch, or on random numbers, so there is no function of an image to study. On
 * constants they are computed as they are: weights are standardised in this way.
 */
public final class TrainingMode {

  private TrainingMode() {}

  /**
   * @throws ModelFormatException if such a layer reads what depends on the images
   */
  public static void refuse(OperatorGraph graph) {
    ImageDependence images = ImageDependence.of(graph);
    for (Node node : graph.nodes()) {
      if (node.inputs().isEmpty() || !images.contains(node.inputs().get(0))) {
        continue;
      }
      if (node.operator().equals("BatchNormalization") && batchStatistics(graph, node)) {
        throw refused(node, "its logits would depend on the other images of a batch");
      }
      if (node.operator().equals("Dropout") && active(graph, node)) {
        throw refused(node, "its logits would be random");
      }
    }
  }

  private static ModelFormatException refused(Node node, String reason) {
    return new ModelFormatException(
        node.operator()
            + " '"
            + node.name()
            + "' is in training mode: "
            + reason
            + "; export the model in evaluation mode (in PyTorch, model.eval() before the export)");
  }

  /** Before operator set 14, the number of outputs told. */
  private static boolean batchStatistics(OperatorGraph graph, Node node) {
    return graph.opset() < 14
        ? node.outputs().size() > 1
        : node.attributes().integer("training_mode", 0) == 1;
  }

  /** Since operator set 12 an input asks for it; before, a classifier's file never did. */
  private static boolean active(OperatorGraph graph, Node node) {
    Constant training = constant(graph, node, 2);
    Constant ratio = constant(graph, node, 1);
    boolean asked =
        training != null && training.type() == ElementType.BOOL && training.data().get(0) != 0;
    return graph.opset() >= 12 && asked && (ratio == null || number(ratio) > 0);
  }

  private static double number(Constant ratio) {
    return ratio.type() == ElementType.FLOAT32 || ratio.type() == ElementType.FLOAT64
        ? ratio.toDoubles()[0]
        : 1;
  }

  private static @Nullable Constant constant(OperatorGraph graph, Node node, int input) {
    Constant value =
        input < node.inputs().size() ? graph.constants().get(node.inputs().get(input)) : null;
    return value == null || value.elements() != 1 ? null : value;
  }
}
