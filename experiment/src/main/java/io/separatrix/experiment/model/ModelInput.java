package io.separatrix.experiment.model;

import io.separatrix.data.DataException;
import io.separatrix.data.Preprocessing;
import io.separatrix.data.PreprocessingFile;
import io.separatrix.data.Resizing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.ModelFormatException;
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
public record ModelInput(
    @Nullable Preprocessing normalization,
    @Nullable Resizing resizing,
    List<String> classNames,
    String source,
    List<Finding> findings) {

  /** Pixels as they are. */
  public static final ModelInput NOTHING = new ModelInput(null, null, List.of(), "", List.of());

  /** Copies the names and findings. */
  public ModelInput {
    classNames = List.copyOf(classNames);
    findings = List.copyOf(findings);
  }

  /**
   * {@return a normalisation, and nothing else known}
   *
   * @param normalization of the pixels, before the network
   * @param source who says so, for people
   */
  public static ModelInput of(Preprocessing normalization, String source) {
    return new ModelInput(normalization, null, List.of(), source, List.of());
  }

  /**
   * {@return what a file says}
   *
   * @param file of HuggingFace or timm
   */
  public static ModelInput of(PreprocessingFile file) {
    return new ModelInput(
        file.normalization(),
        file.resizing(),
        file.classNames(),
        String.valueOf(file.file().getFileName()),
        List.of());
  }

  /**
   * What a preset or a file says.
   *
   * @param name {@code none}, a {@linkplain Preprocessing#names() known normalisation}, or a {@code
   *     preprocessor_config.json} or {@code config.json} of HuggingFace or timm
   * @param source where the name is from, for people
   * @return what is known of the input
   * @throws ModelFormatException if it is neither
   * @throws DataException if the file is not what it must be
   */
  public static ModelInput named(String name, String source) {
    if (name.equals("none")) {
      return NOTHING;
    }
    Preprocessing known = Preprocessing.named(name);
    if (known != null) {
      return of(known, source);
    }
    Path file = Path.of(name);
    if (!Files.exists(file)) {
      throw new ModelFormatException(
          "preprocessing: expected one of "
              + String.join(", ", Preprocessing.names())
              + ", none, or a JSON file, found "
              + name,
          ModelOptionRemedy.NORMALIZATION);
    }
    return of(PreprocessingFile.read(file));
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
                Finding.warning(
                    "normalisation", "a file beside the model was left alone: " + e.getMessage()));
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
