package io.separatrix.cli;

import io.separatrix.data.Preprocessing;
import io.separatrix.data.PreprocessingFile;
import io.separatrix.network.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      paramLabel = "NAME|FILE|none",
      description =
          "Instead of --mean and --std: imagenet, timm, inception, clip, keras-tf, keras-torch,"
              + " keras-caffe (which takes B,G,R), or a preprocessor_config.json or config.json of"
              + " HuggingFace or timm (default: such a file beside the model, if there is one).")
  @Nullable String preprocessing;

  @Option(
      names = "--channel-order",
      paramLabel = "rgb|bgr",
      description =
          "Order in which the model takes colours (default: rgb, or what --preprocessing says).",
      converter = LowerCase.OfChannelOrder.class)
  @Nullable ChannelOrder channelOrder;

  /** Orders of the three colours. */
  enum ChannelOrder {
    RGB,
    BGR
  }

  /** Whether a normalisation is named, be it none; else files beside the model are looked for. */
  boolean given() {
    return mean != null || std != null || preprocessing != null;
  }

  /** The same with the order of channels that the user names, if any. */
  @Nullable Preprocessing ordered(@Nullable Preprocessing input) {
    return input == null || channelOrder == null
        ? input
        : input.withBgr(channelOrder == ChannelOrder.BGR);
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
    if (channelOrder != null) {
      given.put("channelOrder", LowerCase.name(channelOrder));
    }
    return given;
  }

  /**
   * What they say.
   *
   * @throws ModelFormatException if they do not fit together
   * @throws io.separatrix.data.DataException if there is no such file, or it is not what it must be
   */
  ModelInput input() {
    if (preprocessing == null) {
      if (mean == null || std == null) {
        throw new ModelFormatException(
            "expected --mean and --std together, found "
                + (mean == null ? "--std" : "--mean")
                + " alone");
      }
      return ModelInput.of(new Preprocessing(mean, std, false), "--mean and --std");
    }
    if (mean != null || std != null) {
      throw new ModelFormatException(
          "expected --preprocessing, or --mean and --std, found both: which one is meant?");
    }
    if (preprocessing.equals("none")) {
      return ModelInput.NOTHING;
    }
    Preprocessing known = Preprocessing.named(preprocessing);
    if (known != null) {
      return ModelInput.of(known, "--preprocessing " + preprocessing);
    }
    Path file = Path.of(preprocessing);
    if (!Files.exists(file)) {
      throw new ModelFormatException(
          "--preprocessing: expected one of "
              + String.join(", ", Preprocessing.names())
              + ", none, or a JSON file, found "
              + preprocessing);
    }
    return ModelInput.of(PreprocessingFile.read(file));
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
