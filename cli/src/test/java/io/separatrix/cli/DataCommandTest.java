package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("data"));
    line.addAll(List.of(arguments));
    return Main.run(
        line.toArray(new String[0]),
        new PrintWriter(out),
        new PrintWriter(err),
        false,
        new Interruption());
  }

  @Test
  void list_text_namesEachWithItsLicence() {
    assertThat(run("list")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .containsPattern("fashion-mnist-sample +here +Fashion-MNIST, first 1,000 test")
        .contains("'separatrix data fetch cifar10'")
        .contains("licence: MIT");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void list_json_canBeRead() throws Exception {
    assertThat(run("list", "--format", "json")).isEqualTo(ExitCode.DONE);
    JsonNode list = new ObjectMapper().readTree(out.toString());
    assertThat(list.get(0).get("name").asText()).isEqualTo("fashion-mnist-sample");
    assertThat(list.get(0).get("present").asBoolean()).isTrue();
    assertThat(list).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fetch",
        "fetch cifar11",
        "fetch fashion-mnist-sample",
        "fetch cifar10 --source file:/etc/passwd",
        "fetch cifar10 --source cifar.tar.gz",
        "list --format xml",
      })
  void execute_wrongUse_isAUsageError(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).startsWith("separatrix: ");
    assertThat(out.toString()).isEmpty();
  }
}
