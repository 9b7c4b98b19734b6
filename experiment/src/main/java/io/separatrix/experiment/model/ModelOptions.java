package io.separatrix.experiment.model;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.network.architecture.PublishedNetwork;
import io.separatrix.network.onnx.OnnxOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user adds to what a model says of itself.
 *
 * @param range pixel range that it expects; null for what it says, or to be found out
 * @param labels file with names of its classes, one a line; null for its own
 * @param onnx for an .onnx file; {@link OnnxOptions#inputShape()} for a file of an engine's, too
 * @param input what the network wants of its pixels; null to look for files beside the model, or
 *     for what the publisher of an architecture says
 * @param channelOrder order in which it takes colours; null for RGB, or what {@code input} says
 * @param allowCode whether a file that is a program may run, with the rights of this process
 * @param architecture the published network that the model's file has the weights of; null if the
 *     file is a model by itself
 * @param engine name of the engine that runs it; null for the only one on the class path
 */
public record ModelOptions(
    @Nullable PixelRange range,
    @Nullable Path labels,
    OnnxOptions onnx,
    @Nullable ModelInput input,
    @Nullable ChannelOrder channelOrder,
    boolean allowCode,
    @Nullable PublishedNetwork architecture,
    @Nullable String engine) {

  /** Everything as the model says. */
  public static final ModelOptions DEFAULT =
      new ModelOptions(null, null, OnnxOptions.DEFAULT, null, null, false, null, null);

  /** The same with another pixel range. */
  public ModelOptions withRange(@Nullable PixelRange newRange) {
    return new ModelOptions(
        newRange, labels, onnx, input, channelOrder, allowCode, architecture, engine);
  }

  /** The same with another file of class names. */
  public ModelOptions withLabels(@Nullable Path newLabels) {
    return new ModelOptions(
        range, newLabels, onnx, input, channelOrder, allowCode, architecture, engine);
  }

  /** The same with other options for .onnx files. */
  public ModelOptions withOnnx(OnnxOptions newOnnx) {
    return new ModelOptions(
        range, labels, newOnnx, input, channelOrder, allowCode, architecture, engine);
  }

  /** The same with another image shape: channels, height, width. */
  public ModelOptions withInputShape(@Nullable List<Integer> newInputShape) {
    return withOnnx(onnx.withInputShape(newInputShape));
  }

  /** The same with something else said of the network's input. */
  public ModelOptions withInput(@Nullable ModelInput newInput) {
    return new ModelOptions(
        range, labels, onnx, newInput, channelOrder, allowCode, architecture, engine);
  }

  /** The same with another normalisation. */
  public ModelOptions withNormalization(Preprocessing normalization) {
    return withInput(ModelInput.of(normalization, "as given"));
  }

  /** The same with colours in another order. */
  public ModelOptions withChannelOrder(@Nullable ChannelOrder newChannelOrder) {
    return new ModelOptions(
        range, labels, onnx, input, newChannelOrder, allowCode, architecture, engine);
  }

  /** The same with programs allowed to run, or not. */
  public ModelOptions withAllowCode(boolean newAllowCode) {
    return new ModelOptions(
        range, labels, onnx, input, channelOrder, newAllowCode, architecture, engine);
  }

  /** The same for the weights of a published network. */
  public ModelOptions withArchitecture(@Nullable PublishedNetwork newArchitecture) {
    return new ModelOptions(
        range, labels, onnx, input, channelOrder, allowCode, newArchitecture, engine);
  }

  /** The same on another engine. */
  public ModelOptions withEngine(@Nullable String newEngine) {
    return new ModelOptions(
        range, labels, onnx, input, channelOrder, allowCode, architecture, newEngine);
  }

  /** The range that the user names, or the model's own. */
  PixelRange rangeOr(PixelRange own) {
    return range == null ? own : range;
  }

  /**
   * The names that the user gives, or the model's own.
   *
   * @throws io.separatrix.data.DataException if the file is not what it must be
   */
  ClassNames namesOr(ClassNames own) {
    return labels == null ? own : ClassNames.fromFile(labels);
  }
}
