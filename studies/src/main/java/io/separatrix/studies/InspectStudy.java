package io.separatrix.studies;

import io.separatrix.data.Dataset;
import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.check.Readiness;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.NetworkKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a model is, and what the checks before a run noticed. */
public final class InspectStudy implements Study<InspectStudy.Result> {

  /**
   * @param operators how often each operator occurs
   * @param parameters floating-point constants, all elements together
   * @param piecewiseLinear whether the logits are piecewise linear in the image, by the checks
   *     before the run
   * @param kind {@code piecewise-linear}, {@code smooth} or {@code mixed}, by the same checks
   * @param classes number of classes
   * @param inputShape channels, height, width
   * @param range smallest and largest pixel value the model expects
   * @param classNames names of the classes
   * @param facts what else is known, such as a softmax that was taken off
   * @param preflight what the checks noticed
   * @param next "ready", or what to do before anything else
   */
  public record Summary(
      Map<String, Integer> operators,
      long parameters,
      boolean piecewiseLinear,
      String kind,
      int classes,
      List<Integer> inputShape,
      List<Double> range,
      List<String> classNames,
      Map<String, String> facts,
      List<Finding> preflight,
      String next) {}

  /**
   * @param kind of the network
   */
  public record Result(NetworkKind kind, Summary summary) implements StudyResult {}

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public Result run(StudyContext context) {
    ModelCard model = context.model();
    GraphProfile profile = context.profile();
    List<Finding> findings = context.findings();
    Dataset data = context.images().data();
    boolean labelled = IntStream.range(0, data.size()).anyMatch(i -> data.label(i).isPresent());
    Summary summary =
        new Summary(
            new TreeMap<>(profile.operators()),
            profile.parameters(),
            profile.piecewiseLinear(),
            profile.kind().id(),
            context.classifier().classes(),
            model.inputShape(),
            model.range(),
            model.classNames(),
            model.facts(),
            findings,
            Readiness.of(findings, data instanceof NoiseImages, labelled));
    return new Result(profile.kind(), summary);
  }
}
