package io.separatrix.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, from tag 0x0112 of EXIF data: how the stored image becomes the one to
 * show.
 *
 * <p>Source: CIPA DC-008, Exif 2.32, "Orientation", values 1 to 8 in this order.
 */
enum Orientation {
  AS_STORED(false, false, false),
  MIRRORED(false, false, true),
  HALF_TURN(false, true, true),
  FLIPPED(false, true, false),
  TRANSPOSED(true, false, false),
  QUARTER_TURN_RIGHT(true, false, true),
  TRANSVERSED(true, true, true),
  QUARTER_TURN_LEFT(true, true, false);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;

  private final boolean transposed;
  private final boolean fromTheEnd;
  private final boolean mirrored;

  Orientation(boolean transposed, boolean fromTheEnd, boolean mirrored) {
    this.transposed = transposed;
    this.fromTheEnd = fromTheEnd;
    this.mirrored = mirrored;
  }

  /** Whether shown rows are stored columns. */
  boolean transposed() {
    return transposed;
  }

  /** Whether the first shown row is the last stored row or column. */
  boolean fromTheEnd() {
    return fromTheEnd;
  }

  /** Whether each row is read backwards. */
  boolean mirrored() {
    return mirrored;
  }

  /**
   * The orientation in a TIFF structure, which a TIFF file and EXIF data are.
   *
   * @param tiff from position to limit; its position and order are changed
   * @return {@link #AS_STORED} if it says nothing, or nothing sensible
   */
  static Orientation of(ByteBuffer tiff) {
    ByteBuffer in = tiff.slice();
    if (in.limit() < 8) {
      return AS_STORED;
    }
    in.order(in.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = in.getInt(4);
    if (in.getShort(2) != 42 || directory < 8 || directory > in.limit() - 2) {
      return AS_STORED;
    }
    int entries = in.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + i * ENTRY;
      if (at > in.limit() - ENTRY) {
        break;
      }
      if ((in.getShort(at) & 0xffff) == TAG && in.getShort(at + 2) == SHORT) {
        int value = in.getShort(at + 8);
        return value >= 1 && value <= values().length ? values()[value - 1] : AS_STORED;
      }
    }
    return AS_STORED;
  }

  /** EXIF data that begins with the letters "Exif" and two zeros, or without them. */
  static Orientation ofExif(ByteBuffer exif) {
    byte[] start = new byte[Math.min(4, exif.remaining())];
    exif.slice().get(start);
    boolean lettered = new String(start, StandardCharsets.US_ASCII).equals("Exif");
    return of(
        lettered && exif.remaining() > 6
            ? exif.slice(exif.position() + 6, exif.remaining() - 6)
            : exif);
  }
}
