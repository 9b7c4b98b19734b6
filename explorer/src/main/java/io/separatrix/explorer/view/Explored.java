package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Evaluator;
import io.separatrix.geometry.Lockstep;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** A network under exploration: its experiment, its images, and what was found of it already. */
public final class Explored {

  /** Nobody waits longer than this for a network call to end. */
  private static final double SECONDS_A_CALL = 0.06;

  /** Of each thread: what a network on photographs takes at once. */
  private static final int FEWEST_ROWS = 4;

  private static final int MOST_ROWS = 512;
  private static final int TRIAL = 16;

  private final Experiment experiment;
  private final Answers answers;
  private final BroughtImages brought;
  private final String key;
  private final double rowsASecond;
  private final Classifier classifier;

  private Explored(
      Experiment experiment, Answers answers, BroughtImages brought, double rowsASecond) {
    this.experiment = experiment;
    this.answers = answers;
    this.brought = brought;
    this.rowsASecond = rowsASecond;
    String hash = experiment.model().sha256();
    this.key = (hash.isEmpty() ? experiment.model().name() : hash) + " ";
    int fewest = FEWEST_ROWS * experiment.threads();
    int rows = (int) Math.max(fewest, Math.min(MOST_ROWS, rowsASecond * SECONDS_A_CALL));
    this.classifier = new Sliced(experiment.classifier(), rows - rows % fewest);
  }

  /**
   * Starts to explore; measures how fast the network is.
   *
   * @param experiment closed by the caller, later
   * @param answers shared by all networks of a page
   * @param brought likewise
   */
  public static Explored of(Experiment experiment, Answers answers, BroughtImages brought) {
    double[][] rows = new double[TRIAL][];
    Images images = experiment.images();
    for (int i = 0; i < rows.length; i++) {
      rows[i] = images.pixels(i % images.size());
    }
    experiment.classifier().logits(rows); // the first call is slower
    long start = System.nanoTime();
    experiment.classifier().logits(rows);
    double seconds = Math.max(1e-6, (System.nanoTime() - start) * 1e-9);
    return new Explored(experiment, answers, brought, TRIAL / seconds);
  }

  /** The experiment. */
  public Experiment experiment() {
    return experiment;
  }

  /** Images that the network labels in a second, about. */
  public double rowsASecond() {
    return rowsASecond;
  }

  /** The name of a class. */
  public String className(int label) {
    return experiment.model().classNames().get(label);
  }

  /** Asks the network in a straight line of calls, on this thread. */
  <R> R ask(Function<Evaluator, R> algorithm) {
    return askOf(classifier, algorithm);
  }

  /** Asks another network of the experiment, such as a surrogate. */
  <R> R askOf(Classifier other, Function<Evaluator, R> algorithm) {
    return new Lockstep(other, 1)
        .<Integer, R>map(List.of(0), (item, evaluator) -> algorithm.apply(evaluator))
        .get(0);
  }

  /** Logits of many points. */
  double[][] logits(double[][] points) {
    return classifier.logits(points);
  }

  /** What was found under a request, or is found now. */
  <T> T remembered(String request, ToLongFunction<? super T> bytes, Supplier<T> find) {
    return answers.get(key + request, bytes, find);
  }

  /**
   * The pixels of an image in the network's range, C x H x W flattened.
   *
   * @throws DataException if there is no such image
   */
  public double[] image(ImageName name) {
    if (name.isFile()) {
      double[] pixels = brought.get(name);
      if (pixels == null) {
        throw new DataException(
            name + ": expected an image that was brought along, found none; drop the file again");
      }
      return pixels;
    }
    return experiment.images().pixels(item(name));
  }

  /** What the data says of an image's class; empty if nothing. */
  public OptionalInt label(ImageName name) {
    return name.isFile() ? OptionalInt.empty() : experiment.images().label(item(name));
  }

  /** The name of an image for people. */
  public String title(ImageName name) {
    return name.isFile() ? name.toString() : experiment.images().id(item(name));
  }

  private int item(ImageName name) {
    Images images = experiment.images();
    int item = name.index() - images.offset();
    if (item < 0 || item >= images.size()) {
      throw new DataException(
          images.data().name()
              + ": expected an image from "
              + images.offset()
              + " to "
              + (images.offset() + images.size() - 1)
              + ", found "
              + name.index());
    }
    return item;
  }
}
