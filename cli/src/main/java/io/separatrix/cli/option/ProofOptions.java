package io.separatrix.cli.option;

import io.separatrix.cli.terminal.UsageException;
import io.separatrix.proof.enclosure.Rounding;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether paths are proved, and how. */
public final class ProofOptions {

  @Option(
      names = "--prove",
      description =
          "Prove: every path, with a certificate of each in certificates/; of convexity, filled"
              + " triangles.")
  boolean prove;

  @Option(
      names = "--rounding",
      paramLabel = "rigorous|neglected",
      description =
          "With --prove: take every rounding into account (default), or neglect it, which proves"
              + " nothing but is all that very deep networks allow.")
  @Nullable Rounding rounding;

  /** How proofs take rounding; null for sampled paths. */
  public @Nullable Rounding rounding() {
    if (rounding != null && !prove) {
      throw new UsageException("--rounding says how to prove, so it needs --prove");
    }
    return !prove || rounding != null ? rounding : Rounding.RIGOROUS;
  }

  /** A study's options with these, where paths are proved. */
  public Map<String, Object> into(Map<String, Object> options) {
    Map<String, Object> all = new TreeMap<>(options);
    Rounding how = rounding();
    if (how != null) {
      all.put("prove", Converters.name(how));
    }
    return all;
  }
}
