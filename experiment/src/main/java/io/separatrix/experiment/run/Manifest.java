package io.separatrix.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's results come from: the content of {@code run.json}.
 *
 * @param schemaVersion version of the run folder's layout
 * @param command the command, such as {@code boundary}
 * @param configuration every option that has a part in the results, resolved; a resumed run must
 *     have the same
 * @param seed the run's seed
 * @param model the classifier
 * @param data the images
 * @param preflight what the checks before the run noticed
 * @param findings what the studies noticed; null in runs of before they did
 * @param complete whether the run came to its end
 * @param shard the part of the items that is done in this folder, {@code i/n}; null for all
 * @param shardFinished whether all of those items are finished that do not wait for other shards;
 *     null without a shard
 * @param sessions every start of the program on this folder, oldest first
 */
public record Manifest(
    int schemaVersion,
    String command,
    JsonNode configuration,
    long seed,
    ModelCard model,
    DataCard data,
    List<Finding> preflight,
    @Nullable List<Finding> findings,
    boolean complete,
    @Nullable Shard shard,
    @Nullable Boolean shardFinished,
    List<Session> sessions) {

  /** Version of the layout that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * A run that starts now.
   *
   * @param configuration a record or a map; see {@link #configuration()}
   */
  public static Manifest starting(
      String command,
      Object configuration,
      long seed,
      ModelCard model,
      DataCard data,
      List<Finding> preflight,
      Session session) {
    return new Manifest(
        SCHEMA_VERSION,
        command,
        Json.tree(configuration),
        seed,
        model,
        data,
        preflight,
        List.of(),
        false,
        null,
        null,
        List.of(session));
  }

  /** The same of a shard that starts now. */
  public Manifest ofShard(Shard newShard) {
    return new Manifest(
        schemaVersion,
        command,
        configuration,
        seed,
        model,
        data,
        preflight,
        findings,
        complete,
        newShard,
        false,
        sessions);
  }

  /** The run that its shards make together, with the sessions of all. */
  static Manifest merged(List<Manifest> shards) {
    Manifest first = shards.get(0);
    List<Session> sessions =
        shards.stream().flatMap(shard -> shard.sessions().stream()).distinct().toList();
    Set<String> processors =
        sessions.stream()
            .map(session -> session.machine().getOrDefault("processor", "unknown"))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Manifest(
        first.schemaVersion,
        first.command,
        first.configuration,
        first.seed,
        first.model,
        first.data,
        first.preflight,
        processors.size() == 1 ? List.of() : List.of(differentProcessors(processors)),
        false,
        null,
        null,
        sessions);
  }

  private static Finding differentProcessors(Set<String> processors) {
    return new Finding(
        "processors",
        Finding.Severity.WARNING,
        "the shards ran on "
            + String.join(", ", processors)
            + "; float32 sums round differently on them, so another spread of the items may give"
            + " other last digits");
  }

  /** What was noticed, before the run and by the studies. */
  public List<Finding> noticed() {
    List<Finding> all = new ArrayList<>(preflight);
    all.addAll(findings == null ? List.of() : findings);
    return all;
  }

  /** The session under way. */
  public Session session() {
    return sessions.get(sessions.size() - 1);
  }

  Manifest after(List<Session> earlier) {
    List<Session> all = new ArrayList<>(earlier);
    all.addAll(sessions);
    return with(complete, shardFinished, findings, all);
  }

  /** With one more finding. */
  Manifest with(Finding finding) {
    List<Finding> all = new ArrayList<>(findings == null ? List.of() : findings);
    all.add(finding);
    return with(complete, shardFinished, List.copyOf(all), sessions);
  }

  Manifest ended(Timings timings, boolean nowComplete, boolean itemsFinished) {
    List<Session> all = new ArrayList<>(sessions);
    all.set(all.size() - 1, session().ended(timings));
    return with(nowComplete, shard == null ? null : itemsFinished, findings, all);
  }

  private Manifest with(
      boolean newComplete,
      @Nullable Boolean newShardFinished,
      @Nullable List<Finding> newFindings,
      List<Session> newSessions) {
    return new Manifest(
        schemaVersion,
        command,
        configuration,
        seed,
        model,
        data,
        preflight,
        newFindings,
        newComplete,
        shard,
        newShardFinished,
        List.copyOf(newSessions));
  }
}
