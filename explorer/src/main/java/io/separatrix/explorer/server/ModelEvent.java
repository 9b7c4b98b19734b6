package io.separatrix.explorer.server;

import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.view.ImagesView;
import io.separatrix.explorer.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is explored.
 *
 * @param name of the network
 * @param other name of the second one; null if there is none
 * @param data name of the data set
 * @param first index of its first image
 * @param images how many there are
 * @param page images on a page of them
 * @param shape channels, height and width
 * @param range of pixels
 * @param classNames one for each class
 * @param kind of network: piecewise linear, smooth, mixed
 * @param device that it runs on
 * @param mapSize points of a map along a side that this network labels in a few seconds
 * @param command what draws a figure: arguments before and after the state
 */
record ModelEvent(
    String name,
    @Nullable String other,
    String data,
    int first,
    int images,
    int page,
    List<Integer> shape,
    List<Double> range,
    List<String> classNames,
    String kind,
    String device,
    int mapSize,
    List<String> command) {

  /** Rows a second at which a map of 256 points a side takes a few seconds. */
  private static final double FAST = 400;

  private static final double SLOW = 60;

  static ModelEvent of(Exploration exploration, List<String> command) {
    Views views = exploration.views();
    Views second = exploration.secondViews();
    Experiment experiment = views.network().experiment();
    Images images = experiment.images();
    double speed = views.network().rowsASecond();
    return new ModelEvent(
        experiment.model().name(),
        second == null ? null : second.network().experiment().model().name(),
        images.data().name(),
        images.offset(),
        images.size(),
        ImagesView.PAGE,
        experiment.model().inputShape(),
        experiment.model().range(),
        experiment.model().classNames(),
        experiment.profile().kind().id(),
        experiment.engine().device(),
        speed > FAST ? 256 : speed > SLOW ? 128 : 64,
        command);
  }
}
