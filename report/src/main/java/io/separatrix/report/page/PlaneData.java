package io.separatrix.report.page;

import java.util.List;

/**
 * The images and labels of a plane, so that a page can show the point under a pointer: the image at
 * (s, t) is {@code origin + s u + t v}.
 *
 * @param frame left, top, width and height of the map as shares of the drawing
 * @param extent smallest and largest s, smallest and largest t, input units
 * @param columns of the map's points
 * @param rows of the map's points, the first at the smallest t
 * @param labels base64: an index into {@code names} for each point, a byte each, row by row
 * @param names the labels on the map
 * @param margins base64: largest logit less the second, a byte for each point, in units of {@code
 *     marginUnit}
 * @param marginUnit logits
 * @param channels 1 or 3
 * @param height of an image
 * @param width of an image
 * @param origin the image at (0, 0), 0 for black and 1 for white
 * @param u the first direction, of which s are taken
 * @param v the second, of which t are taken
 */
public record PlaneData(
    List<Double> frame,
    List<Double> extent,
    int columns,
    int rows,
    String labels,
    List<String> names,
    String margins,
    double marginUnit,
    int channels,
    int height,
    int width,
    Packed origin,
    Packed u,
    Packed v) {

  /** Copies the lists. */
  public PlaneData {
    frame = List.copyOf(frame);
    extent = List.copyOf(extent);
    names = List.copyOf(names);
  }

  /**
   * Numbers with 16 bits each.
   *
   * @param unit that they are multiples of
   * @param values base64: signed integers of 16 bits, little-endian, C x H x W
   */
  public record Packed(double unit, String values) {}
}
