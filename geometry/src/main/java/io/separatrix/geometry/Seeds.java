package io.separatrix.geometry;

import java.util.SplittableRandom;

/**
 * Seeds per item, derived from (run seed, study, item), so that a result does not depend on batch
 * size, order, threads or machine.
 */
public final class Seeds {

  private Seeds() {}

  /**
   * The generator of one item.
   *
   * @param runSeed the seed of the run
   * @param study name of the study or of the purpose within it; distinct purposes get independent
   *     streams
   * @param item index of the item within the data set or the list of pairs
   */
  public static SplittableRandom random(long runSeed, String study, long item) {
    long seed = mix(runSeed);
    for (int i = 0; i < study.length(); i++) {
      seed = mix(seed ^ study.charAt(i));
    }
    return new SplittableRandom(mix(seed ^ item));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable generators", 2014). */
  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
