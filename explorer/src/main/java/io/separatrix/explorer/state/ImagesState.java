package io.separatrix.explorer.state;

import java.util.List;

/**
 * Images of the data set, some of them in an order.
 *
 * @param x the one that is chosen
 * @param label class index that the data gives; -1 for any
 * @param predicted class index that the network gives; -1 for any
 * @param only all of them, or those that the network gets wrong
 * @param order by what they are sorted, smallest first
 * @param from how many are passed over
 */
public record ImagesState(Place x, int label, int predicted, Only only, Order order, int from)
    implements ViewState {

  private static final int MOST = 100_000_000;

  /** Which images. */
  public enum Only {
    ALL,
    RIGHT,
    WRONG
  }

  /** What images are sorted by. */
  public enum Order {
    INDEX,
    MARGIN,
    DISTANCE
  }

  static ImagesState of(Fields fields) {
    return new ImagesState(
        fields.x(),
        fields.whole("label", -1, -1, MOST),
        fields.whole("predicted", -1, -1, MOST),
        fields.word("only", Only.ALL, List.of(Only.values())),
        fields.word("order", Order.INDEX, List.of(Order.values())),
        fields.whole("from", 0, 0, MOST));
  }

  @Override
  public String view() {
    return "images";
  }

  @Override
  public String text() {
    return new Fields.Text(view())
        .add("x", x, Place.of(0))
        .add("label", label, -1)
        .add("predicted", predicted, -1)
        .add("only", only, Only.ALL)
        .add("order", order, Order.INDEX)
        .add("from", from, 0)
        .toString();
  }
}
