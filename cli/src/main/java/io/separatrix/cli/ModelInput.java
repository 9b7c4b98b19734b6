package io.separatrix.cli;

import io.separatrix.data.DataException;
import io.separatrix.data.Preprocessing;
import io.separatrix.data.PreprocessingFile;
import io.separatrix.data.Resizing;
import io.separatrix.experiment.run.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model's input beside the model itself.
 *
 * @param normalization what its numbers are made by; null if nothing is known
 * @param resizing how images come to its size; null if nothing is known
 * @param classNames names by class index; may be empty
 * @param source where that is known from, for people
 * @param findings what was noticed on the way
 */
record ModelInput(
    @Nullable Preprocessing normalization,
    @Nullable Resizing resizing,
    List<String> classNames,
    String source,
    List<Finding> findings) {

  static final ModelInput NOTHING = new ModelInput(null, null, List.of(), "", List.of());

  static ModelInput of(Preprocessing normalization, String source) {
    return new ModelInput(normalization, null, List.of(), source, List.of());
  }

  static ModelInput of(PreprocessingFile file) {
    return new ModelInput(
        file.normalization(),
        file.resizing(),
        file.classNames(),
        String.valueOf(file.file().getFileName()),
        List.of());
  }

  /** What files that are published with a model say, each the more where the others are silent. */
  static ModelInput beside(Path model) {
    ModelInput all = NOTHING;
    for (String name : PreprocessingFile.NAMES) {
      Path file = model.toAbsolutePath().resolveSibling(name);
      if (!Files.isRegularFile(file)) {
        continue;
      }
      try {
        all = all.and(of(PreprocessingFile.read(file)));
      } catch (DataException e) {
        all =
            all.noting(
                new Finding(
                    "normalisation",
                    Finding.Severity.WARNING,
                    "a file beside the model was left alone: " + e.getMessage()));
      }
    }
    return all;
  }

  private ModelInput and(ModelInput other) {
    if (other.normalization == null && other.resizing == null && other.classNames.isEmpty()) {
      return this;
    }
    return new ModelInput(
        normalization == null ? other.normalization : normalization,
        resizing == null ? other.resizing : resizing,
        classNames.isEmpty() ? other.classNames : classNames,
        source.isEmpty() ? other.source : source + " and " + other.source,
        findings);
  }

  private ModelInput noting(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return new ModelInput(normalization, resizing, classNames, source, more);
  }
}
