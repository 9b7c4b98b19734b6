package io.separatrix.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What is looked at in an image file before its pixels are decoded: whether it is there to its end,
 * how many scans it has, and how the camera was held. Decoders fill what is missing of a JPEG with
 * grey, and take minutes for thousands of scans.
 */
final class ImageContainer {
  /** Encoders write about ten scans; each one is a pass over the whole image. */
  static final int MAX_SCANS = 100;

  /** Pixels that all scans together pass over; some ten scans of the largest image. */
  static final long MAX_SCANNED = 10 * ImageDecoder.MAX_PIXELS;

  private static final int SOI = 0xd8;
  private static final int EOI = 0xd9;
  private static final int SOS = 0xda;
  private static final int APP1 = 0xe1;
  private static final int PNG_SIGNATURE = 8;

  private final Path file;
  private final ByteBuffer bytes;
  private Orientation orientation = Orientation.AS_STORED;

  private ImageContainer(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * Looks through a file.
   *
   * @return its orientation
   * @throws DataException if a JPEG or WebP file is cut off, or a JPEG file has too many scans
   */
  static Orientation inspect(Path file, byte[] bytes) {
    ImageContainer container = new ImageContainer(file, bytes);
    if (container.starts(0, "\u00ff\u00d8\u00ff")) {
      container.jpeg();
    } else if (container.starts(1, "PNG")) {
      container.png();
    } else if (container.starts(0, "RIFF") && container.starts(8, "WEBP")) {
      container.webp();
    } else if (container.starts(0, "II*") || container.starts(0, "MM\0*")) {
      container.orientation = Orientation.of(container.bytes);
    }
    return container.orientation;
  }

  private boolean starts(int offset, String letters) {
    byte[] wanted = letters.getBytes(StandardCharsets.ISO_8859_1);
    return offset + wanted.length <= bytes.limit()
        && bytes.slice(offset, wanted.length).equals(ByteBuffer.wrap(wanted));
  }

  /** ITU-T T.81, Annex B: markers with lengths; compressed data follows SOS up to a marker. */
  private void jpeg() {
    int scans = 0;
    long pixels = 0;
    int at = 2;
    while (at < bytes.limit()) {
      int marker = bytes.get(at++) & 0xff;
      if (marker == EOI && bytes.get(at - 2) == -1) {
        return;
      }
      boolean standsAlone = marker < 0xc0 || (marker >= 0xd0 && marker <= SOI) || marker == 0xff;
      if (bytes.get(at - 2) != -1 || standsAlone) {
        continue;
      }
      if (at + 2 > bytes.limit()) {
        break;
      }
      int length = bytes.getShort(at) & 0xffff;
      if (marker == APP1 && at + length <= bytes.limit() && starts(at + 2, "Exif")) {
        orientation = Orientation.ofExif(bytes.slice(at + 2, Math.max(0, length - 2)));
      }
      if (startsFrame(marker) && at + 7 <= bytes.limit()) {
        pixels = (bytes.getShort(at + 3) & 0xffffL) * (bytes.getShort(at + 5) & 0xffff);
      }
      if (marker == SOS && ++scans > Math.min(MAX_SCANS, MAX_SCANNED / Math.max(1, pixels))) {
        throw new DataException(
            file
                + ": expected a JPEG image of at most "
                + Math.min(MAX_SCANS, MAX_SCANNED / Math.max(1, pixels))
                + " scans, found more. Save it anew; no camera or program needs so many.");
      }
      at += length;
    }
    throw cutOff("JPEG");
  }

  /** SOF0 to SOF15, among which are three markers of other kinds. */
  private static boolean startsFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private void png() {
    for (int at = PNG_SIGNATURE; at + 8 <= bytes.limit(); ) {
      int length = bytes.getInt(at);
      if (length < 0 || length > bytes.limit() - at - 8) {
        return; // The decoder says what is missing.
      }
      if (starts(at + 4, "eXIf")) {
        orientation = Orientation.ofExif(bytes.slice(at + 8, length));
      }
      at = (int) Math.min(Integer.MAX_VALUE - 8, at + 12L + length);
    }
  }

  private void webp() {
    ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if ((little.getInt(4) & 0xffffffffL) + 8 > bytes.limit()) {
      throw cutOff("WebP");
    }
    int width = -1;
    int height = -1;
    for (int at = 12; at + 8 <= bytes.limit(); ) {
      int length = little.getInt(at + 4);
      if (starts(at, "VP8X") && width < 0 && at + 18 <= bytes.limit()) {
        width = (little.getInt(at + 12) & 0xffffff) + 1;
        height = (little.getInt(at + 14) >>> 8) + 1;
      } else if (width > 0 && starts(at, "ANMF")) {
        requireInside(little, at + 24, width, height);
      } else if (width > 0) {
        requireInside(little, at, width, height);
      }
      if (length < 0 || length > bytes.limit() - at - 8) {
        return;
      }
      if (starts(at, "EXIF")) {
        orientation = Orientation.ofExif(bytes.slice(at + 8, length));
      }
      at += 8 + length + (length & 1);
    }
  }

  /** The size that a file says first is what is checked before decoding; pictures must fit in. */
  private void requireInside(ByteBuffer little, int at, int width, int height) {
    int side = 0x3fff;
    int foundWidth = 0;
    int foundHeight = 0;
    if (starts(at, "VP8 ") && at + 18 <= bytes.limit()) {
      foundWidth = little.getShort(at + 14) & side;
      foundHeight = little.getShort(at + 16) & side;
    } else if (starts(at, "VP8L") && at + 13 <= bytes.limit()) {
      foundWidth = (little.getInt(at + 9) & side) + 1;
      foundHeight = (little.getInt(at + 9) >>> 14 & side) + 1;
    }
    if (foundWidth > width || foundHeight > height) {
      throw new DataException(
          file
              + ": expected a WebP picture of at most "
              + width
              + " x "
              + height
              + ", as the file says first, found one of "
              + foundWidth
              + " x "
              + foundHeight
              + ". The file is damaged.");
    }
  }

  private DataException cutOff(String kind) {
    return new DataException(
        file
            + ": expected a whole "
            + kind
            + " image, found its end missing: the file is truncated. Copy or download it again.");
  }
}
