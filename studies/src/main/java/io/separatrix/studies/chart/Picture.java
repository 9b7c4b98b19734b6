package io.separatrix.studies.chart;

/**
 * An image that carries its own content.
 *
 * @param source a {@code data:image/png;base64,} address
 * @param width in its own pixels
 * @param height likewise
 */
public record Picture(String source, int width, int height) {

  private static final String PNG = "data:image/png;base64,";

  public Picture {
    if (!source.startsWith(PNG)) {
      throw new IllegalArgumentException("expected an address that starts with " + PNG);
    }
  }
}
