package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.separatrix.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema is that of the code, and every kind of summary keeps to it. */
class SummarySchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PUBLISHED = Path.of("..", "docs", "summary.schema.json");

  @TempDir private Path folder = Path.of("");

  static JsonSchema published() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(JSON.readTree(PUBLISHED.toFile()));
  }

  @Test
  void published_isGenerated() throws IOException {
    ObjectNode generated = SummarySchema.generate();
    if (Boolean.getBoolean("separatrix.writeSchema")) {
      Files.writeString(
          PUBLISHED, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(generated) + "\n");
    }
    assertThat(JSON.readTree(PUBLISHED.toFile()))
        .as("-Dseparatrix.writeSchema=true writes it")
        .isEqualTo(generated);
  }

  @ParameterizedTest
  @CsvSource({"components, --limit 6", "planes, --planes 2 --resolution 10"})
  void study_onAFewImages_keepsToTheSchema(String command, String more) throws IOException {
    Path out = folder.resolve("run");
    List<String> arguments =
        new ArrayList<>(List.of(command, "--model", "lenet-fashion", "--data"));
    arguments.addAll(List.of("fashion-mnist-sample", "--out", out.toString()));
    arguments.addAll(List.of(more.split(" ")));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    assertThat(published().validate(summary)).isEmpty();
    assertThat(summary.get("command").asText()).isEqualTo(command);
  }

  @Test
  void schema_refusesAMissingNumber() throws IOException {
    ObjectNode summary = JSON.createObjectNode();
    summary.put("schemaVersion", 1).put("command", "convexity");
    assertThat(published().validate(summary)).isNotEmpty();
  }

  @Test
  void schema_refusesAnotherType() throws JsonProcessingException, IOException {
    JsonNode summary =
        JSON.readTree(
            """
            {"schemaVersion": 1, "command": "gallery", "images": ["first"], "others": []}
            """);
    assertThat(published().validate(summary)).isNotEmpty();
  }
}
