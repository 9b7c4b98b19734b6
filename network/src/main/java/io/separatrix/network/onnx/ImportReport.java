package io.separatrix.network.onnx;

import java.util.List;
import java.util.OptionalLong;

/**
 * How the graph of an ONNX file became a classifier.
 *
 * @param producer name and version of the program that wrote the file; may be empty
 * @param opset version of the default operator set
 * @param strippedSoftmax operators removed behind the logits: Softmax, LogSoftmax, or none
 * @param fixedBatch batch size that the file prescribes, which the graph no longer does; empty if
 *     it was open
 * @param notes other changes, one sentence each
 */
public record ImportReport(
    String producer,
    int opset,
    List<String> strippedSoftmax,
    OptionalLong fixedBatch,
    List<String> notes) {

  public ImportReport {
    strippedSoftmax = List.copyOf(strippedSoftmax);
    notes = List.copyOf(notes);
  }
}
