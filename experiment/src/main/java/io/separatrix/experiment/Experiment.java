package io.separatrix.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.separatrix.data.Images;
import io.separatrix.data.Resizing;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.experiment.model.StudiedFile;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Journals;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Shard;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A network on an engine and images in its pixel range, on which studies run. What a study finds,
 * and what several studies rest on, is found once.
 *
 * <p>With a run folder everything that is finished is kept there, and a run that was interrupted
 * goes on where it stopped; without one nothing is written.
 */
public final class Experiment implements AutoCloseable {

  /** What most studies' items hold, points that they ask for included. */
  private static final int VECTORS = 64;

  private final ExperimentParts parts;
  private final TimedClassifier classifier;
  private final Map<Study<?>, StudyResult> results = new HashMap<>();
  private final Map<Artefact<?>, Object> artefacts = new HashMap<>();
  private final List<RunningNetwork> opened = new ArrayList<>();
  private @Nullable RunFolder folder;

  Experiment(ExperimentParts parts) {
    this.parts = parts;
    this.classifier = parts.classifier();
  }

  /**
   * Starts from a model; the builder is told of the images, and opens the experiment.
   *
   * @param model what is measured
   * @return a builder for it
   */
  public static ExperimentBuilder of(Model model) {
    return new ExperimentBuilder(model);
  }

  /**
   * Starts from a classifier of one's own and images in the pixel range that it expects.
   *
   * @param classifier closed by nobody but the caller
   * @param images what is measured at
   * @return a builder for it
   */
  public static ExperimentBuilder of(Classifier classifier, Images images) {
    return new ExperimentBuilder(
            Models.of("classifier", classifier, images.shape(), images.range(), List.of()))
        .data(images.data())
        .offset(images.offset())
        .limit(images.size());
  }

  /**
   * Keeps what is found in a run folder; call it before the first study. The caller closes the
   * folder.
   *
   * @param newFolder new, or of an earlier session of the same run
   */
  public void keepIn(RunFolder newFolder) {
    if (!results.isEmpty()) {
      throw new IllegalStateException("expected a run folder before the first study, found after");
    }
    folder = newFolder;
  }

  /**
   * Runs a study, or gives what it found before.
   *
   * @param <R> type of what the study finds
   * @param study a new one, or one equal to another that ran here
   * @return what it finds
   * @throws io.separatrix.data.DataException if the images do not allow it
   * @throws java.util.concurrent.CancellationException if the listener ended it
   */
  public <R extends StudyResult> R run(Study<R> study) {
    StudyResult known = results.get(study);
    if (known == null) {
      requireNewName(study);
      known = study.run(context());
      results.put(study, known);
      write(study, known);
    }
    @SuppressWarnings("unchecked") // put there by this method alone
    R result = (R) known;
    return result;
  }

  /** Two studies of one name would share journals and files. */
  private void requireNewName(Study<?> study) {
    if (folder != null
        && results.keySet().stream().anyMatch(other -> other.name().equals(study.name()))) {
      throw new IllegalArgumentException(
          "expected studies of different names in one run folder, found two called "
              + study.name());
    }
  }

  <V> V artefact(Artefact<V> artefact) {
    Object known = artefacts.get(artefact);
    if (known == null) {
      known = artefact.find(context());
      artefacts.put(artefact, known);
    }
    @SuppressWarnings("unchecked") // put there by this method alone
    V value = (V) known;
    return value;
  }

  private StudyContext context() {
    int lanes = parts.running().lanes();
    return new StudyContext(this, classifier, parts.images(), lanes).atMost(lanes, VECTORS);
  }

  private void write(Study<?> study, StudyResult result) {
    RunFolder to = folder;
    if (to == null) {
      return;
    }
    for (StudyFile file : result.files()) {
      if (file instanceof StudyFile.Samples samples) {
        to.writeCsv(samplesName(study.name(), to), samples.columns(), samples.rows());
      } else if (file instanceof StudyFile.Matrix matrix) {
        to.writeRows(matrix.name(), matrix.rows());
      } else if (file instanceof StudyFile.Document document) {
        to.writeJson(document.name(), document.content());
      } else if (file instanceof StudyFile.Text text) {
        to.write(text.name(), out -> out.write(text.content().getBytes(UTF_8)));
      }
    }
  }

  /** A command may have several kinds of one study, {@code paths-1}. */
  private static String samplesName(String study, RunFolder folder) {
    String command = folder.manifest().command();
    return study.equals(command) || study.startsWith(command + "-")
        ? RunFolder.SAMPLES
        : "samples-" + study + ".csv";
  }

  /** {@return the network, with an account of its time} */
  public TimedClassifier classifier() {
    return classifier;
  }

  /** {@return the description of the network} */
  public ModelCard model() {
    return parts.modelCard();
  }

  /** {@return the description of the images} */
  public DataCard data() {
    return parts.data();
  }

  /** {@return the experiment's part of the data set} */
  public Images images() {
    return parts.images();
  }

  /**
   * Images that the experiment does not measure on: the training part of its data set or, where
   * that has one part only, what comes after its own images.
   *
   * @param limit images at most
   * @return at least one
   * @throws io.separatrix.data.DataException if there are none
   */
  public Images training(int limit) {
    return parts.training().beside(parts.images(), limit);
  }

  /** {@return what evaluates the network} */
  public EngineInfo engine() {
    return parts.running().info();
  }

  /** {@return the rows of the network evaluated at once} */
  public int rowsAtOnce() {
    return parts.running().batchSize();
  }

  /** {@return what the network is made of} */
  public GraphProfile profile() {
    return parts.profile();
  }

  /** {@return what the checks before the run noticed} */
  public List<Finding> findings() {
    return parts.findings();
  }

  /** {@return the seed that all randomness comes from} */
  public long seed() {
    return parts.seed();
  }

  /** {@return the network's operators; null if they cannot be seen} */
  public @Nullable Graph graph() {
    return parts.model().graph();
  }

  StudiedFile studiedFile() {
    return StudiedFile.of(parts.model());
  }

  /**
   * What {@code run.json} says when a run of this experiment starts. What the experiment found out
   * itself, as the pixel range, is added to the configuration.
   *
   * @param command the run's name, such as {@code boundary}
   * @param options that have a part in the results, by name
   * @param commandLine as typed, one argument each; empty if there is none
   * @param started when the session started
   * @return the manifest, with this session as its only one
   */
  public Manifest manifest(
      String command, Map<String, Object> options, List<String> commandLine, Instant started) {
    Map<String, Object> configuration = new TreeMap<>(options);
    Resizing resizing = parts.model().pixels().resizing();
    if (resizing != null) {
      configuration.put("resizing", resizing);
    }
    // Not among the options where it is from a file beside the model.
    String normalization = model().facts().get("normalisation");
    if (normalization != null) {
      configuration.put("normalisation", normalization);
    }
    EngineOptions asked = parts.options();
    configuration.put("offset", images().offset());
    configuration.put("images", images().size());
    configuration.put("range", images().range().toString());
    configuration.put("dtype", asked.precision().name().toLowerCase(Locale.ROOT));
    Map<String, String> execution = new TreeMap<>();
    execution.put("threads", orAuto(asked.threads()));
    execution.put("batchSize", orAuto(asked.batchSize()));
    execution.put("device", engine().device());
    execution.put("rowsAtOnce", "" + rowsAtOnce());
    Manifest manifest =
        Manifest.starting(
            command,
            configuration,
            seed(),
            model(),
            data(),
            findings(),
            Session.starting(commandLine, execution, started));
    return items() instanceof Shard shard ? manifest.ofShard(shard) : manifest;
  }

  private static String orAuto(int number) {
    return number == EngineOptions.AUTOMATIC ? "auto" : "" + number;
  }

  ItemSelection items() {
    return parts.items();
  }

  /** {@return processor threads that the network and studies may use} */
  public int threads() {
    int asked = parts.options().threads();
    return asked == EngineOptions.AUTOMATIC ? Runtime.getRuntime().availableProcessors() : asked;
  }

  boolean savesPoints() {
    return parts.savesPoints();
  }

  RunListener listener() {
    return parts.listener();
  }

  Journals journals() {
    return folder == null ? parts.journals() : folder;
  }

  void add(Finding finding) {
    if (folder != null) {
      folder.add(finding);
    }
    parts.listener().noticed(finding);
  }

  RunningNetwork open(Graph graph) {
    RunningNetwork network = parts.model().network().sibling(graph).open(parts.options());
    opened.add(network);
    return network;
  }

  /** The next pass may be on another of the networks. */
  void rest() {
    parts.running().rest();
    opened.forEach(RunningNetwork::rest);
  }

  Classifier accounted(Classifier other) {
    return classifier.including(new Cancellable(other, parts.listener()::check));
  }

  /** Closes the network and everything that was opened beside it. */
  @Override
  public void close() {
    opened.forEach(RunningNetwork::close);
    opened.clear();
    parts.running().close();
  }
}
