package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A JSON object in one line with a checksum as its last field: {@code
 * {"item":3,"check":"0f1e2d3c"}}. The checksum is the CRC-32 of the UTF-8 bytes before {@code
 * ,"check"}. It finds damage and edits by hand, not a forger.
 */
final class SealedLine {

  private static final String FIELD = ",\"check\":\"%08x\"}";
  private static final int LENGTH = String.format(Locale.ROOT, FIELD, 0).length();

  private SealedLine() {}

  /**
   * The line with its checksum and a line feed.
   *
   * @param object a JSON object with at least one field, in one line
   */
  static ByteBuffer of(String object) {
    byte[] open = object.substring(0, object.length() - 1).getBytes(UTF_8);
    byte[] field = (field(open, open.length) + "\n").getBytes(US_ASCII);
    return ByteBuffer.allocate(open.length + field.length).put(open).put(field).flip();
  }

  /** Whether a line, without its line feed, is as it was written. */
  static boolean isWhole(byte[] line) {
    int open = line.length - LENGTH;
    return open > 0
        && field(line, open)
            .equals(new String(Arrays.copyOfRange(line, open, line.length), US_ASCII));
  }

  private static String field(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return String.format(Locale.ROOT, FIELD, sum.getValue());
  }
}
