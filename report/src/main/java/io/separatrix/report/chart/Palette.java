package io.separatrix.report.chart;

import java.awt.Color;
import java.util.List;

/**
 * The colours of all figures. Series and classes use Paul Tol's "muted" scheme ("Colour schemes",
 * SRON/EPS/TN/09-002, 2021), which readers with colour-blindness can tell apart; each is dark
 * enough for white paper, and the report lightens those that are too dark for a dark page.
 */
public final class Palette {

  /** Text and axes. */
  public static final Color INK = new Color(0x1f, 0x29, 0x33);

  /** Tick labels and captions. */
  public static final Color FAINT_INK = new Color(0x5b, 0x67, 0x70);

  /** Grid lines and frames. */
  public static final Color GRID = new Color(0xd9, 0xde, 0xe3);

  /** The one accent: the first series of every chart. */
  public static final Color ACCENT = new Color(0x33, 0x22, 0x88);

  /** Series and classes in order; the first is {@link #ACCENT}. */
  public static final List<Color> SERIES =
      List.of(
          ACCENT,
          new Color(0xcc, 0x66, 0x77),
          new Color(0x11, 0x77, 0x33),
          new Color(0xdd, 0xcc, 0x77),
          new Color(0x88, 0xcc, 0xee),
          new Color(0x88, 0x22, 0x55),
          new Color(0x44, 0xaa, 0x99),
          new Color(0x99, 0x99, 0x33),
          new Color(0xaa, 0x44, 0x99),
          new Color(0xb8, 0xbe, 0xc4));

  private Palette() {}

  /** A colour for an index; they repeat after ten. */
  public static Color series(int index) {
    return SERIES.get(Math.floorMod(index, SERIES.size()));
  }

  /**
   * A colour and an opacity.
   *
   * @param alpha from 0, transparent, to 1
   */
  public static Color translucent(Color color, double alpha) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(alpha * 255));
  }
}
