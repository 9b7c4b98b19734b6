package io.separatrix.benchmarks;

import io.separatrix.geometry.EvaluationCount;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Graph;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.torch.TorchClassifier;
import java.util.LinkedHashMap;
import java.util.Map;

/** A contender that is Separatrix on its engine, with an account of what the network did. */
abstract class OnEngine implements Contender {

  private final TorchClassifier engine;
  private final TimedClassifier classifier;
  private final double[][] images;

  OnEngine(Request request, Graph graph) {
    this.engine = new TorchClassifier(graph, request.engine());
    this.classifier = new TimedClassifier(engine);
    this.images = request.images();
  }

  final TimedClassifier classifier() {
    return classifier;
  }

  final double[][] images() {
    return images;
  }

  final int lanes() {
    return engine.lanes();
  }

  /** The largest logit minus the second largest, for each image. */
  final LogitCombination[] margins() {
    double[][] logits = classifier.logits(images);
    LogitCombination[] margins = new LogitCombination[images.length];
    for (int i = 0; i < margins.length; i++) {
      int label = Vectors.argmax(logits[i]);
      margins[i] = LogitCombination.difference(label, Margin.runnerUp(logits[i], label));
    }
    return margins;
  }

  /** The work itself. */
  abstract Map<String, Object> work();

  @Override
  public final Map<String, Object> run() {
    EvaluationCount before = classifier.count();
    double secondsBefore = classifier.seconds();
    Map<String, Object> result = new LinkedHashMap<>(work());
    EvaluationCount spent = classifier.count().minus(before);
    result.put("forward", spent.forward());
    result.put("backward", spent.backward());
    result.put("networkSeconds", classifier.seconds() - secondsBefore);
    return result;
  }

  @Override
  public final Map<String, String> versions() {
    EngineInfo info = engine.info();
    return Map.of(
        "separatrix", info.toString(), "java", System.getProperty("java.version", "unknown"));
  }

  @Override
  public void close() {
    engine.close();
  }
}
