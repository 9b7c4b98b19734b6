package io.separatrix.explorer.view;

import io.separatrix.data.Images;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.ImagesState;
import io.separatrix.explorer.state.Place;
import io.separatrix.geometry.Margin;
import io.separatrix.geometry.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Images of the data set with what the network says of them. */
public final class ImagesView {

  /** Images on a page. */
  public static final int PAGE = 48;

  /** Images at most that are sorted by their distance, the first ones: each takes a search. */
  public static final int MEASURED = 256;

  private static final int AT_ONCE = 64;

  private final Explored network;
  private final Boundaries boundaries;
  private final int[] predicted;
  private final double[] margins;

  ImagesView(Explored network, Boundaries boundaries) {
    this.network = network;
    this.boundaries = boundaries;
    this.predicted = new int[network.experiment().images().size()];
    this.margins = new double[predicted.length];
    Arrays.fill(predicted, -1);
  }

  /**
   * An image.
   *
   * @param index in the data set
   * @param title its name there
   * @param label class index that the data gives; -1 for none
   * @param predicted class index that the network gives
   * @param margin largest logit less the second
   * @param distance to the boundary, input units; NaN if it was not asked for
   */
  public record Entry(
      int index, String title, int label, int predicted, double margin, double distance) {}

  /**
   * A page of images.
   *
   * @param total images that are as asked for
   * @param from how many of them come before these
   * @param images in order
   * @param note what should be known of the order; empty for nothing
   */
  public record Answer(int total, int from, List<Entry> images, String note) {}

  /**
   * The page of a state.
   *
   * @param progress takes what is under way, in words
   */
  public Answer answer(ImagesState state, Consumer<String> progress) {
    Images images = network.experiment().images();
    boolean all =
        state.predicted() >= 0
            || state.only() != ImagesState.Only.ALL
            || state.order() != ImagesState.Order.INDEX;
    int[] candidates =
        images.items().stream()
            .mapToInt(item -> item)
            .filter(item -> state.label() < 0 || state.label() == label(item))
            .toArray();
    if (all) {
      predict(candidates, progress);
    }
    int[] chosen = Arrays.stream(candidates).filter(item -> wanted(item, state)).toArray();
    String note = "";
    if (state.order() == ImagesState.Order.DISTANCE) {
      if (chosen.length > MEASURED) {
        note = "sorted by distance: the first " + MEASURED + " of " + chosen.length;
        chosen = Arrays.copyOf(chosen, MEASURED);
      }
      measure(chosen, progress);
    }
    int[] page =
        IntStream.of(chosen)
            .boxed()
            .sorted(order(state))
            .skip(state.from())
            .limit(PAGE)
            .mapToInt(item -> item)
            .toArray();
    predict(page, progress);
    boolean distances = state.order() == ImagesState.Order.DISTANCE;
    return new Answer(
        chosen.length,
        state.from(),
        IntStream.of(page).mapToObj(item -> entry(item, distances)).toList(),
        note);
  }

  private boolean wanted(int item, ImagesState state) {
    return (state.predicted() < 0 || state.predicted() == predicted[item])
        && switch (state.only()) {
          case ALL -> true;
          case RIGHT -> label(item) == predicted[item];
          case WRONG -> label(item) >= 0 && label(item) != predicted[item];
        };
  }

  private Comparator<Integer> order(ImagesState state) {
    return switch (state.order()) {
      case INDEX -> Comparator.naturalOrder();
      case MARGIN -> Comparator.comparingDouble(item -> margins[item]);
      case DISTANCE -> Comparator.comparingDouble(this::distance);
    };
  }

  private int label(int item) {
    OptionalInt label = network.experiment().images().label(item);
    return label.orElse(-1);
  }

  private Entry entry(int item, boolean withDistance) {
    Images images = network.experiment().images();
    return new Entry(
        images.index(item),
        images.id(item),
        label(item),
        predicted[item],
        margins[item],
        withDistance ? distance(item) : Double.NaN);
  }

  private Place place(int item) {
    return new Place(ImageName.of(network.experiment().images().index(item)), List.of());
  }

  /** Infinite where no boundary was found, so that such images come last. */
  private double distance(int item) {
    double norm = boundaries.nearest(place(item)).norm();
    return norm > 0 ? norm : Double.POSITIVE_INFINITY;
  }

  private void measure(int[] items, Consumer<String> progress) {
    for (int i = 0; i < items.length; i++) {
      distance(items[i]);
      progress.accept("distances: " + (i + 1) + " of " + items.length);
    }
  }

  private void predict(int[] items, Consumer<String> progress) {
    int[] open = IntStream.of(items).filter(item -> predicted[item] < 0).toArray();
    for (int from = 0; from < open.length; from += AT_ONCE) {
      int[] some = Arrays.copyOfRange(open, from, Math.min(open.length, from + AT_ONCE));
      double[][] points =
          IntStream.of(some)
              .mapToObj(network.experiment().images()::pixels)
              .toArray(double[][]::new);
      double[][] logits = network.logits(points);
      for (int i = 0; i < some.length; i++) {
        int label = Vectors.argmax(logits[i]);
        margins[some[i]] = Margin.of(logits[i], label);
        predicted[some[i]] = label;
      }
      progress.accept("labels: " + (from + some.length) + " of " + open.length);
    }
  }
}
