package io.separatrix.cluster;

import io.separatrix.experiment.run.OpenPass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Items of one pass that one task does.
 *
 * @param study name of the study that asks for the pass
 * @param pass name of the pass
 * @param items indices, ascending
 */
record Chunk(String study, String pass, List<Integer> items) implements Serializable {

  /** Folder of a run folder for what attempts of tasks have finished. */
  static final String PARTS = "parts";

  /** As many items as a task does at most: they share calls of the network. */
  private static final int LARGEST = 64;

  /**
   * Tasks of a pass for each place where one can run: several, so that slow ones are made up for.
   */
  private static final int PER_SLOT = 3;

  Chunk {
    items = List.copyOf(items);
  }

  /** What is missing in some passes, in chunks for so many tasks at a time. */
  static List<Chunk> of(List<OpenPass> passes, int slots) {
    List<Chunk> chunks = new ArrayList<>();
    for (OpenPass pass : passes) {
      List<Integer> missing = pass.missing();
      int size = Math.min(LARGEST, -(-missing.size() / (PER_SLOT * slots)) + 1);
      for (int from = 0; from < missing.size(); from += size) {
        int to = Math.min(missing.size(), from + size);
        chunks.add(new Chunk(pass.study(), pass.pass(), missing.subList(from, to)));
      }
    }
    return chunks;
  }

  /** The file of a run folder that keeps what an attempt of its task has finished. */
  String partFile(int attempt) {
    return PARTS + "/" + pass + "-" + items.get(0) + "-" + items.size() + "-" + attempt + ".jsonl";
  }
}
