package io.separatrix.network.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that somebody asks for.
 *
 * @param kind what it is
 * @param index which of the GPUs, from 0; 0 for the others
 */
public record DeviceName(Kind kind, int index) {

  private static final Pattern SYNTAX = Pattern.compile("(auto|cpu)|cuda(?::(\\d{1,3}))?");

  /** What a device is. */
  public enum Kind {
    /** The first GPU if there is one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** A GPU. */
    CUDA
  }

  /** The best device that there is. */
  public static final DeviceName AUTO = new DeviceName(Kind.AUTO, 0);

  /** The processor. */
  public static final DeviceName CPU = new DeviceName(Kind.CPU, 0);

  /**
   * Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:n}; the inverse of {@link
   * #toString}.
   *
   * @param text what the user wrote
   * @return the device that it names
   * @throws IllegalArgumentException if it is none of them
   */
  public static DeviceName parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a device auto, cpu, cuda or cuda:n, found '" + text + "'");
    }
    if (matcher.group(1) != null) {
      return text.equals("auto") ? AUTO : CPU;
    }
    return new DeviceName(
        Kind.CUDA, matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
