package io.separatrix.proof;

/**
 * Limits of one proof.
 *
 * @param enclosures parts of a segment that may be enclosed, at least 1
 * @param threads threads to share them, at least 1; the result does not depend on it
 */
public record ProofOptions(long enclosures, int threads) {

  /** 4,096 enclosures on two threads. */
  public static final ProofOptions DEFAULT = new ProofOptions(4096, 2);

  /** The same limits with another number of threads. */
  public ProofOptions withThreads(int newThreads) {
    return new ProofOptions(enclosures, newThreads);
  }

  public ProofOptions {
    if (enclosures < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "expected at least one enclosure and one thread, found " + enclosures + ", " + threads);
    }
  }
}
