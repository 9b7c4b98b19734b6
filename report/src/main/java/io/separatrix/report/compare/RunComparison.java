package io.separatrix.report.compare;

import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.geometry.Interval;
import io.separatrix.report.paper.Claim;
import io.separatrix.report.paper.LaterClaims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs beside each other, each against the first.
 *
 * @param names of the runs: their networks, told apart by folders where these are the same
 * @param numbers for each run but the first, what both have
 */
public record RunComparison(List<String> names, List<List<ComparedNumber>> numbers) {

  /** Copies the lists. */
  public RunComparison {
    names = List.copyOf(names);
    numbers = numbers.stream().map(List::copyOf).toList();
  }

  /**
   * Compares what is in run folders.
   *
   * @param runs two or more
   * @throws IllegalArgumentException if there are fewer, or one has no study in common with the
   *     first
   */
  public static RunComparison of(List<RunFolder> runs) {
    if (runs.size() < 2) {
      throw new IllegalArgumentException("expected two runs at least, found " + runs.size());
    }
    RunFolder first = runs.get(0);
    List<List<ComparedNumber>> numbers = new ArrayList<>();
    for (RunFolder other : runs.subList(1, runs.size())) {
      List<ComparedNumber> both = compare(first, other);
      if (both.isEmpty()) {
        throw new IllegalArgumentException(
            "expected runs with a study in common, found none in "
                + first.directory()
                + " ("
                + first.manifest().command()
                + ") and "
                + other.directory()
                + " ("
                + other.manifest().command()
                + ")");
      }
      numbers.add(both);
    }
    return new RunComparison(names(runs), numbers);
  }

  /** The names in a sentence: A and B; A, B and C. */
  String title() {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** What later papers claim of such runs, with the numbers of these. */
  public List<Claim> claims(List<RunFolder> runs) {
    boolean robust = runs.get(0).manifest().model().robust();
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      boolean otherRobust = runs.get(i + 1).manifest().model().robust();
      if (robust != otherRobust) {
        numbers.get(i).stream()
            .filter(number -> number.quantity().id().equals("curvature.meanCurvature"))
            .filter(ComparedNumber::comparable)
            .map(ComparedNumber::ratio)
            .map(ratio -> LaterClaims.flatterWhenRobust(otherRobust ? ratio : inverse(ratio)))
            .forEach(claims::add);
      }
    }
    claims.addAll(reproducibility(runs));
    return claims;
  }

  /** The first run beside one of its architecture, against it beside one of another. */
  private static List<Claim> reproducibility(List<RunFolder> runs) {
    RunFolder first = runs.get(0);
    List<PlaneAgreement> same = new ArrayList<>();
    List<PlaneAgreement> different = new ArrayList<>();
    for (RunFolder other : runs.subList(1, runs.size())) {
      PlaneAgreement.of(first, other)
          .ifPresent(PlaneAgreement.sameArchitecture(first, other) ? same::add : different::add);
    }
    return same.stream()
        .flatMap(
            alike ->
                different.stream()
                    .map(alike::above)
                    .filter(more -> more.count() > 0)
                    .map(LaterClaims::alikeWithinAnArchitecture))
        .toList();
  }

  private static Interval inverse(Interval ratio) {
    return ratio.low() > 0
        ? new Interval(1 / ratio.estimate(), 1 / ratio.high(), 1 / ratio.low(), ratio.count())
        : new Interval(1 / ratio.estimate(), Double.NaN, Double.NaN, ratio.count());
  }

  private static List<ComparedNumber> compare(RunFolder first, RunFolder other) {
    boolean sameImages = first.manifest().data().sha256().equals(other.manifest().data().sha256());
    boolean sameOperator = CurvatureOperator.same(first, other);
    List<ComparedNumber> numbers = new ArrayList<>();
    for (Quantity quantity : Quantity.ALL) {
      Optional<SampleTable> a = SampleTable.of(first, quantity.study(), 1);
      Optional<SampleTable> b =
          SampleTable.of(other, quantity.study(), new InputUnits(first).of(other));
      if (a.isPresent() && b.isPresent()) {
        boolean comparable = sameOperator || !quantity.study().equals("curvature");
        ComparedNumber number =
            ComparedNumber.of(quantity, a.get(), b.get(), sameImages, comparable);
        if (number.first().count() > 0 && number.second().count() > 0) {
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  /** Those of the networks; runs of one network have their folder's name too. */
  private static List<String> names(List<RunFolder> runs) {
    List<String> models = runs.stream().map(run -> run.manifest().model().name()).toList();
    return runs.stream()
        .map(
            run -> {
              String model = run.manifest().model().name();
              return Collections.frequency(models, model) == 1
                  ? model
                  : model + " (" + run.directory().toAbsolutePath().getFileName() + ")";
            })
        .toList();
  }

  /**
   * What {@code run.json} says of the comparison.
   *
   * @param runs that were compared
   */
  public Manifest manifest(List<RunFolder> runs, Session session) {
    Manifest first = runs.get(0).manifest();
    ModelCard model = first.model();
    Map<String, String> facts = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      Manifest run = runs.get(i).manifest();
      facts.put(
          "run " + (i + 1),
          run.command()
              + " of "
              + run.model().name()
              + " (SHA-256 "
              + run.model().sha256()
              + ") on "
              + run.data().items()
              + " images of "
              + run.data().name()
              + ", seed "
              + run.seed());
    }
    return Manifest.starting(
        "compare",
        Map.of("runs", runs.stream().map(run -> run.directory().toString()).toList()),
        first.seed(),
        new ModelCard(
            title(),
            "run folders",
            "",
            model.inputShape(),
            model.range(),
            model.classNames(),
            model.parameters(),
            model.piecewiseLinear(),
            model.kind(),
            facts),
        first.data(),
        List.of(),
        session);
  }
}
