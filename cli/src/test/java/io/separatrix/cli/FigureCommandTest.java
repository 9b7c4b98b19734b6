package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Interruption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explore} and {@code figure}. */
@Timeout(300)
class FigureCommandTest {

  private static final String[] SHARED = {
    "--model", "lenet-fashion", "--data", "fashion-mnist-sample", "--limit", "12"
  };

  @TempDir private Path folder = Path.of("");

  private static CommandRun run(Interruption interruption, String first, String... more) {
    String[] all = new String[1 + more.length + SHARED.length];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    System.arraycopy(SHARED, 0, all, 1 + more.length, SHARED.length);
    return CommandRun.of(interruption, all);
  }

  @Test
  void figure_ofAStateOnThePage_isThePagesToTheByte()
      throws IOException, InterruptedException, ExecutionException {
    Interruption stop = new Interruption();
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(new StringWriter());
    String[] arguments = new String[1 + SHARED.length];
    arguments[0] = "explore";
    System.arraycopy(SHARED, 0, arguments, 1, SHARED.length);
    CompletableFuture<Integer> exploring =
        CompletableFuture.supplyAsync(
            () -> Main.run(arguments, new PrintWriter(out), err, false, stop));
    while (!out.toString().contains("\n") && !exploring.isDone()) {
      Thread.sleep(50);
    }
    String address = out.toString().strip();
    assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=[\\w-]{32}");
    String state = "plane/x=3/v=image-7/size=32";
    byte[] page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(address.replace("/?", "/api/figure?") + "&state=" + state))
                    .build(),
                BodyHandlers.ofByteArray())
            .body();
    stop.request();
    assertThat(exploring.get()).isEqualTo(ExitCode.DONE);
    Path file = folder.resolve("map.svg");
    CommandRun drawn = run(new Interruption(), "figure", state, "--out", file.toString());
    assertThat(drawn.code()).as(drawn.err()).isEqualTo(ExitCode.DONE);
    assertThat(Files.readAllBytes(file)).isEqualTo(page);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, map.svg, view: expected one of",
    "plane/size=1000000, map.svg, size: expected",
    "plane, map.jpg, expected a file .svg or .png"
  })
  void figure_ofWhatIsNone_isAUsageError(String state, String name, String message) {
    CommandRun drawn =
        run(new Interruption(), "figure", state, "--out", folder.resolve(name).toString());
    assertThat(drawn.code()).isEqualTo(ExitCode.USAGE);
    assertThat(drawn.err()).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void figure_ofAnImageThatIsNotThere_saysWhichThereAre() {
    CommandRun drawn =
        run(
            new Interruption(),
            "figure",
            "boundary/x=99",
            "--out",
            folder.resolve("b.png").toString());
    assertThat(drawn.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(drawn.err()).contains("from 0 to 11, found 99");
  }

  @Test
  void figure_overAFileThatIsThere_asksFirst() throws IOException {
    Path file = Files.writeString(folder.resolve("map.svg"), "mine");
    CommandRun drawn = run(new Interruption(), "figure", "plane", "--out", file.toString());
    assertThat(drawn.code()).isEqualTo(ExitCode.USAGE);
    assertThat(drawn.err()).contains("--overwrite");
    assertThat(file).hasContent("mine");
  }

  @Test
  void explore_withoutData_saysWhatIsMissing() {
    CommandRun explored = CommandRun.of("explore", "--model", "lenet-fashion");
    assertThat(explored.code()).isEqualTo(ExitCode.USAGE);
    assertThat(explored.err()).contains("--data");
  }
}
