package io.separatrix.report.paper;

import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.geometry.Interval;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The paper's claims beside what a run's studies found.
 *
 * @param claims those that the studies bear on, in the paper's order
 */
public record PaperComparison(List<Claim> claims) {

  /** The section that opens the report. */
  public static final String SECTION = "paper";

  /** The ten claims whose numbers stand at the top. */
  private static final List<String> KEY =
      List.of(
          "connected-1",
          "convexity-2",
          "convexity-5",
          "flat",
          "shared-curvature",
          "sensitivity",
          "projection-adversarial",
          "asymmetry-clean",
          "detection-auc",
          "detection-accuracy");

  private static final List<String> HEADER =
      List.of("claim", "measured", "paper", "here", "95 % interval", "n", "verdict");

  /**
   * @param summaries of studies, of any kinds
   */
  public static PaperComparison of(Collection<?> summaries) {
    List<Claim> claims = new ArrayList<>();
    summaries.forEach(summary -> claims.addAll(Claims.of(summary)));
    return new PaperComparison(claims);
  }

  /**
   * A row of {@code summary.json}.
   *
   * @param id of the claim
   * @param work the paper, by authors and year
   * @param source figure, table or section of the paper
   * @param statement the claim
   * @param quantity what is measured
   * @param paper the paper's number; empty where it shows none
   * @param value the run's number; the interval is about other items of the same kind, the count
   *     that of the items
   * @param verdict agrees, weaker, disagrees or cannot tell
   * @param needed items that would let the sample tell; 0 if the verdict stands or no number would
   */
  public record Row(
      String id,
      String work,
      String source,
      String statement,
      String quantity,
      String paper,
      @IntervalKeys(low = "low", high = "high", count = "count") Interval value,
      String verdict,
      long needed) {

    /** The row of a claim. */
    public static Row of(Claim claim) {
      return new Row(
          claim.id(),
          claim.paper().shortName(),
          claim.source(),
          claim.statement(),
          claim.quantity(),
          claim.printed(),
          claim.measured(),
          claim.verdict().word(),
          claim.needed());
    }
  }

  /** The claims for {@code summary.json}. */
  public List<Row> rows() {
    return claims.stream().map(Row::of).toList();
  }

  /** The section that opens the report. */
  public Section section() {
    long agree = count(Agreement.AGREES);
    long open = count(Agreement.CANNOT_TELL);
    return new Section(
        SECTION,
        "The paper's claims, here",
        Paper.REGIONS.citation()
            + ": "
            + agree
            + " of "
            + claims.size()
            + " claims agree on this network"
            + (open > 0 ? "; for " + open + " the sample is too small to tell." : "."),
        claims.stream()
            .filter(claim -> KEY.contains(claim.id()))
            .sorted(Comparator.comparingInt(claim -> KEY.indexOf(claim.id())))
            .map(PaperComparison::keyNumber)
            .toList(),
        List.of(
            new Block.Table("Every claim with its number.", HEADER, table(claims)),
            new Block.Paragraph(Agreement.RULE)));
  }

  private long count(Agreement verdict) {
    return claims.stream().filter(claim -> claim.verdict() == verdict).count();
  }

  private static String verdict(Claim claim) {
    long needed = claim.needed();
    return claim.verdict().word()
        + (needed > 0 ? String.format(Locale.ROOT, "; about %,d would", needed) : "");
  }

  /** A section with the claims that belong to it in front. */
  public Section annotated(Section section) {
    List<Claim> own = claims.stream().filter(c -> c.section().equals(section.id())).toList();
    if (own.isEmpty()) {
      return section;
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Table("The paper, and here.", HEADER, table(own)));
    blocks.addAll(section.blocks());
    return new Section(
        section.id(),
        section.title(),
        section.question(),
        section.headline(),
        section.keyNumbers(),
        blocks);
  }

  /** A table of claims with their numbers and verdicts. */
  public static Block table(String caption, List<Claim> claims) {
    return new Block.Table(caption, HEADER, table(claims));
  }

  private static List<List<String>> table(List<Claim> claims) {
    return claims.stream()
        .map(
            claim ->
                List.of(
                    claim.source() + ": " + claim.statement(),
                    claim.quantity(),
                    claim.printed(),
                    claim.shown(claim.measured().estimate()),
                    ends(claim),
                    String.format(Locale.ROOT, "%,d", claim.measured().count()),
                    verdict(claim)))
        .toList();
  }

  private static String ends(Claim claim) {
    return claim.shown(claim.measured().low()) + " to " + claim.shown(claim.measured().high());
  }

  private static KeyNumber keyNumber(Claim claim) {
    String paper = claim.reported() == null ? "" : "; the paper: " + claim.printed();
    return new KeyNumber(
        claim.shown(claim.measured().estimate()),
        claim.quantity(),
        verdict(claim) + paper + "; 95 % interval " + ends(claim));
  }
}
