package io.separatrix.studies;

import io.separatrix.data.DataException;
import io.separatrix.experiment.Images;
import io.separatrix.experiment.run.Journal;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.Progress;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Stopwatch;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Lockstep;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a study works with.
 *
 * @param classifier the network
 * @param model its description; class names are there
 * @param images the run's part of the data set
 * @param width items under way at one time in lockstep
 * @param seed the run's seed; see {@link io.separatrix.geometry.Seeds}
 * @param folder takes samples, arrays, figures and journals
 * @param progress hears of every finished item
 * @param stopwatch takes the time; what a study draws is a phase {@link Stopwatch#FIGURES}
 */
public record StudyContext(
    Classifier classifier,
    ModelCard model,
    Images images,
    int width,
    long seed,
    RunFolder folder,
    Progress progress,
    Stopwatch stopwatch) {

  /**
   * Works through items in lockstep. Each result goes to the study's journal as soon as it is
   * there; items that the journal has from an earlier session are not done again.
   *
   * @param study names the journal; a study that makes several passes names each
   * @param type the type of a result, a record that Jackson reads back equal to what it wrote
   * @param items in a fixed order that does not depend on this session
   * @return results in the order of the items
   */
  public <T, R> List<R> journaled(
      String study,
      Class<R> type,
      List<T> items,
      Lockstep.Algorithm<? super T, ? extends R> algorithm) {
    try (Journal<R> journal = folder.journal(study, items.size(), type)) {
      SortedMap<Integer, R> results = journal.finished();
      List<Integer> open =
          IntStream.range(0, items.size())
              .filter(item -> !results.containsKey(item))
              .boxed()
              .toList();
      progress.at(study, results.size(), items.size());
      new Lockstep(classifier, width)
          .<Integer, R>forEach(
              open,
              (item, evaluator) -> algorithm.run(items.get(item), evaluator),
              (result, index) -> {
                int item = open.get(index);
                journal.add(item, result);
                results.put(item, result);
                progress.at(study, results.size(), items.size());
              });
      return new ArrayList<>(results.values());
    }
  }

  /** The same run on another network, such as a smooth surrogate of its own. */
  public StudyContext on(Classifier other) {
    return new StudyContext(other, model, images, width, seed, folder, progress, stopwatch);
  }

  /** The same run on other images, such as training images. */
  public StudyContext with(Images other) {
    return new StudyContext(classifier, model, other, width, seed, folder, progress, stopwatch);
  }

  /**
   * The same run with fewer items under way, for a study whose items hold much memory each.
   *
   * @param items under way at most
   */
  public StudyContext atMost(int items) {
    return inLanes(Math.min(width, items));
  }

  /**
   * The same run with fewer items under way, so that what they hold fits into half of the heap.
   *
   * @param items under way at most
   * @param vectors of the input's dimension that an item holds at one time
   */
  public StudyContext atMost(int items, int vectors) {
    long bytes = (long) Double.BYTES * vectors * classifier.dimension();
    long fitting = Math.max(1, Runtime.getRuntime().maxMemory() / 2 / bytes);
    return atMost((int) Math.min(items, fitting));
  }

  /**
   * The same run with fewer items under way, for a study whose items ask for many rows at a time
   * and would otherwise hold them all in memory.
   *
   * @param rows rows that an item asks for at a time
   */
  public StudyContext forItemsOf(int rows) {
    return inLanes(Math.max(1, width / rows));
  }

  /** The same run with one item after the other, so that each can be timed. */
  public StudyContext oneAtATime() {
    return inLanes(1);
  }

  private StudyContext inLanes(int lanes) {
    return new StudyContext(classifier, model, images, lanes, seed, folder, progress, stopwatch);
  }

  /**
   * Refuses inputs of one value, whose boundary is single points: no tangent, no plane.
   *
   * @param purpose what would need two, such as {@code a curvature}
   * @throws DataException if the input has one value
   */
  public void requireTangents(String purpose) {
    if (classifier.dimension() < 2) {
      throw new DataException(
          images.data().name()
              + ": "
              + purpose
              + " needs inputs of at least two values, found inputs of one, whose boundary is"
              + " single points; predict, boundary, paths and convexity work on them");
    }
  }

  /** Pixels of an item in the classifier's range, C x H x W flattened; a new array. */
  public double[] image(int item) {
    return images.pixels(item);
  }

  /** Does some drawing, which the account of the time keeps apart. */
  public <V> V drawn(Supplier<V> drawing) {
    return stopwatch.phase(Stopwatch.FIGURES, drawing);
  }

  /** The name of a class. */
  public String className(int label) {
    return model.classNames().get(label);
  }
}
