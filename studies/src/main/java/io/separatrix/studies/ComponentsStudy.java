package io.separatrix.studies;

import io.separatrix.experiment.Study;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.StudyFile;
import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.DisjointSets;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.geometry.path.PathResult;
import io.separatrix.proof.enclosure.Rounding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which images of one predicted label lie in one connected component of its region. Images are
 * joined by paths inside the region (Algorithm 1), as many as it takes: n - 1 of them for n images
 * where all are found, the nearest pairs first. Two images that no path joins are counted as two
 * components, which says nothing against a path: the number of components is an upper bound.
 */
public final class ComponentsStudy implements Study<ComponentsStudy.Result> {

  /** Rounds of paths, the shortest spanning tree included. */
  public static final int DEFAULT_ROUNDS = 4;

  private static final List<String> COLUMNS =
      List.of(
          "round",
          "first",
          "second",
          "predicted",
          "connected",
          "anchors",
          "lengthRatio",
          "minimalMargin",
          "evaluations",
          "proved",
          "enclosures");

  private final int rounds;
  private final @Nullable Rounding rounding;

  /**
   * Components by sampled paths.
   *
   * @param rounds how often to try, at least 1
   */
  public ComponentsStudy(int rounds) {
    this(rounds, null);
  }

  /**
   * Components by proved paths.
   *
   * @param rounds how often to try, at least 1
   * @param rounding how the proofs take rounding; null for sampled paths
   */
  public ComponentsStudy(int rounds, @Nullable Rounding rounding) {
    if (rounds < 1) {
      throw new IllegalArgumentException("expected at least one round, found " + rounds);
    }
    this.rounds = rounds;
    this.rounding = rounding;
  }

  /**
   * The images of one predicted label.
   *
   * @param images how many
   * @param components sets of them that no path found joins: an upper bound of how many connected
   *     components of the region they lie in
   * @param largest images in the largest set
   * @param proved whether all are in one component, and every path that says so is proved, rounding
   *     included
   */
  public record Region(int images, int components, int largest, boolean proved) {}

  /**
   * @param labels regions by the name of their label; those without images are left out
   * @param images all images
   * @param connectedRegions regions whose images are in one component
   * @param paths pairs that a path was sought for
   * @param connected those of them that one was found for
   * @param evaluations forward and backward passes of one image, all together
   * @param proved those of the connected ones that are proved; with rounding neglected, that would
   *     be
   * @param rounding {@code rigorous} or {@code neglected}; null for sampled paths
   * @param enclosures parts of segments that were enclosed for proofs
   */
  public record Summary(
      Map<String, Region> labels,
      int images,
      long connectedRegions,
      int paths,
      long connected,
      long evaluations,
      long proved,
      @Nullable String rounding,
      long enclosures) {}

  /**
   * A path that was sought.
   *
   * @param round from 1
   * @param label of both images
   */
  public record Edge(int round, int label, Pair pair, EdgeSample found) {}

  /**
   * The search for one path as the journal keeps it.
   *
   * @param connected whether one was found
   * @param between the anchors between its ends
   * @param lengthRatio its length over the distance of its ends; NaN if there is none
   * @param minimalMargin smallest margin sampled on it, in logits; NaN if there is none
   * @param evaluations forward and backward passes
   * @param proof null if none was tried
   */
  public record EdgeSample(
      boolean connected,
      List<PackedDoubles> between,
      double lengthRatio,
      double minimalMargin,
      long evaluations,
      @Nullable PathProof proof) {

    static EdgeSample of(PathResult result, @Nullable PathProof proof) {
      ConvexPath path = result.path();
      return new EdgeSample(
          path != null,
          path == null
              ? List.of()
              : path.anchors().subList(1, path.anchors().size() - 1).stream()
                  .map(PackedDoubles::of)
                  .toList(),
          result.lengthRatio(),
          result.minimalMargin(),
          result.evaluations().total(),
          proof);
    }

    /** Whether the path is proved, be it with rounding neglected. */
    public boolean proved() {
      return proof != null && proof.proved();
    }

    /** Whether the path joins its ends: if proofs were tried, only a proved one does. */
    public boolean joins() {
      return proof == null ? connected : proof.proved();
    }
  }

  /**
   * @param components by label, the items of each set, the largest first
   * @param edges every path that was sought
   */
  public record Result(
      Summary summary,
      Map<Integer, List<List<Integer>>> components,
      List<Edge> edges,
      List<List<?>> rows,
      List<StudyFile> certificates)
      implements StudyResult {

    @Override
    public List<StudyFile> files() {
      List<StudyFile> files = new ArrayList<>(certificates);
      files.add(new StudyFile.Samples(COLUMNS, rows));
      return files;
    }
  }

  @Override
  public String name() {
    return "components";
  }

  @Override
  public Result run(StudyContext context) {
    Predictions predictions = Predictions.of(context);
    double[] margins = predictions.all().stream().mapToDouble(Prediction::margin).toArray();
    Map<Integer, List<Integer>> regions = regions(predictions.labels());
    DisjointSets joined = new DisjointSets(margins.length);
    Map<Integer, ComponentSearch> searches = new LinkedHashMap<>();
    regions.forEach(
        (label, items) ->
            searches.put(label, new ComponentSearch(items, context::image, margins, joined)));
    PathProver prover = rounding == null ? null : PathProver.of(context, rounding);
    List<Edge> edges = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Edge> found = round(round, searches, prover, context);
      if (found.isEmpty()) {
        break;
      }
      found.stream()
          .filter(edge -> edge.found().joins())
          .forEach(edge -> joined.join(edge.pair().first(), edge.pair().second()));
      edges.addAll(found);
    }
    Map<Integer, List<List<Integer>>> components = new LinkedHashMap<>();
    regions.forEach((label, items) -> components.put(label, joined.of(items)));
    return new Result(
        summary(components, edges, context),
        components,
        edges,
        rows(edges, context),
        prover == null ? List.of() : certificates(prover, edges, context));
  }

  private static List<StudyFile> certificates(
      PathProver prover, List<Edge> edges, StudyContext context) {
    List<StudyFile> certificates = new ArrayList<>();
    for (Edge edge : edges) {
      PathProof proof = edge.found().proof();
      if (proof != null && proof.proved()) {
        String name =
            "certificates/components-"
                + edge.label()
                + "-"
                + context.images().index(edge.pair().first())
                + "-"
                + context.images().index(edge.pair().second())
                + ".json";
        certificates.add(new StudyFile.Text(name, prover.certificate(edge.label(), proof)));
      }
    }
    return certificates;
  }

  private static Map<Integer, List<Integer>> regions(int[] labels) {
    Map<Integer, List<Integer>> regions = new LinkedHashMap<>();
    Arrays.stream(labels).distinct().sorted().forEach(k -> regions.put(k, new ArrayList<>()));
    IntStream.range(0, labels.length)
        .forEach(item -> regions.computeIfPresent(labels[item], (k, items) -> with(items, item)));
    return regions;
  }

  private static List<Integer> with(List<Integer> items, int item) {
    items.add(item);
    return items;
  }

  private static List<Edge> round(
      int round,
      Map<Integer, ComponentSearch> searches,
      @Nullable PathProver prover,
      StudyContext context) {
    List<Integer> labels = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    searches.forEach(
        (label, search) -> {
          List<Pair> wanted = round == 1 ? search.nearest() : search.across();
          wanted.forEach(pair -> labels.add(label));
          pairs.addAll(wanted);
        });
    if (pairs.isEmpty()) {
      return List.of();
    }
    List<EdgeSample> samples =
        (prover == null ? context : context.oneAtATime())
            .journaled(
                "components-" + round,
                EdgeSample.class,
                pairs,
                (pair, evaluator) -> {
                  if (prover == null) {
                    FindPath search = new FindPath(TargetedBoundary::new);
                    return EdgeSample.of(find(search, pair, context, evaluator), null);
                  }
                  PathProver.Found found =
                      prover.find(search -> find(search, pair, context, evaluator));
                  return EdgeSample.of(found.result(), found.proof());
                });
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> new Edge(round, labels.get(i), pairs.get(i), samples.get(i)))
        .toList();
  }

  private static PathResult find(
      FindPath findPath, Pair pair, StudyContext context, Evaluator evaluator) {
    return findPath.find(context.image(pair.first()), context.image(pair.second()), evaluator);
  }

  private Summary summary(
      Map<Integer, List<List<Integer>>> components, List<Edge> edges, StudyContext context) {
    Map<String, Region> labels = new LinkedHashMap<>();
    components.forEach(
        (label, sets) ->
            labels.put(
                key(label, labels, context),
                new Region(
                    sets.stream().mapToInt(List::size).sum(),
                    sets.size(),
                    sets.get(0).size(),
                    rounding == Rounding.RIGOROUS && sets.size() == 1)));
    return new Summary(
        labels,
        labels.values().stream().mapToInt(Region::images).sum(),
        labels.values().stream().filter(region -> region.components() == 1).count(),
        edges.size(),
        edges.stream().filter(edge -> edge.found().connected()).count(),
        edges.stream().mapToLong(edge -> edge.found().evaluations()).sum(),
        edges.stream().filter(edge -> edge.found().proved()).count(),
        rounding == null ? null : PathProver.word(rounding),
        edges.stream().mapToLong(ComponentsStudy::enclosures).sum());
  }

  private static long enclosures(Edge edge) {
    PathProof proof = edge.found().proof();
    return proof == null ? 0 : proof.enclosures();
  }

  /** The label's name; two labels may have the same. */
  private static String key(int label, Map<String, Region> taken, StudyContext context) {
    String name = context.className(label);
    return taken.containsKey(name) ? name + " (" + label + ")" : name;
  }

  private static List<List<?>> rows(List<Edge> edges, StudyContext context) {
    List<List<?>> rows = new ArrayList<>();
    for (Edge edge : edges) {
      EdgeSample found = edge.found();
      rows.add(
          Arrays.asList(
              edge.round(),
              context.images().index(edge.pair().first()),
              context.images().index(edge.pair().second()),
              edge.label(),
              found.connected(),
              found.connected() ? found.between().size() + 2 : 0,
              present(found, found.lengthRatio()),
              present(found, found.minimalMargin()),
              found.evaluations(),
              found.proof() == null ? null : found.proved(),
              found.proof() == null ? null : enclosures(edge)));
    }
    return rows;
  }

  private static @Nullable Double present(EdgeSample found, double value) {
    return found.connected() ? value : null;
  }
}
