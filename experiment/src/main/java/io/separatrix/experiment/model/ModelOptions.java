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

  /**
   * {@return the same with another pixel range}
   *
   * @param newRange null to find it out
   */
  public ModelOptions withRange(@Nullable PixelRange newRange) {
    return new ModelOptions(
        newRange, labels, onnx, input, channelOrder, allowCode, architecture, engine);
  }

  /**
   * {@return the same with another file of class names}
   *
   * @param newLabels null for the model's own names
   */
  public ModelOptions withLabels(@Nullable Path newLabels) {
    return new ModelOptions(
        range, newLabels, onnx, input, channelOrder, allowCode, architecture, engine);
  }

  /**
   * {@return the same with other options for .onnx files}
   *
   * @param newOnnx which output, which input, what to relax
   */
  public ModelOptions withOnnx(OnnxOptions newOnnx) {
    return new ModelOptions(
        range, labels, newOnnx, input, channelOrder, allowCode, architecture, engine);
  }

  /**
   * {@return the same with another image shape: channels, height, width}
   *
   * @param newInputShape null for what the file says
   */
  public ModelOptions withInputShape(@Nullable List<Integer> newInputShape) {
    return withOnnx(onnx.withInputShape(newInputShape));
  }

  /**
   * {@return the same with something else said of the network's input}
   *
   * @param newInput null for what the file says
   */
  public ModelOptions withInput(@Nullable ModelInput newInput) {
    return new ModelOptions(
        range, labels, onnx, newInput, channelOrder, allowCode, architecture, engine);
  }

  /**
   * {@return the same with another normalisation}
   *
   * @param normalization of the pixels, before the network
   */
  public ModelOptions withNormalization(Preprocessing normalization) {
    return withInput(ModelInput.of(normalization, "as given"));
  }

  /**
   * {@return the same with colours in another order}
   *
   * @param newChannelOrder null for what the file says
   */
  public ModelOptions withChannelOrder(@Nullable ChannelOrder newChannelOrder) {
    return new ModelOptions(
        range, labels, onnx, input, newChannelOrder, allowCode, architecture, engine);
  }

  /**
   * {@return the same with programs allowed to run, or not}
   *
   * @param newAllowCode true for files whose origin the user trusts
   */
  public ModelOptions withAllowCode(boolean newAllowCode) {
    return new ModelOptions(
        range, labels, onnx, input, channelOrder, newAllowCode, architecture, engine);
  }

  /**
   * {@return the same for the weights of a published network}
   *
   * @param newArchitecture null for files that say it themselves
   */
  public ModelOptions withArchitecture(@Nullable PublishedNetwork newArchitecture) {
    return new ModelOptions(
        range, labels, onnx, input, channelOrder, allowCode, newArchitecture, engine);
  }

  /**
   * {@return the same on another engine}
   *
   * @param newEngine see {@link Engines#find}
   */
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
