package io.separatrix.experiment.model;

import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.rewrite.InputNormalization;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a network, so that it takes pixels: a normalisation, another order of colours,
 * or nothing.
 *
 * @param before puts it there
 * @param range of the pixels; null if nothing says it
 * @param normalization null if there is none
 * @param facts what is said of it
 */
record FirstNodes(
    UnaryOperator<Graph> before,
    @Nullable PixelRange range,
    @Nullable Preprocessing normalization,
    Map<String, String> facts) {

  private static final String NORMALISATION = "normalisation";

  /**
   * What the network's input asks for.
   *
   * @param range of the pixels, null if nothing says it; with a normalisation it is then 0 to 1
   * @param order of the colours that the user names; null for none
   */
  static FirstNodes of(ModelInput input, @Nullable PixelRange range, @Nullable ChannelOrder order) {
    Preprocessing said = input.normalization();
    if (said == null) {
      return order == ChannelOrder.BGR
          ? new FirstNodes(
              InputNormalization::reversed, range, null, Map.of("channel order", "B, G, R"))
          : new FirstNodes(UnaryOperator.identity(), range, null, Map.of());
    }
    Preprocessing normalization = order == null ? said : said.withBgr(order == ChannelOrder.BGR);
    PixelRange pixels = range == null ? PixelRange.UNIT : range;
    return new FirstNodes(
        graph -> normalised(graph, normalization, pixels, input.source()),
        pixels,
        normalization,
        Map.of(
            NORMALISATION, normalization + " over pixels " + pixels + " (" + input.source() + ")"));
  }

  /** What the user should know of it. */
  List<Finding> findings() {
    return facts.entrySet().stream()
        .filter(fact -> fact.getKey().equals(NORMALISATION))
        .map(fact -> Finding.info(NORMALISATION, "put before the network: " + fact.getValue()))
        .toList();
  }

  private static Graph normalised(
      Graph graph, Preprocessing input, PixelRange range, String source) {
    int channels = graph.inputShape().get(0);
    if (!input.fits(channels)) {
      throw new ModelFormatException(
          source
              + ": expected a mean and a standard deviation for each of the model's "
              + channels
              + " channels, found "
              + input,
          ModelOptionRemedy.NORMALIZATION);
    }
    return new InputNormalization(range.low(), range.high(), input.mean(), input.std(), input.bgr())
        .before(graph);
  }
}
