package io.separatrix.network.onnx;

import io.separatrix.network.Graph;

/**
 * An image classifier from an ONNX file.
 *
 * @param graph from images to logits, for any batch size
 * @param report what was done to the file's graph to get there
 */
public record OnnxClassifier(Graph graph, ImportReport report) {}
