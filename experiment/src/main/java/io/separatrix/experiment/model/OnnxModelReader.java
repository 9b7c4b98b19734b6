package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.OpenedBatch;
import io.separatrix.network.onnx.ImportReport;
import io.separatrix.network.onnx.OnnxClassifier;
import io.separatrix.network.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an .onnx file, and files beside it that say what it wants of its pixels.
 *
 * @param file the file
 * @param named the same as the user wrote it
 * @param options what else the user says of it
 */
record OnnxModelReader(Path file, String named, ModelOptions options) {

  Model read() {
    OnnxClassifier classifier = OnnxReader.read(file, options.onnx());
    ImportReport report = classifier.report();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("operator set", "" + report.opset());
    if (!report.producer().isEmpty()) {
      facts.put("written by", report.producer());
    }
    List<Finding> findings = new ArrayList<>();
    if (!report.strippedSoftmax().isEmpty()) {
      String stripped = String.join(", ", report.strippedSoftmax());
      facts.put("stripped", stripped);
      findings.add(Finding.info("softmax-removed", stripped + " behind the logits was taken off"));
    }
    OpenedBatch opened = openedBatch(classifier.graph());
    report
        .fixedBatch()
        .ifPresent(
            batch -> {
              facts.put("fixed batch size", "" + batch);
              findings.add(batchFinding(batch, opened.failure()));
            });
    report.notes().forEach(note -> findings.add(Finding.info("input-output", note)));
    if (!report.notes().isEmpty()) {
      facts.put("notes", String.join("; ", report.notes()));
    }
    ModelInput input = options.input() == null ? ModelInput.beside(file) : options.input();
    findings.addAll(input.findings());
    PixelRange range =
        options.range() == null && report.bytes() ? PixelRange.BYTE : options.range();
    FirstNodes first = FirstNodes.of(input, range, options.channelOrder());
    facts.putAll(first.facts());
    findings.addAll(first.findings());
    if (input.resizing() != null) {
      facts.put("resizing", input.resizing() + " (" + input.source() + ")");
    }
    ModelFiles files = new ModelFiles(file, report.files());
    Graph rounded = classifier.rounded();
    return new Model(
        files.name(),
        named,
        files.sha256(),
        network(first, opened),
        new ExpectedPixels(first.range(), first.normalization(), report.bytes(), input.resizing()),
        options.namesOr(ClassNames.of(input.classNames())),
        facts,
        rounded == null ? null : network(first, openedBatch(rounded)),
        findings);
  }

  private Network network(FirstNodes first, OpenedBatch opened) {
    return new Network.OfGraph(first.before().apply(opened.graph()), options.engine());
  }

  /** Only a graph that prescribes its batch needs an engine to be read. */
  private OpenedBatch openedBatch(Graph graph) {
    return graph.batch() == Graph.ANY_BATCH
        ? OpenedBatch.any(graph)
        : Engines.find(options.engine()).openBatch(graph);
  }

  private static Finding batchFinding(long batch, @Nullable String failure) {
    if (failure == null) {
      return Finding.info(
          "fixed-batch",
          "made for batches of " + batch + ", now takes any number; checked at random images");
    }
    return Finding.warning(
        "fixed-batch",
        "made for batches of "
            + batch
            + ", which could not be opened, so images are evaluated one by one, which is slower ("
            + failure
            + ")");
  }
}
