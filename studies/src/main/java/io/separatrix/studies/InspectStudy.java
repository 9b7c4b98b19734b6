package io.separatrix.studies;

import io.separatrix.data.Dataset;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.check.Readiness;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.network.GraphProfile;
import io.separatrix.studies.report.Block;
import io.separatrix.studies.report.KeyNumber;
import io.separatrix.studies.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a model is, and what the checks before a run noticed. */
public final class InspectStudy implements Study<InspectStudy.Summary> {

  private final GraphProfile profile;

  public InspectStudy(GraphProfile profile) {
    this.profile = profile;
  }

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

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public Outcome<Summary> run(StudyContext context) {
    ModelCard model = context.model();
    List<Finding> findings = context.folder().manifest().preflight();
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
    return new Outcome<>(summary, List.of(section(summary)));
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private Section section(Summary summary) {
    List<List<String>> operators = new ArrayList<>();
    summary.operators().forEach((name, count) -> operators.add(List.of(name, "" + count)));
    List<List<String>> findings = new ArrayList<>();
    summary
        .preflight()
        .forEach(finding -> findings.add(List.of(finding.name(), finding.message())));
    return new Section(
        "inspect",
        "The model",
        "What is the network made of, and can it be studied?",
        List.of(
            new KeyNumber("" + summary.parameters(), "parameters", summary.classes() + " classes"),
            new KeyNumber(
                profile.kind().words(),
                "by the checks before the run",
                switch (profile.kind()) {
                  case PIECEWISE_LINEAR -> "exact second derivatives are zero almost everywhere";
                  case SMOOTH -> "exact second derivatives exist";
                  case MIXED -> "exact second derivatives are those of the curved operators alone";
                })),
        List.of(
            new Block.Paragraph(sentence(summary.next())),
            new Block.Table("Operators.", List.of("operator", "nodes"), operators),
            findings.isEmpty()
                ? new Block.Paragraph("The checks noticed nothing.")
                : new Block.Table(
                    "What the checks noticed.", List.of("name", "finding"), findings)));
  }
}
