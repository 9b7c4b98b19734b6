package io.separatrix.cluster;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.Environment;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.OpenPass;
import io.separatrix.experiment.run.PassLines;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * Does a run's items on the executors of a Spark cluster. A chunk of items is a job of one task, so
 * that its results are in the driver's journal as soon as it ends.
 */
final class SparkWorkers implements Workers, AutoCloseable {

  private final CommandLineArguments arguments;
  private final List<Broadcast<ArrayList<PassLines>>> finished = new ArrayList<>();
  private final TreeSet<String> processors = new TreeSet<>();
  private ArrayList<PassLines> news = new ArrayList<>();
  private @Nullable JavaSparkContext spark;

  SparkWorkers(CommandLineArguments arguments) {
    this.arguments = arguments;
  }

  @Override
  public void work(List<OpenPass> passes, RunFolder folder) {
    JavaSparkContext context = context(folder);
    finished.add(context.broadcast(news));
    news = new ArrayList<>();
    int cores = context.getConf().getInt("spark.task.cpus", 1);
    int slots = Math.max(1, context.defaultParallelism() / cores);
    List<Chunk> chunks = Chunk.of(passes, slots);
    int attempts = context.getConf().getInt("spark.task.maxFailures", 4);
    for (Chunk chunk : chunks) {
      for (int attempt = 0; attempt < attempts; attempt++) {
        folder.place(chunk.partFile(attempt));
      }
    }
    Path parts = folder.directory().resolve(Chunk.PARTS);
    createFolder(parts);
    ChunkTask task =
        new ChunkTask(
            new Order(
                context.sc().applicationId(),
                arguments.forExecutors(cores),
                folder.manifest().model().sha256(),
                folder.manifest().data().sha256(),
                folder.directory().toAbsolutePath().toString(),
                List.copyOf(finished)));
    ExecutorService threads = Executors.newFixedThreadPool(2 * slots);
    try {
      CompletionService<Done> done = new ExecutorCompletionService<>(threads);
      for (Chunk chunk : chunks) {
        done.submit(
            () ->
                new Done(chunk, context.parallelize(List.of(chunk), 1).map(task).collect().get(0)));
      }
      for (int i = 0; i < chunks.size(); i++) {
        Done next = done.take().get();
        take(next.result(), folder);
        for (int attempt = 0; attempt < attempts; attempt++) {
          folder.delete(next.chunk().partFile(attempt));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw ExecutorFailure.of(requireNonNullElse(e.getCause(), e));
    } finally {
      context.cancelAllJobs();
      threads.shutdownNow();
    }
  }

  private record Done(Chunk chunk, ChunkResult result) {}

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(ChunkResult result, RunFolder folder) {
    PassLines lines = result.lines();
    if (lines == null) {
      throw new DataException("" + result.problem());
    }
    folder.add(lines);
    news.add(lines);
    if (processors.add(result.processor()) && processors.size() > 1) {
      folder.add(
          new Finding(
              "processors",
              Finding.Severity.WARNING,
              "items were done on "
                  + String.join(", ", processors)
                  + "; float32 sums round differently on them, so another spread of the items may"
                  + " give other last digits"));
    }
  }

  private JavaSparkContext context(RunFolder folder) {
    JavaSparkContext open = spark;
    if (open == null) {
      open = open(SparkSettings.complete(new SparkConf()));
      processors.add(Environment.machine().getOrDefault("processor", "unknown"));
      news.addAll(folder.finishedLines());
      spark = open;
    }
    return open;
  }

  /**
   * Connects with a cluster.
   *
   * @throws io.separatrix.experiment.run.WorkersLostException if Spark does not start, as without
   *     its master
   */
  static JavaSparkContext open(SparkConf conf) {
    JavaSparkContext context;
    try {
      context = new JavaSparkContext(conf);
    } catch (Exception e) { // SparkException is checked and not declared
      throw ExecutorFailure.notStarted(e);
    }
    if (context.sc().isStopped()) {
      throw ExecutorFailure.notStarted(new IllegalStateException("no master answered"));
    }
    return context;
  }

  @Override
  public void close() {
    if (spark != null) {
      spark.close();
    }
  }
}
