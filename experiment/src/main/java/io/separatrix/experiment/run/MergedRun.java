package io.separatrix.experiment.run;

import static java.util.stream.Collectors.joining;

import io.separatrix.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Joins the shards of one run: their finished items lie together in a new folder, where the run
 * goes on as if all had been done there. The shards' folders stay as they are.
 */
public final class MergedRun {

  private MergedRun() {}

  /**
   * Joins shards into a folder. Nothing is written unless all of them fit together: shards 0 to n -
   * 1 of one run, each once and each finished, made by one version of the program, and the same to
   * the bit where an item is in several of them.
   *
   * @param runs folders of the shards
   * @param out folder of the run, not one of them
   * @param overwrite whether a run in that folder is deleted first
   * @return the manifest of the run; its sessions are those of all shards
   * @throws DataException if the shards do not fit together
   * @throws RunFolderException if the folder may not be used, or a shard is still running
   */
  public static Manifest of(List<Path> runs, Path out, boolean overwrite) {
    requireOther(runs, out);
    RunFolder.Existing existing =
        overwrite ? RunFolder.Existing.OVERWRITE : RunFolder.Existing.REFUSE;
    RunFolder.requireUsable(out, existing);
    List<RunFiles> locked = new ArrayList<>();
    try {
      Map<Path, Manifest> manifests = new LinkedHashMap<>();
      for (Path run : runs) {
        manifests.put(run, manifest(run));
        locked.add(RunFiles.lock(run));
      }
      requireOneRun(manifests);
      requireAllShards(manifests);
      NavigableMap<String, MergedJournal> journals = new TreeMap<>();
      List<List<Path>> files = locked.stream().map(list -> list.in(RunFolder.JOURNALS)).toList();
      MergedJournal.byName(files)
          .forEach(
              (name, parts) -> {
                MergedJournal journal = new MergedJournal();
                parts.stream().filter(Files::exists).forEach(journal::add);
                journals.put(name, journal);
              });
      return write(manifests, journals, out, existing);
    } finally {
      locked.forEach(RunFiles::close);
    }
  }

  private static Manifest write(
      Map<Path, Manifest> manifests,
      NavigableMap<String, MergedJournal> journals,
      Path out,
      RunFolder.Existing existing) {
    Manifest merged = Manifest.merged(List.copyOf(manifests.values()));
    try (RunFolder folder = RunFolder.start(out, existing, merged)) {
      journals.forEach(
          (name, journal) -> {
            Path file = folder.place(RunFolder.JOURNALS + "/" + name);
            try {
              journal.writeTo(file);
            } catch (IOException e) {
              throw RunFolderException.cannotWrite(file, e);
            }
          });
      return folder.manifest();
    }
  }

  private static void requireOther(List<Path> runs, Path out) {
    for (Path run : runs) {
      if (run.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
        throw new RunFolderException(
            out + ": expected a folder that is none of the shards, found one of them",
            RunRemedy.ANOTHER_FOLDER);
      }
    }
  }

  private static Manifest manifest(Path run) {
    try {
      return RunFolder.open(run).manifest();
    } catch (RunFolderException e) {
      throw new DataException("" + e.getMessage(), e);
    }
  }

  private static void requireOneRun(Map<Path, Manifest> manifests) {
    Map.Entry<Path, Manifest> first = manifests.entrySet().iterator().next();
    for (Map.Entry<Path, Manifest> other : manifests.entrySet()) {
      List<String> differences = SameRun.differences(first.getValue(), other.getValue());
      String here = versions(first.getValue());
      String there = versions(other.getValue());
      if (!here.equals(there)) {
        differences.add("versions: there " + here + ", here " + there);
      }
      if (!differences.isEmpty()) {
        throw new DataException(
            other.getKey()
                + " is no shard of the run in "
                + first.getKey()
                + ": "
                + String.join("; ", differences));
      }
    }
  }

  /** Of what has a part in the numbers. */
  private static String versions(Manifest manifest) {
    return manifest.sessions().stream()
        .map(
            session ->
                session.versions().entrySet().stream()
                    .filter(version -> !version.getKey().equals("java"))
                    .map(version -> version.getKey() + " " + version.getValue())
                    .sorted()
                    .collect(joining(", ")))
        .distinct()
        .sorted()
        .collect(joining(" and "));
  }

  private static void requireAllShards(Map<Path, Manifest> manifests) {
    Map<Shard, Path> shards = new LinkedHashMap<>();
    for (Map.Entry<Path, Manifest> run : manifests.entrySet()) {
      Shard shard = shard(run.getKey(), run.getValue());
      Path other = shards.putIfAbsent(shard, run.getKey());
      if (other != null) {
        throw new DataException(
            "expected each shard once, found "
                + shard
                + " in "
                + other
                + " and in "
                + run.getKey());
      }
      int count = shards.keySet().iterator().next().count();
      if (shard.count() != count) {
        throw new DataException(
            run.getKey() + ": expected one of " + count + " shards, found " + shard);
      }
    }
    int count = shards.keySet().iterator().next().count();
    String missing =
        IntStream.range(0, count)
            .mapToObj(index -> new Shard(index, count))
            .filter(shard -> !shards.containsKey(shard))
            .map(Shard::toString)
            .collect(joining(", "));
    if (!missing.isEmpty()) {
      throw new DataException("expected all " + count + " shards, missing " + missing);
    }
  }

  private static Shard shard(Path run, Manifest manifest) {
    Shard shard = manifest.shard();
    if (shard == null) {
      throw new DataException(run + ": expected a shard of a run, found a whole run");
    }
    if (!Boolean.TRUE.equals(manifest.shardFinished())) {
      throw new DataException(
          run
              + ": expected a shard whose items are finished, found one that was interrupted;"
              + " resume it first");
    }
    return shard;
  }
}
