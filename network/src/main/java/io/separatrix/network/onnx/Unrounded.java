package io.separatrix.network.onnx;

import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.network.OperatorGraph;
import io.separatrix.network.rewrite.Quantisation;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph whose activations are not rounded.
 *
 * @param graph the graph, with dequantised weights
 * @param rounded the same with its rounding
 * @param left how many operators rounded activations and do not any more
 */
record Unrounded(OperatorGraph graph, OperatorGraph rounded, int left) {

  /**
   * @param relax whether rounding may be left out
   * @throws ModelFormatException if there is rounding and it may not
   */
  static Unrounded of(OperatorGraph graph, boolean relax) {
    OperatorGraph folded = Quantisation.foldWeights(graph);
    int roundings = Quantisation.roundings(folded);
    if (roundings == 0) {
      return new Unrounded(folded, folded, 0);
    }
    if (!relax) {
      throw new ModelFormatException(
          "activations are rounded to integers, whose derivative is 0: "
              + Quantisation.roundsActivations(folded).orElse(""),
          ModelRemedy.WITHOUT_ROUNDING);
    }
    return new Unrounded(Quantisation.relax(folded), folded, roundings);
  }

  /** The report with a note on what was left out. */
  ImportReport noted(ImportReport report) {
    if (left == 0) {
      return report;
    }
    List<String> notes = new ArrayList<>(report.notes());
    notes.add("activation rounding left out (" + left + " operators)");
    return new ImportReport(
        report.producer(),
        report.opset(),
        report.strippedSoftmax(),
        report.fixedBatch(),
        notes,
        report.bytes(),
        report.files());
  }
}
