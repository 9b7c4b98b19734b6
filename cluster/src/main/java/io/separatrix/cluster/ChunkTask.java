package io.separatrix.cluster;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.Environment;
import io.separatrix.network.ModelFormatException;
import java.nio.file.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** What an executor does with a chunk. */
final class ChunkTask implements Function<Chunk, ChunkResult> {

  private static final long serialVersionUID = 1L;

  private final Order order;

  ChunkTask(Order order) {
    this.order = order;
  }

  @Override
  public ChunkResult call(Chunk chunk) {
    String processor = Environment.machine().getOrDefault("processor", "unknown");
    synchronized (ChunkTask.class) {
      try {
        ExecutorStudies studies = ExecutorStudies.of(order);
        PartFiles parts =
            new PartFiles(Path.of(order.folder()), chunk, TaskContext.get().attemptNumber());
        parts.readTo(studies);
        return new ChunkResult(studies.work(chunk, parts::add), null, processor);
      } catch (DataException | ModelFormatException e) {
        return new ChunkResult(null, "" + e.getMessage(), processor);
      }
    }
  }
}
