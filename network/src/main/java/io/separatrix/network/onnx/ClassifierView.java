package io.separatrix.network.onnx;

import io.separatrix.network.ElementType;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.ValueInfo;
import io.separatrix.network.rewrite.TrailingSoftmax;
import io.separatrix.network.rewrite.UnusedNodes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Makes an image classifier of a graph: finds images and logits. */
final class ClassifierView {

  private final Graph graph;
  private final OptionalLong fixedBatch;
  private final List<String> stripped;
  private final boolean bytes;
  private final List<String> notes = new ArrayList<>();

  ClassifierView(OperatorGraph original, OnnxOptions options) {
    LogitsOutput logits = LogitsOutput.of(original, options.output());
    notes.addAll(logits.notes());
    TrailingSoftmax softmax = TrailingSoftmax.strip(UnusedNodes.remove(logits.graph()));
    stripped = softmax.removed();
    TwoClasses classes = TwoClasses.of(softmax.graph());
    notes.addAll(classes.notes());
    ImageInput images = ImageInput.of(classes.graph(), options);
    notes.addAll(images.notes());
    OperatorGraph operators = images.graph();
    if (operators.nodes().isEmpty()) {
      throw new ModelFormatException(
          "expected logits that are computed from images, found an output that no operator writes");
    }
    bytes = operators.inputs().get(0).type() == ElementType.UINT8;
    long batch = images.batch();
    fixedBatch = batch == ValueInfo.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(batch);
    graph =
        new Graph(
            operators.opset(),
            operators.inputs().get(0).name(),
            images.shape(),
            operators.outputs().get(0).name(),
            operators.nodes(),
            operators.constants(),
            fixedBatch.isPresent() ? images(batch) : Graph.ANY_BATCH);
  }

  private static int images(long batch) {
    if (batch < 1 || batch > Integer.MAX_VALUE) {
      throw new ModelFormatException("expected a batch of at least one image, found " + batch);
    }
    return (int) batch;
  }

  Graph graph() {
    return graph;
  }

  ImportReport report(String producer, Collection<Path> files) {
    return new ImportReport(
        producer, graph.opset(), stripped, fixedBatch, notes, bytes, List.copyOf(files));
  }
}
