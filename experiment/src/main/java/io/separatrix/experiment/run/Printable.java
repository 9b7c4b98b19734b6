package io.separatrix.experiment.run;

import java.util.Locale;

/**
 * Text that shows what is in it and does nothing: names of nodes, classes and files come from
 * elsewhere, and on a terminal an escape sequence in one hides lines, colours them or forges
 * others.
 */
public final class Printable {

  private Printable() {}

  /** The text as one line: control characters, line feeds too, as {@code \}{@code u001b}. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** The text with its line feeds and tabs; other control characters as {@code \}{@code u001b}. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean several) {
    if (text.chars().noneMatch(c -> acts(c, several))) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (acts(c, several)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** Control characters, and those that break lines or turn the direction of writing. */
  private static boolean acts(int c, boolean several) {
    if (several && (c == '\n' || c == '\t')) {
      return false;
    }
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
