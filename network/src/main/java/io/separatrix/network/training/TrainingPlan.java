package io.separatrix.network.training;

/**
 * How a network is trained: stochastic gradient descent with Nesterov momentum; a learning rate
 * that rises, stays and falls; crops or shifts, and flips. Two runs with equal plans, data and
 * number of threads give equal weights.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step; the images left over at the end of an epoch wait for the next
 * @param peakRate largest learning rate
 * @param warmUp epochs, at the start, over which the rate grows from 0 to its peak
 * @param decay epochs, at the end, over which the rate falls to 0; with {@code warmUp + decay =
 *     epochs} the schedule is one cycle (Smith and Topin, "Super-convergence", 2018)
 * @param momentum factor that keeps the past gradients
 * @param weightDecay factor of the squared length of the weights (not of shifts and scales)
 * @param labelSmoothing probability that the target spreads over all classes
 * @param flip whether images are mirrored left to right, half of them
 * @param shift largest shift in pixels, each way and direction; what comes in is the mirror image
 * @param crop side of the random square crops that the network sees instead, cheaper steps for one
 *     that takes images of any size; 0 for whole images all the time
 * @param whole epochs, at the end, that see whole images in any case
 * @param bfloat16 whether convolutions and dense layers compute in bfloat16 (weights never do)
 * @param robust what is done against perturbations
 * @param seed seed of the first weights, the order of the images, flips, shifts and dropout
 */
public record TrainingPlan(
    int epochs,
    int batchSize,
    double peakRate,
    double warmUp,
    double decay,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    boolean flip,
    int shift,
    int crop,
    double whole,
    boolean bfloat16,
    Robustness robust,
    long seed) {

  public TrainingPlan {
    require(epochs >= 1, "epochs >= 1", epochs);
    require(batchSize >= 1, "a batch size >= 1", batchSize);
    require(peakRate > 0 && peakRate < Double.POSITIVE_INFINITY, "a learning rate > 0", peakRate);
    require(warmUp >= 0 && warmUp <= epochs, "a warm-up in 0.." + epochs + " epochs", warmUp);
    require(decay >= 0 && decay <= epochs - warmUp, "a decay in what is left", decay);
    require(momentum >= 0 && momentum < 1, "a momentum in 0..1", momentum);
    require(weightDecay >= 0 && weightDecay < 1, "a weight decay in 0..1", weightDecay);
    require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing in 0..1", labelSmoothing);
    require(shift >= 0, "a shift >= 0", shift);
    require(crop >= 0, "a crop >= 0", crop);
    require(whole >= 0 && whole <= epochs, "whole images in 0.." + epochs + " epochs", whole);
  }

  private static void require(boolean condition, String expected, Number found) {
    if (!condition) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }

  /**
   * Learning rate of a step, linear in each part of the schedule.
   *
   * @param step from 0
   */
  public double rate(long step, int stepsPerEpoch) {
    double done = (step + 0.5) / stepsPerEpoch;
    double rise = warmUp == 0 ? 1 : done / warmUp;
    double fall = decay == 0 ? 1 : (epochs - done) / decay;
    return peakRate * Math.min(1, Math.min(rise, fall));
  }

  /** Whether the images of a step are cropped. */
  public boolean cropped(long step, int stepsPerEpoch) {
    return crop > 0 && step < Math.round((epochs - whole) * stepsPerEpoch);
  }

  /**
   * Whether a training under this plan has come to the same state, after some steps, as one under
   * another plan: the plans are equal, or they differ only in their end and neither is there yet.
   *
   * @param steps steps done
   */
  public boolean agrees(TrainingPlan other, long steps, int stepsPerEpoch) {
    long open = Math.min(openEnded(stepsPerEpoch), other.openEnded(stepsPerEpoch));
    boolean endAhead = steps <= open && warmUp == other.warmUp;
    return equals(other) || (endAhead && withEndOf(other).equals(other));
  }

  /** Number of the first steps that know nothing of the end. */
  private long openEnded(int stepsPerEpoch) {
    double end = Math.max(decay, crop > 0 ? whole : 0);
    return (long) Math.floor((epochs - end) * stepsPerEpoch);
  }

  private TrainingPlan withEndOf(TrainingPlan other) {
    return new TrainingPlan(
        other.epochs,
        batchSize,
        peakRate,
        warmUp,
        other.decay,
        momentum,
        weightDecay,
        labelSmoothing,
        flip,
        shift,
        crop,
        other.whole,
        bfloat16,
        robust,
        seed);
  }
}
