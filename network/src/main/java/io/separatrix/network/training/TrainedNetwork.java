package io.separatrix.network.training;

import io.separatrix.network.Graph;

/**
 * What a training gives.
 *
 * @param graph the network, batch normalisation folded away and without dropout
 * @param validationAccuracy share of the validation images that it recognises, in float32
 * @param steps steps of gradient descent
 */
public record TrainedNetwork(Graph graph, double validationAccuracy, long steps) {}
