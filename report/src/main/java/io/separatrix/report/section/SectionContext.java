package io.separatrix.report.section;

import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.geometry.Classifier;

/**
 * What sections are drawn with.
 *
 * @param experiment whose results they show
 * @param folder takes the figures
 */
public record SectionContext(Experiment experiment, RunFolder folder) {

  Classifier classifier() {
    return experiment.classifier();
  }

  ModelCard model() {
    return experiment.model();
  }

  Images images() {
    return experiment.images();
  }

  /** Pixels of an item in the classifier's range, C x H x W flattened; a new array. */
  double[] image(int item) {
    return experiment.images().pixels(item);
  }

  /** The name of a class. */
  String className(int label) {
    return experiment.model().classNames().get(label);
  }
}
