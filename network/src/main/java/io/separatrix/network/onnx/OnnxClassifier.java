package io.separatrix.network.onnx;

import io.separatrix.network.Graph;
import org.jspecify.annotations.Nullable;

/**
 * An image classifier from an ONNX file.
 *
 * @param graph from images to logits, for any batch size
 * @param report what was done to the file's graph to get there
 * @param rounded the same with the rounding of activations that was left out of {@code graph}; null
 *     if there is none
 */
public record OnnxClassifier(Graph graph, ImportReport report, @Nullable Graph rounded) {}
