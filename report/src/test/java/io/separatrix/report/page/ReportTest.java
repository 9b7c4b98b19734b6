package io.separatrix.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.report.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {

  private static final String HOSTILE =
      "</title><script>alert(1)</script>\" onload='x' ${7*7} &amp;";

  private Path run = Path.of("");
  private String html = "";

  @BeforeAll
  void drawSample(@TempDir Path temp) {
    List<String> names = Collections.nCopies(10, HOSTILE);
    run = temp.resolve("run");
    html = new SampleRun(names).write(run, HOSTILE).readText(RunFolder.REPORT);
  }

  /** The page without its own script at the end. */
  private String written() {
    return html.substring(0, html.lastIndexOf("<script>"));
  }

  @Test
  void html_hostileNames_areText() {
    assertThat(written().replaceAll("<script type=\"application/json\"[^<]*</script>", ""))
        .doesNotContain("<script", "alert(1)</script>", "onload='x'")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("${7*7}");
  }

  @Test
  void html_hasNoReferenceToAnythingOutside() {
    List<String> addresses =
        matches("(?:src|href|action|data|poster)\\s*=\\s*[\"']([^\"']*)", html);

    assertThat(addresses)
        .isNotEmpty()
        .allMatch(
            address ->
                address.startsWith("data:image/png;base64,")
                    || address.startsWith("data:text/csv;base64,")
                    || address.startsWith("#")
                    || address.matches("figures/[a-z0-9-]+\\.pdf")); // of the run's folder
    assertThat(html.replace("http://www.w3.org/", "")).doesNotContainPattern("https?:|@import");
    assertThat(matches("url\\(([^)]*)\\)", html)).allMatch(address -> address.startsWith("#"));
  }

  @Test
  void html_links_leadToIdsThatAreUnique() {
    List<String> ids = matches("\\sid=\"([^\"]+)\"", html);

    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids).containsAll(matches("href=\"#([^\"]+)\"", html));
    assertThat(ids).containsAll(matches("url\\(#([^)]+)\\)", html));
  }

  @Test
  void html_imagesAndFigures_haveDescriptions() {
    assertThat(matches("<img ([^>]*)>", html)).hasSize(12).allMatch(img -> img.contains("alt=\""));
    assertThat(matches("<svg ([^>]*)>", html))
        .hasSize(5)
        .allMatch(svg -> svg.contains("role=\"img\"") && svg.contains("aria-label=\""));
  }

  @Test
  void html_headings_neverSkipALevel() {
    List<Integer> levels = matches("<h([1-6])[ >]", html).stream().map(Integer::valueOf).toList();

    assertThat(levels.get(0)).isEqualTo(1);
    assertThat(IntStream.range(1, levels.size()))
        .allMatch(i -> levels.get(i) <= levels.get(i - 1) + 1 && levels.get(i) > 1);
  }

  @Test
  void html_showsProvenance() {
    assertThat(html)
        .contains("./separatrix boundary --model lenet-fashion --limit 12")
        .contains("a".repeat(64), "d".repeat(64), "4 March 2026, 05:06 UTC")
        .contains("84\u00a0%", "90 %", "boundary.maxResidual", "not available");
    assertThat(written()).doesNotContain("NaN");
  }

  @Test
  void html_script_isTheOneWhoseHashIsAllowed() {
    String script = html.substring(html.lastIndexOf("<script>") + 8, html.lastIndexOf("</script>"));
    String hash =
        Base64.getEncoder()
            .encodeToString(Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8)));

    assertThat(html).contains("script-src 'sha256-" + hash + "'");
    assertThat(script).doesNotContain("</script");
  }

  @Test
  void html_plane_hasDataThatGiveItsImagesAndLabels() throws IOException {
    List<String> json =
        matches("<script type=\"application/json\" id=\"plane-0\">([^<]*)</script>", html);
    assertThat(json).hasSize(1);
    JsonNode data = new ObjectMapper().readTree(json.get(0));
    assertThat(data.path("names").get(0).asText()).isEqualTo(HOSTILE);
    int points = data.path("columns").asInt() * data.path("rows").asInt();
    assertThat(Base64.getDecoder().decode(data.path("labels").asText())).hasSize(points);
    assertThat(Base64.getDecoder().decode(data.path("margins").asText())).hasSize(points);
    assertThat(Base64.getDecoder().decode(data.path("u").path("values").asText()))
        .hasSize(2 * 28 * 28);
  }

  @Test
  void html_opening_hasSentencesAndAtMostSixNumbers() {
    assertThat(matches("<ul class=\"found\"[^>]*>\\s*<li>([^<]*)", html))
        .containsExactly("Half of the images lie within 0.3 of a boundary.");
    assertThat(matches("<li><a href=\"#[a-z]+\">(<span class=\"value\">)", html))
        .hasSizeBetween(1, 6);
  }

  @Test
  void redraw_sameFiles_givesTheSameReport() {
    RunFolder folder = RunFolder.open(run);

    Path report = Report.redraw(folder);

    assertThat(report).hasContent(html);
  }

  @Test
  void redraw_figureWithScript_isRefused(@TempDir Path other) throws IOException {
    RunFolder folder = emptyRun(other);
    Files.createDirectories(other.resolve("run/figures"));
    Files.writeString(
        other.resolve("run/figures/x.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");
    Section section =
        new Section(
            "x",
            "X",
            "?",
            List.of(),
            List.of(new Block.Figure(List.of(new Block.Panel("figures/x.svg", "x")), "x")));

    assertThatThrownBy(() -> Report.write(folder, ReportContent.of(List.of(section))))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("x.svg", "script");
    assertThat(other.resolve("run/report.html")).doesNotExist();
  }

  @Test
  void redraw_withoutSections_isRefused(@TempDir Path other) {
    RunFolder folder = emptyRun(other);

    assertThatThrownBy(() -> Report.redraw(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("report.json");
  }

  @Test
  void panel_fileOutsideTheFolder_isRefused() {
    assertThatThrownBy(() -> new Block.Panel("figures/../../secret.svg", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RunFolder emptyRun(Path parent) {
    Manifest manifest = Runs.manifest(Map.of(), "a".repeat(64), 1);
    RunFolder folder = RunFolder.start(parent.resolve("run"), RunFolder.Existing.REFUSE, manifest);
    folder.writeSummary(Map.of("points", 0));
    folder.end(Runs.timings(1, 1, Map.of()), true);
    return folder;
  }

  private static List<String> matches(String pattern, String text) {
    return new ArrayList<>(
        Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map((MatchResult r) -> r.group(1))
            .toList());
  }
}
