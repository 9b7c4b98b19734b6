package io.separatrix.cli.option;

import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.model.ChannelOrder;
import io.separatrix.experiment.model.ModelInput;
import io.separatrix.network.ModelFormatException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the network wants of its images beyond a pixel range. */
public final class NormalizationOptions {

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      hideParamSyntax = true,
      split = ",",
      description =
          "The model wants ((pixel - low) / (high - low) - mean) / std, with low and high from"
              + " --range (default with --mean: 0,1).")
  @Nullable List<Double> mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      hideParamSyntax = true,
      split = ",",
      description = "See --mean.")
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
          "Order in which the model takes colours (default: rgb, or what --preprocessing says).")
  @Nullable ChannelOrder channelOrder;

  /**
   * What the network wants of its pixels; null if no option says it.
   *
   * @throws ModelFormatException if the options do not fit together
   * @throws io.separatrix.data.DataException if there is no such file, or it is not what it must be
   */
  public @Nullable ModelInput input() {
    if (preprocessing != null) {
      if (mean != null || std != null) {
        throw new ModelFormatException(
            "expected --preprocessing, or --mean and --std, found both: which one is meant?");
      }
      return ModelInput.named(preprocessing, "--preprocessing " + preprocessing);
    }
    if (mean == null && std == null) {
      return null;
    }
    if (mean == null || std == null) {
      throw new ModelFormatException(
          "expected --mean and --std together, found "
              + (mean == null ? "--std" : "--mean")
              + " alone");
    }
    return ModelInput.of(new Preprocessing(mean, std, false), "--mean and --std");
  }
}
