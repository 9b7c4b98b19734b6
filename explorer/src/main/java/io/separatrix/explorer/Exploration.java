package io.separatrix.explorer;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.ExperimentBuilder;
import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.run.Finding;
import io.separatrix.explorer.figure.Figures;
import io.separatrix.explorer.job.Turns;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.explorer.view.Answers;
import io.separatrix.explorer.view.BroughtImages;
import io.separatrix.explorer.view.Explored;
import io.separatrix.explorer.view.Views;
import io.separatrix.report.chart.Drawing;
import io.separatrix.studies.detection.CalibrationFile;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A network, perhaps a second one beside it, and images, to be looked at: on a page (package {@code
 * server}) or as figures. One job at a time computes.
 */
public final class Exploration implements AutoCloseable {

  /** Share of the heap that answers may take. */
  private static final int SHARE = 6;

  private final Turns turns;
  private final BroughtImages brought;
  private final Experiment first;
  private final @Nullable Experiment second;
  private final Views views;
  private final @Nullable Views secondViews;

  private Exploration(
      Turns turns,
      BroughtImages brought,
      Experiment first,
      @Nullable Experiment second,
      @Nullable CalibrationFile detector) {
    this.turns = turns;
    this.brought = brought;
    this.first = first;
    this.second = second;
    Answers answers = new Answers(Runtime.getRuntime().maxMemory() / SHARE);
    this.views = new Views(Explored.of(first, answers, brought), turns, detector);
    this.secondViews =
        second == null ? null : new Views(Explored.of(second, answers, brought), turns, null);
  }

  /**
   * Opens what is to be explored.
   *
   * @param model the network
   * @param other a network to compare it with; null for none
   * @param calibration the file of a detector for the network; null to calibrate one on the first
   *     images where it is needed
   * @param builder names images, engine and seed
   * @param listener hears of both, and may end everything
   * @throws DataException if the networks do not take the same images, or the calibration is
   *     another network's
   */
  public static Exploration open(
      Model model,
      @Nullable Model other,
      @Nullable Path calibration,
      UnaryOperator<ExperimentBuilder> builder,
      RunListener listener) {
    Turns turns = new Turns();
    RunListener takingTurns = new TakingTurns(listener, turns);
    Experiment first = builder.apply(Experiment.of(model)).listener(takingTurns).open();
    Experiment second = null;
    boolean done = false;
    try {
      CalibrationFile detector =
          calibration == null ? null : CalibrationFile.read(calibration, first);
      if (other != null) {
        second = builder.apply(Experiment.of(other)).listener(takingTurns).open();
        requireSameImages(first, second);
      }
      Images images = first.images();
      BroughtImages brought =
          new BroughtImages(
              images.shape(), images.range(), model.dataOptions(first.classifier().classes()));
      Exploration exploration = new Exploration(turns, brought, first, second, detector);
      done = true;
      return exploration;
    } finally {
      if (!done) {
        first.close();
        if (second != null) {
          second.close();
        }
      }
    }
  }

  private static void requireSameImages(Experiment first, Experiment second) {
    Images a = first.images();
    Images b = second.images();
    if (!a.shape().equals(b.shape()) || !a.range().equals(b.range())) {
      throw new DataException(
          second.model().name()
              + ": expected a second network that takes the images of the first, "
              + a.shape()
              + " in the range "
              + a.range()
              + ", found "
              + b.shape()
              + " in "
              + b.range());
    }
  }

  /** Looks up before each network call. */
  private record TakingTurns(RunListener listener, Turns turns) implements RunListener {

    @Override
    public void at(String pass, int done, int total) {
      listener.at(pass, done, total);
    }

    @Override
    public void noticed(Finding finding) {
      listener.noticed(finding);
    }

    @Override
    public void note(String line) {
      listener.note(line);
    }

    @Override
    public void detail(String line) {
      listener.detail(line);
    }

    @Override
    public void check() {
      listener.check();
      turns.lookUp();
    }
  }

  /** Takes an image along, for states that name it; see {@link BroughtImages#bring}. */
  public ImageName bring(byte[] file) {
    return brought.bring(file);
  }

  /**
   * Draws a view, as the page's button does.
   *
   * @throws DataException if the images or the network do not allow it
   */
  public Drawing figure(ViewState state) {
    return new Figures(views, secondViews).draw(state, line -> {});
  }

  /** Whose turn it is on the engine. */
  public Turns turns() {
    return turns;
  }

  /** The views of the network. */
  public Views views() {
    return views;
  }

  /** The views of the second network; null if there is none. */
  public @Nullable Views secondViews() {
    return secondViews;
  }

  @Override
  public void close() {
    if (second != null) {
      second.close();
    }
    first.close();
  }
}
