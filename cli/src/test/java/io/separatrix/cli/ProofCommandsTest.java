package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Proved paths, their certificates, and what is made of them, on a shipped network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "lenet-fashion";

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  void prove() {
    CommandRun run =
        CommandRun.of(
            "paths",
            "--prove",
            "--model",
            MODEL,
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "40",
            "--pairs",
            "3",
            "--out",
            folder.resolve("paths").toString(),
            "-q");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private List<Path> certificates() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("paths/certificates"))) {
      return files.sorted().toList();
    }
  }

  private static CommandRun verify(Path certificate, String model) {
    return CommandRun.of("verify", certificate.toString(), "--model", model, "--format", "json");
  }

  @Test
  void paths_prove_countsProofsAndWritesACertificateOfEach() throws IOException {
    JsonNode summary = JSON.readTree(folder.resolve("paths/summary.json").toFile());
    assertThat(summary.get("rounding").asText()).isEqualTo("rigorous");
    assertThat(summary.get("proved").asInt()).isEqualTo(3);
    assertThat(summary.get("connectedWithProof").asInt()).isEqualTo(3);
    assertThat(summary.get("enclosures").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(certificates()).hasSize(3);
  }

  @Test
  void verify_certificates_hold() throws IOException {
    for (Path certificate : certificates()) {
      CommandRun run = verify(certificate, MODEL);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      JsonNode result = JSON.readTree(run.out());
      assertThat(result.get("proved").asBoolean()).isTrue();
      assertThat(result.get("leaves").asInt()).isPositive();
      assertThat(result.get("label").asInt())
          .isEqualTo(JSON.readTree(certificate.toFile()).get("label").asInt());
    }
  }

  @Test
  void verify_doctoredCertificates_doNotHold() throws IOException {
    Path certificate = certificates().get(0);
    ObjectNode label = (ObjectNode) JSON.readTree(certificate.toFile());
    label.put("label", (label.get("label").asInt() + 1) % 10);
    ObjectNode leaf = (ObjectNode) JSON.readTree(certificate.toFile());
    leaf.withArray("leaves").remove(0);
    ObjectNode model = (ObjectNode) JSON.readTree(certificate.toFile());
    model.put("model", "0".repeat(64));
    int i = 0;
    for (ObjectNode doctored : List.of(label, leaf, model)) {
      Path file = folder.resolve("doctored-" + i++ + ".json");
      JSON.writeValue(file.toFile(), doctored);
      assertThat(verify(file, MODEL).code()).isEqualTo(ExitCode.QUALITY);
    }
    assertThat(verify(certificate, "lenet-fashion-smooth").code()).isEqualTo(ExitCode.QUALITY);
  }

  @Test
  @EnabledIfSystemProperty(named = "separatrix.slow", matches = "true")
  void convexity_prove_countsTrianglesAndNamesThem() throws IOException {
    Path out = folder.resolve("triangles");
    CommandRun run =
        CommandRun.of(
            "convexity",
            "--prove",
            "--triangles",
            "1",
            "--k",
            "2",
            "--trials",
            "3",
            "--model",
            MODEL,
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "40",
            "--out",
            out.toString(),
            "-q");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile()).get("triangles");
    assertThat(summary.get("count").asInt()).isOne();
    assertThat(summary.get("rounding").asText()).isEqualTo("rigorous");
    assertThat(
            summary.get("proved").asInt()
                + summary.get("leaves").asInt()
                + summary.get("undetermined").asInt())
        .isOne();
    assertThat(summary.get("provedShareHigh").asDouble())
        .isGreaterThanOrEqualTo(summary.get("proved").asInt());
    JsonNode triangles = JSON.readTree(out.resolve("triangles.json").toFile());
    assertThat(triangles).hasSize(1);
    for (JsonNode triangle : triangles) {
      assertThat(triangle.get("u").isNull())
          .isEqualTo(!triangle.get("verdict").asText().equals("leaves"));
      assertThat(triangle.get("corners")).hasSize(3);
    }
    CommandRun without = CommandRun.of("convexity", "--model", MODEL, "--triangles", "2");
    assertThat(without.code()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err()).contains("--triangles says what to prove, so it needs --prove");
  }

  @Test
  void export_builtInNetwork_isTheFileThatCertificatesName() throws IOException {
    Path net = folder.resolve("net.onnx");
    CommandRun run = CommandRun.of("export", "--model", MODEL, "--out", net.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    Path certificate = certificates().get(0);
    assertThat(run.out()).contains(JSON.readTree(certificate.toFile()).get("model").asText());
    assertThat(verify(certificate, net.toString()).code()).isEqualTo(ExitCode.DONE);
    CommandRun again = CommandRun.of("export", "--model", MODEL, "--out", net.toString());
    assertThat(again.code()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("net.onnx is there already");
  }

  @Test
  void components_prove_everyRegionIsOneComponentOrSaidNotToBe() throws IOException {
    Path out = folder.resolve("components");
    CommandRun run =
        CommandRun.of(
            "components",
            "--prove",
            "--model",
            MODEL,
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "16",
            "--out",
            out.toString(),
            "-q");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    assertThat(summary.get("rounding").asText()).isEqualTo("rigorous");
    for (JsonNode region : summary.get("labels")) {
      assertThat(region.get("proved").asBoolean()).isEqualTo(region.get("components").asInt() == 1);
    }
    try (Stream<Path> files = Files.list(out.resolve("certificates"))) {
      assertThat(files.count()).isEqualTo(summary.get("proved").asLong());
    }
  }

  @Test
  void paths_roundingWithoutProve_isRefused() {
    CommandRun run =
        CommandRun.of(
            "paths", "--rounding", "neglected", "--model", MODEL, "--data", "fashion-mnist-sample");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--prove");
  }

  @Test
  void compare_twoRuns_saysWhatDiffers() throws IOException {
    for (String model : List.of(MODEL, "lenet-fashion-smooth")) {
      CommandRun run =
          CommandRun.of(
              "predict",
              "--model",
              model,
              "--data",
              "fashion-mnist-sample",
              "--limit",
              "30",
              "--out",
              folder.resolve(model).toString(),
              "-q");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    }
    Path out = folder.resolve("compare");
    CommandRun run =
        CommandRun.of(
            "compare",
            folder.resolve(MODEL).toString(),
            folder.resolve("lenet-fashion-smooth").toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    JsonNode accuracy =
        JSON.readTree(out.resolve("summary.json").toFile())
            .at("/others/lenet-fashion-smooth/predict.accuracy");
    assertThat(accuracy.get("paired").asInt()).isEqualTo(30);
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    assertThat(CommandRun.of("compare", folder.resolve(MODEL).toString(), "/nowhere").code())
        .isEqualTo(ExitCode.BAD_INPUT);
  }
}
