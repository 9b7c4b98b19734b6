package io.separatrix.explorer.server;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.Json;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.figure.AxisWords;
import io.separatrix.explorer.job.Job;
import io.separatrix.explorer.job.Priority;
import io.separatrix.explorer.state.BoundaryState;
import io.separatrix.explorer.state.CurvatureState;
import io.separatrix.explorer.state.DetectorState;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.ImagesState;
import io.separatrix.explorer.state.PathState;
import io.separatrix.explorer.state.PlaneState;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.explorer.view.Look;
import io.separatrix.explorer.view.Planes;
import io.separatrix.explorer.view.Views;
import io.separatrix.geometry.Vectors;
import io.separatrix.geometry.boundary.BoundaryPoint;
import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Mark;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Does what a page asks for, and tells it. */
final class Work {

  private final Exploration exploration;

  Work(Exploration exploration) {
    this.exploration = exploration;
  }

  /**
   * What a map will show.
   *
   * @param extent smallest and largest s, smallest and largest t, input units
   * @param marks points that lie in the plane
   * @param u the first axis in words
   * @param v the second axis in words
   */
  private record PlaneEvent(List<Double> extent, List<Mark> marks, String u, String v) {}

  /**
   * What is known of x.
   *
   * @param title its name in the data set
   * @param truth the name of the class that the data gives; empty for none
   */
  private record CardEvent(String title, String truth, Look look, double norm) {}

  /** How urgent a request is. */
  static Priority priority(JobRequest request) {
    return switch (request.kind()) {
      case "view" -> Priority.VIEW;
      case "distance" -> Priority.BACKGROUND;
      default -> Priority.TOUCH;
    };
  }

  /** Does it. */
  void run(JobRequest request, Job job) {
    Views views = views(request.network());
    ViewState state = request.state();
    switch (request.kind()) {
      case "point" -> point(request, views, job);
      case "x" -> card(state, views, job);
      case "distance" -> distance(state, views, job);
      default -> {
        if (state instanceof PlaneState plane) {
          map(plane, views, job);
        } else {
          tell(job, "result", answer(state, views, progress(job)));
        }
      }
    }
  }

  private Views views(int network) {
    if (network == 1) {
      return exploration.views();
    }
    Views second = exploration.secondViews();
    if (second == null) {
      throw new DataException("expected a second network to compare with, found none");
    }
    return second;
  }

  private static Object answer(ViewState state, Views views, Consumer<String> progress) {
    if (state instanceof BoundaryState boundary) {
      return views.boundary().answer(boundary);
    }
    if (state instanceof PathState path) {
      return views.path().answer(path, progress);
    }
    if (state instanceof CurvatureState curvature) {
      return views.curvature().answer(curvature, progress);
    }
    if (state instanceof DetectorState detector) {
      return views.detector().answer(detector, progress);
    }
    return views.images().answer((ImagesState) state, progress);
  }

  /** Directions come from the first network, so that both are seen on the same plane. */
  private void map(PlaneState state, Views views, Job job) {
    Planes.Setting setting = exploration.views().planes().setting(state);
    Grid window = setting.window();
    tell(
        job,
        "plane",
        new PlaneEvent(
            List.of(window.minS(), window.maxS(), window.minT(), window.maxT()),
            setting.marks(),
            AxisWords.of(state.u()),
            AxisWords.of(state.v())));
    views.planes().map(state, setting, map -> tell(job, "map", MapEvent.of(map)));
  }

  private void point(JobRequest request, Views views, Job job) {
    if (!(request.state() instanceof PlaneState state)) {
      throw new DataException("expected the state of a plane to look at a point of");
    }
    double[] x = exploration.views().boundaries().point(state.x());
    double[] point =
        exploration.views().planes().setting(state).plane().point(request.s(), request.t());
    tell(job, "result", views.look(point, x));
  }

  private static void card(ViewState state, Views views, Job job) {
    double[] x = views.boundaries().point(state.x());
    ImageName name = state.x().image();
    OptionalInt label = views.network().label(name);
    String truth =
        label.isPresent() && state.x().moves().isEmpty()
            ? views.network().className(label.getAsInt())
            : "";
    tell(
        job,
        "result",
        new CardEvent(views.network().title(name), truth, views.look(x, x), Vectors.norm(x)));
  }

  private static void distance(ViewState state, Views views, Job job) {
    BoundaryPoint nearest = views.boundaries().nearest(state.x());
    tell(job, "result", Map.of("norm", nearest.norm(), "converged", nearest.converged()));
  }

  private static Consumer<String> progress(Job job) {
    return line -> tell(job, "progress", Map.of("text", line));
  }

  private static void tell(Job job, String name, Object event) {
    job.tell(name, Json.tree(event).toString());
  }
}
