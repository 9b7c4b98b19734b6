package io.separatrix.network.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the graph of an ONNX file became a classifier.
 *
 * @param producer name and version of the program that wrote the file; may be empty
 * @param opset version of the default operator set
 * @param strippedSoftmax operators removed behind the logits: Softmax, LogSoftmax, or none
 * @param fixedBatch batch size that the file prescribes; empty if it is open
 * @param notes other changes, one sentence each
 * @param bytes whether the model takes 8-bit pixels, 0 to 255
 * @param files other files that weights were read from
 */
public record ImportReport(
    String producer,
    int opset,
    List<String> strippedSoftmax,
    OptionalLong fixedBatch,
    List<String> notes,
    boolean bytes,
    List<Path> files) {

  public ImportReport {
    strippedSoftmax = List.copyOf(strippedSoftmax);
    notes = List.copyOf(notes);
    files = List.copyOf(files);
  }
}
