package io.separatrix.torch.train;

import io.separatrix.network.training.Robustness;
import io.separatrix.network.training.TrainingPlan;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The loss of a batch under a plan, with what the plan does against perturbations. */
final class RobustLoss {

  /** Index of "mean" and "sum" in LibTorch's enumeration of reductions. */
  private static final long MEAN = 1;

  private static final long SUM = 2;
  private static final long NO_IGNORED_CLASS = -100;

  /** The length of all steps of an attack over its radius, as its authors took it. */
  private static final double WALK = 2.5;

  /** Keeps directions of vanishing gradients finite. */
  private static final double TINY = 1e-12;

  private static final long[] PER_IMAGE = {1, 2, 3};

  private final NetworkPass pass;
  private final TrainingPlan plan;

  RobustLoss(NetworkPass pass, TrainingPlan plan) {
    this.pass = pass;
    this.plan = plan;
  }

  /**
   * A batch's loss.
   *
   * @param loss to descend
   * @param logits of the images that the loss is taken at
   */
  record Value(Tensor loss, Tensor logits) {}

  /** The caller owns the pointer scope. */
  Value of(Tensor images, Tensor labels) {
    Robustness robust = plan.robust();
    return switch (robust.kind()) {
      case NONE -> plain(images, labels);
      case PGD -> plain(attacked(images, labels, robust), labels);
      case CURVATURE -> regularized(images, labels, robust);
    };
  }

  private Value plain(Tensor images, Tensor labels) {
    Tensor logits = pass.logits(images, true);
    return new Value(loss(logits, labels, MEAN), logits);
  }

  private Tensor loss(Tensor logits, Tensor labels, long reduction) {
    return torch.cross_entropy_loss(
        logits, labels, new TensorOptional(), reduction, NO_IGNORED_CLASS, plan.labelSmoothing());
  }

  /** The images after projected gradient ascent from a random start inside the ball. */
  private Tensor attacked(Tensor images, Tensor labels, Robustness robust) {
    double step = WALK * robust.radius() / robust.steps();
    Tensor start = torch.randn_like(images);
    Tensor length = torch.rand_like(images.narrow(1, 0, 1).narrow(2, 0, 1).narrow(3, 0, 1));
    Tensor moved =
        inside(images, images.add(unit(start).mul(length).mul(number(robust.radius()))), robust);
    for (int i = 0; i < robust.steps(); i++) {
      Tensor gradient = gradient(moved, labels, false);
      moved = inside(images, moved.detach().add(unit(gradient).mul(number(step))), robust);
    }
    return moved;
  }

  /** The nearest point of the ball around the images, then of the pixels' range. */
  private static Tensor inside(Tensor images, Tensor moved, Robustness robust) {
    Tensor away = moved.subtract(images);
    Tensor norm = norm(away);
    Tensor factor =
        norm.clamp_min(number(robust.radius())).reciprocal().mul(number(robust.radius()));
    return images
        .add(away.mul(factor))
        .clamp(new ScalarOptional(number(0)), new ScalarOptional(number(1)))
        .detach();
  }

  private Value regularized(Tensor images, Tensor labels, Robustness robust) {
    images.set_requires_grad(true);
    Tensor logits = pass.logits(images, true);
    Tensor gradient = gradient(images, logits, labels, true);
    Tensor direction = unit(gradient.detach().sign());
    Tensor beside = images.detach().add(direction.mul(number(robust.radius())));
    Tensor difference = gradient(beside, labels, true).subtract(gradient);
    Tensor bend = difference.square().sum(PER_IMAGE, false, new ScalarTypeOptional()).mean();
    return new Value(loss(logits, labels, MEAN).add(bend.mul(number(robust.weight()))), logits);
  }

  /** Gradients of each image's own loss. */
  private Tensor gradient(Tensor points, Tensor labels, boolean differentiable) {
    points.set_requires_grad(true);
    return gradient(points, pass.logits(points, differentiable), labels, differentiable);
  }

  private Tensor gradient(Tensor points, Tensor logits, Tensor labels, boolean differentiable) {
    return torch
        .grad(
            new TensorVector(loss(logits, labels, SUM)),
            new TensorVector(points),
            new TensorVector(),
            new BoolOptional(differentiable),
            differentiable,
            false)
        .get(0);
  }

  private static Tensor unit(Tensor vectors) {
    return vectors.div(norm(vectors).add(number(TINY)));
  }

  private static Tensor norm(Tensor vectors) {
    return vectors.square().sum(PER_IMAGE, true, new ScalarTypeOptional()).sqrt();
  }

  private static Scalar number(double value) {
    return new Scalar(value);
  }
}
