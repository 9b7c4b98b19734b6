package io.separatrix.experiment;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.model.StudiedFile;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Journal;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Lockstep;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.engine.RunningNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a study works with: a network and images, and what the experiment has found already. */
public final class StudyContext {

  /** What items may hold for each thread: two points of Lanczos on photographs. */
  private static final long BYTES_A_THREAD = 320L << 20;

  private final Experiment experiment;
  private final Classifier classifier;
  private final Images images;
  private final int width;

  StudyContext(Experiment experiment, Classifier classifier, Images images, int width) {
    this.experiment = experiment;
    this.classifier = classifier;
    this.images = images;
    this.width = width;
  }

  /** {@return the network} */
  public Classifier classifier() {
    return classifier;
  }

  /**
   * {@return the images: the experiment's part of the data set, or others that {@link #with} gave}
   */
  public Images images() {
    return images;
  }

  /** {@return the number of items under way at one time in lockstep} */
  public int width() {
    return width;
  }

  /**
   * {@return the processor threads that a study may use beside the network's; all cores, unless
   * fewer are asked for}
   */
  public int threads() {
    return experiment.threads();
  }

  /** {@return whether every point that is found is to be among the study's files} */
  public boolean savesPoints() {
    return experiment.savesPoints();
  }

  /** {@return the seed of the experiment; see {@link io.separatrix.geometry.Seeds}} */
  public long seed() {
    return experiment.seed();
  }

  /** {@return the description of the network; class names are there} */
  public ModelCard model() {
    return experiment.model();
  }

  /** {@return the description of the images} */
  public DataCard data() {
    return experiment.data();
  }

  /** {@return what the network is made of} */
  public GraphProfile profile() {
    return experiment.profile();
  }

  /** {@return what the checks before the run noticed} */
  public List<Finding> findings() {
    return experiment.findings();
  }

  /**
   * Records something that a study noticed about its results.
   *
   * @param finding goes to the report and to {@code run.json}
   */
  public void add(Finding finding) {
    experiment.add(finding);
  }

  /**
   * Says something that the user should know while the study runs.
   *
   * @param line without a line feed
   */
  public void note(String line) {
    experiment.listener().note(line);
  }

  /**
   * {@return what another study of the experiment finds; it runs now if it has not yet}
   *
   * @param <R> type of what the study finds
   * @param study a new one, or one equal to another that ran here
   */
  public <R extends StudyResult> R result(Study<R> study) {
    return experiment.run(study);
  }

  /**
   * {@return what several studies rest on; found now if nobody has asked for it yet}
   *
   * @param <V> type of what is found
   * @param artefact what is wanted, and what it depends on
   */
  public <V> V artefact(Artefact<V> artefact) {
    return experiment.artefact(artefact);
  }

  /** {@return the network's operators; null if they cannot be seen} */
  public @Nullable Graph graph() {
    return experiment.graph();
  }

  /**
   * The ONNX file that holds the network just as it is studied.
   *
   * @return its hash, and whether it is the user's own
   * @throws io.separatrix.network.ModelFormatException if its operators cannot be seen
   */
  public StudiedFile studiedFile() {
    return experiment.studiedFile();
  }

  /**
   * Opens a network made from {@link #graph} on the same engine; the experiment closes it, if
   * nobody has before.
   *
   * @param graph for images of the same shape
   * @return the network on the engine
   */
  public RunningNetwork open(Graph graph) {
    return experiment.open(graph);
  }

  /**
   * {@return a network beside the experiment's own, its time on the experiment's account}
   *
   * @param other not timed elsewhere
   */
  public Classifier accounted(Classifier other) {
    return experiment.accounted(other);
  }

  /**
   * Works through items in lockstep. Each result goes to the pass's journal as soon as it is there;
   * items that the journal has from an earlier session are not done again, and those that are
   * {@linkplain ItemSelection done elsewhere} are left out.
   *
   * @param <T> type of an item
   * @param <R> type of a result
   * @param pass names the journal; a study that makes several passes names each
   * @param type the type of a result, a record that Jackson reads back equal to what it wrote
   * @param items in a fixed order that does not depend on this session
   * @param algorithm run once for each item
   * @return results in the order of the items
   * @throws UnfinishedPassException if items that are done elsewhere are missing
   */
  public <T, R> List<R> journaled(
      String pass,
      Class<R> type,
      List<T> items,
      Lockstep.Algorithm<? super T, ? extends R> algorithm) {
    RunListener listener = experiment.listener();
    try (Journal<R> journal = experiment.journals().journal(pass, items.size(), type)) {
      SortedMap<Integer, R> results = journal.finished();
      List<Integer> open =
          IntStream.range(0, items.size())
              .filter(item -> !results.containsKey(item) && experiment.items().has(pass, item))
              .boxed()
              .toList();
      listener.at(pass, results.size(), items.size());
      new Lockstep(classifier, width)
          .<Integer, R>forEach(
              open,
              (item, evaluator) -> algorithm.run(items.get(item), evaluator),
              (result, index) -> {
                int item = open.get(index);
                journal.add(item, result);
                results.put(item, result);
                listener.at(pass, results.size(), items.size());
              });
      if (!open.isEmpty()) {
        experiment.rest();
      }
      if (results.size() < items.size()) {
        throw new UnfinishedPassException(
            pass,
            items.size(),
            IntStream.range(0, items.size())
                .filter(item -> !results.containsKey(item))
                .boxed()
                .toList());
      }
      return new ArrayList<>(results.values());
    }
  }

  /**
   * {@return the same run on another network, such as a smooth surrogate of its own}
   *
   * @param other takes images of the same shape
   */
  public StudyContext on(Classifier other) {
    return new StudyContext(experiment, other, images, width);
  }

  /**
   * {@return the same run on other images, such as training images}
   *
   * @param other of the same shape
   */
  public StudyContext with(Images other) {
    return new StudyContext(experiment, classifier, other, width);
  }

  /**
   * The same run with fewer items under way, for a study whose items hold much memory each.
   *
   * @param items under way at most
   * @return the same but for {@link #width}
   */
  public StudyContext atMost(int items) {
    return inLanes(Math.min(width, items));
  }

  /**
   * The same run with fewer items under way, so that what they hold fits into 320 MiB for each of
   * {@link #threads} and into half of the heap.
   *
   * @param items under way at most
   * @param vectors of the input's dimension that an item holds at one time
   * @return the same but for {@link #width}
   */
  public StudyContext atMost(int items, int vectors) {
    long bytes = (long) Double.BYTES * vectors * classifier.dimension();
    long room = Math.min(threads() * BYTES_A_THREAD, Runtime.getRuntime().maxMemory() / 2);
    long fitting = Math.max(1, room / bytes);
    return atMost((int) Math.min(items, fitting));
  }

  /**
   * The same run with fewer items under way, for a study whose items ask for many rows at a time
   * and would otherwise hold them all in memory.
   *
   * @param rows rows that an item asks for at a time
   * @return the same but for {@link #width}
   */
  public StudyContext forItemsOf(int rows) {
    return inLanes(Math.max(1, width / rows));
  }

  /** {@return the same run with one item after the other, so that each can be timed} */
  public StudyContext oneAtATime() {
    return inLanes(1);
  }

  private StudyContext inLanes(int lanes) {
    return new StudyContext(experiment, classifier, images, lanes);
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

  /**
   * {@return the pixels of an item in the classifier's range, C x H x W flattened; a new array}
   *
   * @param item in 0..size-1
   */
  public double[] image(int item) {
    return images.pixels(item);
  }

  /**
   * {@return the name of a class}
   *
   * @param label class index
   */
  public String className(int label) {
    return model().classNames().get(label);
  }
}
