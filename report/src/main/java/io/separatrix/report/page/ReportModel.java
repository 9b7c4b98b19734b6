package io.separatrix.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.TemplateModelException;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.experiment.run.Printable;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.Session;
import io.separatrix.experiment.run.Timings;
import io.separatrix.network.NetworkKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the report's template sees, from the files of a run folder. */
final class ReportModel {

  private static final String SCRIPT = "report.js";

  /** Characters of a figure's numbers that the page carries at most. */
  private static final int MOST_DATA = 50_000;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final RunFolder folder;

  ReportModel(RunFolder folder) {
    this.folder = folder;
  }

  /** Its text has no control characters, so that no name breaks a line or does anything else. */
  Map<String, Object> build() {
    Manifest manifest = folder.manifest();
    ReportContent content = folder.readJson(RunFolder.SECTIONS, ReportContent.class);
    JsonNode summary = folder.readJson(RunFolder.SUMMARY, JsonNode.class);
    requireVersion(RunFolder.SECTIONS, content.schemaVersion());
    requireVersion(RunFolder.SUMMARY, summary.path("schemaVersion").asInt());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("manifest", plain(manifest));
    model.put("noticed", manifest.noticed().stream().map(ReportModel::plain).toList());
    model.put("date", DATE.format(manifest.sessions().get(0).started()));
    model.put("command", CommandLine.quoted(manifest.sessions().get(0).commandLine()));
    model.put("sections", plain(content).get("sections"));
    model.put("opening", requireNonNullElse(content.opening(), ""));
    model.put("lead", requireNonNullElse(content.lead(), ""));
    OpeningView opening = new OpeningView(content);
    model.put("found", opening.sentences());
    model.put(
        "highlights",
        opening.numbers().stream()
            .map(each -> Map.of("section", each.section(), "number", plain(each.number())))
            .toList());
    opening.picture().ifPresent(picture -> model.put("picture", plain(picture)));
    model.put("figures", figures(opening.shown()));
    model.put("figureData", figureData(opening.shown()));
    model.put("planes", planes(opening.shown()));
    model.put(
        "pdfs",
        panels(opening.shown())
            .map(Block.Panel::file)
            .filter(file -> folder.has(file.replaceFirst("svg$", "pdf")))
            .toList());
    String script = script();
    model.put("script", markup(script));
    model.put(
        "scriptHash",
        Base64.getEncoder().encodeToString(Sha256.digest().digest(script.getBytes(UTF_8))));
    model.put("when", DAY.format(manifest.sessions().get(0).started()));
    model.put("seconds", seconds(manifest));
    model.put("model", model(manifest.model()));
    model.put("data", data(manifest.data()));
    model.put("configuration", FlatJson.rows(manifest.configuration()));
    model.put("surroundings", surroundings(manifest));
    model.put("timings", manifest.sessions().stream().map(ReportModel::timings).toList());
    model.put("summary", FlatJson.rows(summary));
    model.replaceAll((key, value) -> harmless(value));
    model.put("typeset", new Typesetting());
    return model;
  }

  private static Object harmless(Object value) {
    if (value instanceof String text) {
      return Printable.line(text);
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> all = new ArrayList<>();
      elements.forEach(element -> all.add(element == null ? null : harmless(element)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, entry) -> all.put("" + key, entry == null ? null : harmless(entry)));
      return all;
    }
    return value;
  }

  private void requireVersion(String name, int found) {
    if (found != Manifest.SCHEMA_VERSION) {
      throw new RunFolderException(
          folder.directory().resolve(name)
              + ": expected schemaVersion "
              + Manifest.SCHEMA_VERSION
              + ", found "
              + found
              + "; use the version of Separatrix that wrote it");
    }
  }

  private static Map<String, Object> plain(Object value) {
    return Json.readable().convertValue(value, new TypeReference<Map<String, Object>>() {});
  }

  /** The figures in the order of their panels; a file that is shown twice is there twice. */
  private List<Object> figures(List<Block> shown) {
    List<Object> figures = new ArrayList<>();
    panels(shown).forEach(panel -> figures.add(inline(panel, figures.size())));
    return figures;
  }

  private static Stream<Block.Panel> panels(List<Block> shown) {
    return shown.stream()
        .flatMap(
            block ->
                block instanceof Block.Figure figure
                    ? figure.panels().stream()
                    : block instanceof Block.PlaneView plane
                        ? Stream.of(plane.panel())
                        : Stream.of());
  }

  /** The numbers of each figure as base64; empty where it has none, or too many for a page. */
  private List<String> figureData(List<Block> shown) {
    return panels(shown)
        .map(panel -> panel.file().replaceFirst("svg$", "csv"))
        .map(name -> folder.has(name) ? folder.readText(name) : "")
        .map(text -> text.length() > MOST_DATA ? "" : text)
        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
        .toList();
  }

  /** What a pointer finds on each plane, as JSON that ends no element. */
  private static List<Object> planes(List<Block> shown) {
    return shown.stream()
        .filter(Block.PlaneView.class::isInstance)
        .map(block -> Json.tree(((Block.PlaneView) block).touched()).toString())
        .map(json -> markup(json.replace("<", "\\u003c")))
        .toList();
  }

  private static Object markup(String html) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(html);
    } catch (TemplateModelException e) {
      throw new IllegalStateException("cannot mark up in memory", e);
    }
  }

  private static String script() {
    try (InputStream in = requireNonNull(ReportModel.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the report's script", e);
    }
  }

  private static String seconds(Manifest manifest) {
    double total =
        manifest.sessions().stream()
            .map(Session::timings)
            .filter(Objects::nonNull)
            .mapToDouble(Timings::total)
            .sum();
    if (total < 1.5) {
      return "a second";
    }
    return total < 120
        ? String.format(Locale.ROOT, "%.0f seconds", total)
        : String.format(Locale.ROOT, "%.0f minutes", total / 60);
  }

  private Object inline(Block.Panel panel, int number) {
    try {
      return HTMLOutputFormat.INSTANCE.fromMarkup(
          InlineSvg.of(
              folder.readText(panel.file()), "figure" + number + "-", Printable.line(panel.alt())));
    } catch (IllegalArgumentException | TemplateModelException e) {
      throw new RunFolderException(
          folder.directory().resolve(panel.file())
              + " is not a figure of this program: "
              + e.getMessage(),
          e);
    }
  }

  private static List<List<String>> model(ModelCard card) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", card.name()));
    rows.add(List.of("Source", card.source()));
    rows.add(List.of("Input", shape(card.inputShape()) + ", pixels " + range(card.range())));
    rows.add(
        List.of(
            "Classes",
            card.classNames().size() + ": " + String.join(", ", first(card.classNames()))));
    rows.add(List.of("Parameters", String.format(Locale.ROOT, "%,d", card.parameters())));
    rows.add(List.of("Kind", kind(card)));
    card.facts().forEach((name, value) -> rows.add(List.of(name, value)));
    rows.add(List.of("SHA-256", card.sha256()));
    return rows;
  }

  private static String kind(ModelCard card) {
    if (card.piecewiseLinear()) {
      return "piecewise linear: its exact Hessian is zero almost everywhere";
    }
    return NetworkKind.MIXED.id().equals(card.kind())
        ? NetworkKind.MIXED.words() + ", whose exact Hessian is that of the curved operators alone"
        : NetworkKind.SMOOTH.words();
  }

  private static List<List<String>> data(DataCard card) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", card.name()));
    rows.add(List.of("Source", card.source()));
    rows.add(List.of("Images", card.items() + ", each " + shape(card.imageShape())));
    card.facts().forEach((name, value) -> rows.add(List.of(name, value)));
    rows.add(List.of("SHA-256", card.sha256()));
    return rows;
  }

  private static List<List<String>> surroundings(Manifest manifest) {
    Session session = manifest.session();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("seed", Long.toString(manifest.seed())));
    session.versions().forEach((name, value) -> rows.add(List.of(name, value)));
    session.machine().forEach((name, value) -> rows.add(List.of(name, value)));
    session.execution().forEach((name, value) -> rows.add(List.of(name, value)));
    return rows;
  }

  private static Map<String, Object> timings(Session session) {
    Timings timings = session.timings();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("started", DATE.format(session.started()));
    List<List<String>> rows = new ArrayList<>();
    if (timings != null) {
      if (Double.isFinite(timings.networkShare())) {
        model.put("share", String.format(Locale.ROOT, "%.0f %%", 100 * timings.networkShare()));
      }
      timings.phases().forEach((name, phase) -> rows.add(row(name, phase)));
      rows.add(row("total", new Timings.Phase(timings.total(), timings.network(), null)));
    }
    model.put("rows", rows);
    return model;
  }

  private static List<String> row(String name, Timings.Phase phase) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.1f s", phase.seconds()),
        String.format(Locale.ROOT, "%.1f s", phase.network()),
        phase.seconds() > 0
            ? String.format(Locale.ROOT, "%.0f %%", 100 * phase.network() / phase.seconds())
            : "",
        phase.memory() == null ? "" : mebibytes(phase.memory().resident()),
        phase.memory() == null ? "" : mebibytes(phase.memory().heap()));
  }

  private static String mebibytes(long bytes) {
    return bytes == 0 ? "" : (bytes >> 20) + " MiB";
  }

  private static String shape(List<Integer> shape) {
    return shape.stream().map(size -> Integer.toString(size)).collect(Collectors.joining(" × "));
  }

  private static String range(List<Double> range) {
    return range.stream()
        .map(
            end ->
                String.format(
                    Locale.ROOT, "%s", end == Math.rint(end) ? (Object) end.longValue() : end))
        .collect(Collectors.joining(" to "));
  }

  private static List<String> first(List<String> names) {
    int shown = 10;
    if (names.size() <= shown) {
      return names;
    }
    List<String> some = new ArrayList<>(names.subList(0, shown));
    some.add("…");
    return some;
  }
}
