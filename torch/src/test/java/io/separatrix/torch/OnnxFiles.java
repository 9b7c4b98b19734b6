package io.separatrix.torch;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.separatrix.network.Graph;
import io.separatrix.network.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes graphs as ONNX files, so that tests read what users would bring: nothing is said of the
 * output's shape, which need not be that of logits.
 */
final class OnnxFiles {

  private OnnxFiles() {}

  /**
   * @param batch batch size to prescribe; 0 for an open one
   */
  static Path write(Graph graph, int batch, Path file) throws IOException {
    ModelProto.Builder model =
        ModelProto.parseFrom(OnnxWriter.bytes(graph.withBatch(batch))).toBuilder();
    model
        .getGraphBuilder()
        .getOutputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .clearShape();
    return Files.write(file, model.build().toByteArray());
  }
}
