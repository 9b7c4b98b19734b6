package io.separatrix.report.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Typesets the mathematics in a text as MathML: indices ({@code u_1}, {@code x2}), norms ({@code
 * ||r||}) and Greek letters; no line breaks before a per cent sign. The rest is escaped. For the
 * report's template.
 */
final class Typesetting implements TemplateMethodModelEx {

  private static final Map<String, String> GREEK =
      Map.of("alpha", "\u03b1", "rho", "\u03c1", "kappa", "\u03ba");

  /** A norm, a name with an index, or a Greek letter. */
  private static final Pattern MATHEMATICS =
      Pattern.compile(
          "\\|\\|([A-Za-z_ ]{1,12}?)\\|\\|"
              + "|\\b([A-Za-z]|alpha|rho|kappa)_([A-Za-z0-9]{1,4})\\b"
              + "|\\b([xp])([0-9])\\b"
              + "|\\b(alpha|rho|kappa)\\b");

  @Override
  public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
    String text = ((SimpleScalar) arguments.get(0)).getAsString();
    return HTMLOutputFormat.INSTANCE.fromMarkup(html(text));
  }

  /** The text as HTML. */
  static String html(String text) {
    StringBuilder html = new StringBuilder();
    Matcher matcher = MATHEMATICS.matcher(text);
    int from = 0;
    while (matcher.find()) {
      html.append(escaped(text.substring(from, matcher.start())));
      html.append("<math>").append(markup(matcher.toMatchResult())).append("</math>");
      from = matcher.end();
    }
    return html.append(escaped(text.substring(from))).toString();
  }

  private static String markup(MatchResult found) {
    if (found.group(1) != null) {
      String bar = "<mo stretchy=\"false\">\u2016</mo>";
      return bar + inside(found.group(1).strip()) + bar;
    }
    if (found.group(2) != null) {
      return indexed(found.group(2), found.group(3));
    }
    if (found.group(4) != null) {
      return indexed(found.group(4), found.group(5));
    }
    return letter(found.group(6));
  }

  /** One or two names, the first perhaps with an index: {@code P_S v}. */
  private static String inside(String text) {
    StringBuilder markup = new StringBuilder();
    for (String name : text.split(" ")) {
      int index = name.indexOf('_');
      markup.append(
          index < 0 ? letter(name) : indexed(name.substring(0, index), name.substring(index + 1)));
    }
    return markup.toString();
  }

  private static String indexed(String name, String index) {
    String below = index.matches("[0-9]+") ? "<mn>" + index + "</mn>" : letter(index);
    return "<msub>" + letter(name) + below + "</msub>";
  }

  private static String letter(String name) {
    return "<mi>" + GREEK.getOrDefault(name, name) + "</mi>";
  }

  private static String escaped(String text) {
    return HTMLOutputFormat.INSTANCE.escapePlainText(text.replace(" %", "\u00a0%"));
  }
}
