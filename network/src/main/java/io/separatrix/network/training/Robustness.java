package io.separatrix.network.training;

/**
 * What a training does against small perturbations of its images.
 *
 * @param kind which way
 * @param radius of the perturbations that are trained on, or the step h of {@link Kind#CURVATURE},
 *     both Euclidean norms in pixels of 0..1; 0 for {@link Kind#NONE}
 * @param steps of the attack; 0 for the other kinds
 * @param weight of the curvature in the loss; 0 for the other kinds
 */
public record Robustness(Kind kind, double radius, int steps, double weight) {

  /** A training without it. */
  public static final Robustness NONE = new Robustness(Kind.NONE, 0, 0, 0);

  /** Ways to train against perturbations. */
  public enum Kind {
    /** Images as they are. */
    NONE,
    /**
     * Adversarial training: each image is replaced by the worst one that projected gradient ascent
     * finds within the radius (Madry, Makelov, Schmidt, Tsipras, Vladu, ICLR 2018).
     */
    PGD,
    /**
     * Curvature regularisation: the loss is joined by {@code weight ||grad l(x + h z) - grad
     * l(x)||^2}, z the unit vector of the signs of the loss's gradient (Moosavi-Dezfooli, Fawzi,
     * Uesato, Frossard, "Robustness via curvature regularization, and vice versa", CVPR 2019).
     */
    CURVATURE
  }

  /** Refuses numbers that do not fit the kind. */
  public Robustness {
    boolean none = kind == Kind.NONE;
    boolean fits =
        Double.isFinite(radius)
            && Double.isFinite(weight)
            && (none ? radius == 0 : radius > 0)
            && (kind == Kind.PGD ? steps > 0 : steps == 0)
            && (kind == Kind.CURVATURE ? weight > 0 : weight == 0);
    if (!fits) {
      throw new IllegalArgumentException(
          "expected a radius > 0, steps > 0 for an attack and a weight > 0 for curvature, found "
              + kind
              + " with radius "
              + radius
              + ", "
              + steps
              + " steps, weight "
              + weight);
    }
  }

  /**
   * Adversarial training.
   *
   * @param radius Euclidean, in pixels of 0..1
   * @param steps of the attack
   */
  public static Robustness pgd(double radius, int steps) {
    return new Robustness(Kind.PGD, radius, steps, 0);
  }

  /**
   * Curvature regularisation.
   *
   * @param step h, Euclidean, in pixels of 0..1
   * @param weight of the curvature in the loss
   */
  public static Robustness curvature(double step, double weight) {
    return new Robustness(Kind.CURVATURE, step, 0, weight);
  }
}
