package io.separatrix.torch;

import io.separatrix.network.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * Tells a TorchScript file from a pickle. Both end in {@code .pt}: the first is a zip archive with
 * the module's code as text, the second names any Python function to be called while it is read.
 */
final class TorchScriptFile {

  static final String FORMAT = "TorchScript";

  private static final String ADVICE =
      "; weights saved as a Python pickle are refused, because reading them runs what they name:"
          + " save the model with torch.jit.trace(model, image).save(file), or export it to ONNX";

  private TorchScriptFile() {}

  /**
   * Requires a TorchScript file; nothing of it runs.
   *
   * @throws ModelFormatException if the file is missing, a pickle or something else
   */
  static void require(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(file + ": expected a TorchScript file, found none");
    }
    boolean code;
    try (ZipFile archive = new ZipFile(file.toFile())) {
      code = archive.stream().anyMatch(entry -> entry.getName().contains("/code/"));
    } catch (IOException e) {
      throw new ModelFormatException(
          file + ": expected a TorchScript file, found no zip archive" + ADVICE, e);
    }
    if (!code) {
      throw new ModelFormatException(
          file + ": expected a TorchScript file, found an archive without code" + ADVICE);
    }
  }
}
