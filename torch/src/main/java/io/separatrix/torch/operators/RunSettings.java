package io.separatrix.torch.operators;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * What all operators of a run share.
 *
 * @param opset version of the ONNX operator set that the nodes mean
 * @param training batch statistics in BatchNormalization (running ones are updated in place) and
 *     active Dropout
 * @param bfloat16 convolutions and dense layers compute in bfloat16 and return it
 * @param floating the type that all floating-point numbers of the run have, whatever the graph
 *     says; null to keep to the graph's types
 * @param limit elements of the largest tensor that an operator may create from a shape that it
 *     reads: a bound on what a few bytes of file can allocate
 */
public record RunSettings(
    int opset, boolean training, boolean bfloat16, @Nullable ScalarType floating, long limit) {}
