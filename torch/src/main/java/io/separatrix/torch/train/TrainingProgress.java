package io.separatrix.torch.train;

import java.time.Duration;

/**
 * Where a training stands.
 *
 * @param epoch current epoch, from 1
 * @param epochs number of epochs
 * @param step steps done, over all epochs
 * @param steps number of steps of the whole training
 * @param loss mean loss over the epoch so far
 * @param accuracy share of the epoch's images so far that were recognised when they were seen
 * @param left estimated time to the end
 */
public record TrainingProgress(
    int epoch, int epochs, long step, long steps, double loss, double accuracy, Duration left) {}
