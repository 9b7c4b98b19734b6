package io.separatrix.experiment.model;

import io.separatrix.data.Sha256;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxReader;
import io.separatrix.network.onnx.OnnxWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The ONNX file that holds a network just as it is studied: the user's own, where nothing was put
 * before the network, taken off behind it or read from beside it; else the one that {@link #bytes}
 * writes.
 *
 * @param sha256 of the file, lower-case hexadecimal
 * @param own whether it is the user's own
 */
public record StudiedFile(String sha256, boolean own) {

  /**
   * The file of a model.
   *
   * @param model as it was read
   * @return its hash, and whether it is the user's own
   * @throws ModelFormatException if its operators cannot be seen
   */
  public static StudiedFile of(Model model) {
    byte[] bytes = bytes(model);
    Path file = Path.of(model.source());
    return model.source().endsWith(".onnx") && Files.isRegularFile(file) && isAsStudied(file, bytes)
        ? new StudiedFile(model.sha256(), true)
        : new StudiedFile(Sha256.of(bytes), false);
  }

  /**
   * The network as it is studied, as an ONNX file: the same bytes each time.
   *
   * @param model as it was read
   * @return the file's contents
   * @throws ModelFormatException if its operators cannot be seen
   */
  public static byte[] bytes(Model model) {
    Graph graph = model.graph();
    if (graph == null) {
      throw new ModelFormatException(
          model.name()
              + ": expected a network whose operators can be seen (.onnx, .safetensors or"
              + " built-in), found a program; export it to ONNX");
    }
    return OnnxWriter.bytes(graph);
  }

  private static boolean isAsStudied(Path file, byte[] studied) {
    OnnxClassifier read = OnnxReader.read(file);
    return read.report().files().isEmpty()
        && read.report().strippedSoftmax().isEmpty()
        && read.report().notes().isEmpty()
        && read.graph().batch() == Graph.ANY_BATCH
        && Arrays.equals(OnnxWriter.bytes(read.graph()), studied);
  }
}
