package io.separatrix.network.onnx;

import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.network.rewrite.FixedBatch;
import io.separatrix.network.rewrite.TrailingSoftmax;
import io.separatrix.network.rewrite.UnusedNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Makes an image classifier of a graph: finds images and logits, opens the batch. */
final class ClassifierView {

  private final OperatorGraph operators;
  private final ValueInfo input;
  private final List<Integer> inputShape;
  private final OptionalLong fixedBatch;
  private final List<String> stripped;
  private final List<String> notes = new ArrayList<>();

  ClassifierView(OperatorGraph original, OnnxOptions options) {
    OperatorGraph pruned = UnusedNodes.remove(onlyOutput(original));
    input = images(pruned);
    inputShape = imageShape(input, options);
    List<Long> declared = input.shape();
    long batch = declared == null ? ValueInfo.UNKNOWN : declared.get(0);
    fixedBatch = batch == ValueInfo.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(batch);
    OperatorGraph open = fixedBatch.isEmpty() ? pruned : FixedBatch.open(pruned, batch);
    TrailingSoftmax softmax = TrailingSoftmax.strip(open);
    stripped = softmax.removed();
    operators = softmax.graph();
  }

  Graph graph() {
    return new Graph(
        operators.opset(),
        input.name(),
        inputShape,
        operators.outputs().get(0).name(),
        operators.nodes(),
        operators.constants());
  }

  ImportReport report(String producer) {
    return new ImportReport(producer, operators.opset(), stripped, fixedBatch, notes);
  }

  /** The first output is the logits by convention; others are features or auxiliary heads. */
  private OperatorGraph onlyOutput(OperatorGraph graph) {
    if (graph.outputs().isEmpty()) {
      throw new ModelFormatException("expected an output, found none");
    }
    List<ValueInfo> outputs = graph.outputs();
    if (outputs.size() > 1) {
      notes.add(
          "took the first of "
              + outputs.size()
              + " outputs, '"
              + outputs.get(0).name()
              + "', as logits");
    }
    return new OperatorGraph(
        graph.opset(), graph.inputs(), outputs.subList(0, 1), graph.nodes(), graph.constants());
  }

  private static ValueInfo images(OperatorGraph graph) {
    if (graph.inputs().size() != 1) {
      throw new ModelFormatException(
          "expected one input, a batch of images, found "
              + graph.inputs().stream()
                  .map(value -> value.name() + " " + value.describeShape())
                  .toList());
    }
    ValueInfo input = graph.inputs().get(0);
    ElementType type = input.type();
    if (type != ElementType.FLOAT32
        && type != ElementType.FLOAT64
        && type != ElementType.FLOAT16
        && type != ElementType.BFLOAT16) {
      throw new ModelFormatException(
          "input '"
              + input.name()
              + "': expected floating-point numbers, found "
              + (type == null ? "another type" : type));
    }
    return input;
  }

  private static List<Integer> imageShape(ValueInfo input, OnnxOptions options) {
    List<Integer> asked = options.inputShape();
    List<Long> declared = input.shape();
    boolean rank = declared == null || declared.size() == 4;
    if (rank && asked != null) {
      return asked;
    }
    if (declared == null || !rank) {
      throw new ModelFormatException(
          "input '"
              + input.name()
              + "': expected images N x C x H x W, found a shape "
              + input.describeShape());
    }
    List<Integer> shape = new ArrayList<>();
    for (long extent : declared.subList(1, 4)) {
      if (extent < 1 || extent > 1 << 16) {
        throw new ModelFormatException(
            "input '"
                + input.name()
                + "': expected fixed channels, height and width, found "
                + input.describeShape()
                + "; give the shape of an image with --input-shape C,H,W");
      }
      shape.add((int) extent);
    }
    return shape;
  }
}
