package io.separatrix.torch;

/**
 * How a graph runs.
 *
 * @param opset version of the ONNX operator set that the nodes mean
 * @param training batch statistics in BatchNormalization (running ones are updated in place) and
 *     active Dropout
 * @param bfloat16 convolutions and dense layers compute in bfloat16 and return it, so that the
 *     layers between them do too; weights and running statistics stay as they are
 */
public record RunMode(int opset, boolean training, boolean bfloat16) {}
