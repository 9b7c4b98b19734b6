package io.separatrix.cli;

import io.separatrix.data.PixelRange;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.rewrite.InputNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the network wants of its images beyond a pixel range. */
final class NormalizationOptions {

  /** Used by training code that many share. */
  private static final Map<String, Preset> PRESETS =
      new TreeMap<>(
          Map.of(
              "imagenet", Preset.of(false, .485, .456, .406, .229, .224, .225),
              "timm", Preset.of(false, .485, .456, .406, .229, .224, .225),
              "inception", Preset.of(false, .5, .5, .5, .5, .5, .5),
              "clip",
                  Preset.of(false, .48145466, .4578275, .40821073, .26862954, .26130258, .27577711),
              "keras-tf", Preset.of(false, .5, .5, .5, .5, .5, .5),
              "keras-torch", Preset.of(false, .485, .456, .406, .229, .224, .225),
              "keras-caffe",
                  Preset.of(
                      true,
                      123.68 / 255,
                      116.779 / 255,
                      103.939 / 255,
                      1 / 255.,
                      1 / 255.,
                      1 / 255.)));

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      description =
          "The model wants ((pixel - low) / (high - low) - mean) / std, with low and high from"
              + " --range (default with --mean: 0,1).",
      converter = Numbers.class)
  @Nullable List<Double> mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      description = "See --mean.",
      converter = Numbers.class)
  @Nullable List<Double> std;

  @Option(
      names = "--preprocessing",
      paramLabel = "NAME|none",
      description =
          "Known means and standard deviations instead of --mean and --std: imagenet, timm,"
              + " inception, clip, keras-tf, keras-torch, keras-caffe (which takes B,G,R).")
  @Nullable String preprocessing;

  /** Whether the images are normalised at all. */
  boolean given() {
    return mean != null || std != null || (preprocessing != null && !preprocessing.equals("none"));
  }

  /** The options as they are kept in run.json. */
  Map<String, Object> configuration() {
    Map<String, Object> given = new TreeMap<>();
    if (mean != null) {
      given.put("mean", mean);
    }
    if (std != null) {
      given.put("std", std);
    }
    if (preprocessing != null) {
      given.put("preprocessing", preprocessing);
    }
    return given;
  }

  /**
   * The graph for pixels of a range.
   *
   * @throws ModelFormatException if the options do not fit together or the model
   */
  Graph before(Graph graph, PixelRange range) {
    try {
      return normalization(range).before(graph);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("--mean, --std or --preprocessing: " + e.getMessage(), e);
    }
  }

  private InputNormalization normalization(PixelRange range) {
    if (preprocessing == null) {
      if (mean == null || std == null) {
        throw new ModelFormatException(
            "expected --mean and --std together, found "
                + (mean == null ? "--std" : "--mean")
                + " alone");
      }
      return new InputNormalization(range.low(), range.high(), mean, std, false);
    }
    Preset preset = PRESETS.get(preprocessing);
    if (preset == null || mean != null || std != null) {
      throw new ModelFormatException(
          "expected one of "
              + PRESETS.keySet()
              + " or none as --preprocessing, or --mean and --std, found "
              + (preset == null ? preprocessing : "both"));
    }
    return new InputNormalization(
        range.low(), range.high(), preset.mean(), preset.std(), preset.bgr());
  }

  private record Preset(List<Double> mean, List<Double> std, boolean bgr) {

    static Preset of(boolean bgr, double... values) {
      List<Double> all = Arrays.stream(values).boxed().toList();
      return new Preset(all.subList(0, 3), all.subList(3, 6), bgr);
    }
  }

  static final class Numbers implements ITypeConverter<List<Double>> {
    @Override
    public List<Double> convert(String text) {
      try {
        return Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected numbers such as 0.5,0.5,0.5, found " + text);
      }
    }
  }
}
