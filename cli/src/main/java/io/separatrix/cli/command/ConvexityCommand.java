package io.separatrix.cli.command;

import io.separatrix.cli.option.ProofOptions;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.Study;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.studies.ConvexityStudy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convexity}. */
@Command(
    name = "convexity",
    description = "How often convex combinations of images of one region stay in it (Fig. 3).")
final class ConvexityCommand extends StudyCommand {

  private static final int DEFAULT_TRIANGLES = 20;

  @Option(
      names = "--k",
      paramLabel = "K,...",
      hideParamSyntax = true,
      split = ",",
      defaultValue = "2,3,4,5,6,7,8,9,10",
      description = "Numbers of images to combine (default: ${DEFAULT-VALUE}).")
  List<Integer> sizes = List.of();

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Combinations for each k (default: ${DEFAULT-VALUE}).")
  int trials;

  @Mixin ProofOptions proof = new ProofOptions();

  @Option(
      names = "--triangles",
      paramLabel = "N",
      description =
          "With --prove: filled triangles of three images to prove (default: "
              + DEFAULT_TRIANGLES
              + ").")
  @Nullable Integer triangles;

  @Override
  void prepare() {
    if (proof.rounding() == null && triangles != null) {
      throw new UsageException("--triangles says what to prove, so it needs --prove");
    }
  }

  @Override
  List<Study<?>> studies(Experiment experiment) {
    Rounding rounding = proof.rounding();
    return List.of(
        new ConvexityStudy(
            sizes,
            trials,
            rounding == null ? null : new ConvexityStudy.Triangles(count(), rounding)));
  }

  private int count() {
    return triangles == null ? DEFAULT_TRIANGLES : triangles;
  }

  @Override
  Map<String, Object> options() {
    Map<String, Object> options = new TreeMap<>(Map.of("k", sizes, "trials", trials));
    if (proof.rounding() != null) {
      options.put("triangles", count());
    }
    return proof.into(options);
  }
}
