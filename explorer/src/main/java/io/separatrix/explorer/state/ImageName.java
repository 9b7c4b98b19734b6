package io.separatrix.explorer.state;

import java.util.regex.Pattern;

/**
 * Which image: one of the data set by its index there, {@code 17}, or one that somebody brought
 * along by the first twelve digits of its SHA-256, {@code file-0123456789ab}.
 *
 * @param index in the data set; -1 for a file
 * @param hash twelve hexadecimal digits; empty for the data set's
 */
public record ImageName(int index, String hash) {

  /** Digits of a file's hash. */
  public static final int DIGITS = 12;

  private static final String FILE = "file-";
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final Pattern HASH = Pattern.compile("file-[0-9a-f]{" + DIGITS + "}");

  /** An image of the data set. */
  public static ImageName of(int index) {
    return new ImageName(index, "");
  }

  /**
   * An image that was brought along.
   *
   * @param sha256 of its file, all 64 digits or the first ones
   */
  public static ImageName ofFile(String sha256) {
    return new ImageName(-1, sha256.substring(0, DIGITS));
  }

  /**
   * Reads a name.
   *
   * @throws InvalidStateException if it is none
   */
  public static ImageName parse(String text) {
    if (INDEX.matcher(text).matches()) {
      return of(Integer.parseInt(text));
    }
    if (HASH.matcher(text).matches()) {
      return new ImageName(-1, text.substring(FILE.length()));
    }
    throw InvalidStateException.of(
        "image", "an index or file- and " + DIGITS + " hexadecimal digits", text);
  }

  /** Whether it was brought along. */
  public boolean isFile() {
    return index < 0;
  }

  @Override
  public String toString() {
    return isFile() ? FILE + hash : "" + index;
  }
}
