package io.separatrix.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.separatrix.experiment.run.Printable;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.RunRemedy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Draws {@code report.html}: one file that needs no network and no other file, made from the run
 * folder's files alone. The same files give the same report.
 */
public final class Report {

  private static final String TEMPLATE = "report.ftlh";

  private Report() {}

  /**
   * Writes {@code report.json} and draws the report. Call it when {@code summary.json} is written
   * and the run has ended, so that timings are there.
   *
   * @param content from the run's studies
   * @return the report's path
   */
  public static Path write(RunFolder folder, ReportContent content) {
    folder.writeJson(RunFolder.SECTIONS, content);
    return redraw(folder);
  }

  /**
   * Draws the report again from {@code run.json}, {@code summary.json}, {@code report.json} and
   * {@code figures/}.
   *
   * @return the report's path
   * @throws io.separatrix.experiment.run.RunFolderException if one of them is missing or damaged
   */
  public static Path redraw(RunFolder folder) {
    return write(folder, draw(folder));
  }

  /**
   * Writes a page that {@link #draw} gave.
   *
   * @return its path
   */
  public static Path write(RunFolder folder, String html) {
    folder.write(RunFolder.REPORT, out -> out.write(html.getBytes(UTF_8)));
    return folder.directory().resolve(RunFolder.REPORT);
  }

  /**
   * The report as one page of HTML, not written anywhere.
   *
   * @throws io.separatrix.experiment.run.RunFolderException if one of the files is missing or
   *     damaged
   */
  public static String draw(RunFolder folder) {
    return Printable.lines(html(folder, new ReportModel(folder).build()));
  }

  private static String html(RunFolder folder, Map<String, Object> model) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Report.class, "");
    configuration.setDefaultEncoding(UTF_8.name());
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setLogTemplateExceptions(false);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    StringWriter text = new StringWriter();
    try {
      Template template = configuration.getTemplate(TEMPLATE);
      template.process(model, text);
    } catch (TemplateException e) {
      throw new RunFolderException(
          folder.directory()
              + ": expected files that fit the report, found: "
              + e.getMessageWithoutStackTop(),
          e,
          RunRemedy.OVERWRITE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the report's template", e);
    }
    return text.toString();
  }
}
