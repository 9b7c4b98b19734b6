package io.separatrix.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.RunFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report of a run folder that is not what it was is drawn, or refused with the reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedRunTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Path run = Path.of("");

  @BeforeAll
  void drawSample(@TempDir Path temp) {
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    run = temp.resolve("run");
    new SampleRun(names).write(run, "means");
  }

  private String draw() {
    return Report.draw(RunFolder.open(run));
  }

  @ParameterizedTest
  @ValueSource(strings = {RunFolder.MANIFEST, RunFolder.SUMMARY, RunFolder.SECTIONS})
  void draw_anyFieldMissingOrOfAnotherKind_isDrawnOrRefused(String name) throws IOException {
    Path file = run.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    int count = changes(JSON.readTree(whole)).size();
    assertThat(count).isPositive();
    int refused = 0;
    for (int i = 0; i < count; i += step(name)) {
      JsonNode tree = JSON.readTree(whole);
      changes(tree).get(i).run();
      Files.writeString(file, tree.toString());
      try {
        assertThat(draw()).contains("</html>");
      } catch (RunFolderException e) {
        assertThat(e).hasMessageContaining(run.toString());
        refused++;
      } finally {
        Files.write(file, whole);
      }
    }
    assertThat(refused).isPositive();
  }

  /** Every change with {@code -Pslow}, else a sample; a report is drawn for each. */
  private static int step(String name) {
    int most = Boolean.getBoolean("separatrix.slow") ? 1 : 3;
    return name.equals(RunFolder.SECTIONS) ? 7 * most : most;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"schemaVersion\":1}", "\u0000", "{\"a\":"})
  void draw_anythingInsteadOfTheManifest_isRefused(String content) throws IOException {
    Path file = run.resolve(RunFolder.MANIFEST);
    byte[] whole = Files.readAllBytes(file);
    Files.writeString(file, content);
    try {
      assertThatThrownBy(this::draw)
          .isInstanceOf(RunFolderException.class)
          .hasMessageContainingAll("run.json is damaged", "expected");
    } finally {
      Files.write(file, whole);
    }
  }

  @Test
  void draw_missingComponent_isNamed() throws IOException {
    Path file = run.resolve(RunFolder.MANIFEST);
    byte[] whole = Files.readAllBytes(file);
    ObjectNode tree = (ObjectNode) JSON.readTree(whole);
    ((ObjectNode) tree.get("model")).remove("classNames");
    Files.writeString(file, tree.toString());
    try {
      assertThatThrownBy(this::draw).hasMessageContaining("expected model.classNames");
    } finally {
      Files.write(file, whole);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void draw_pipeOrDeviceInsteadOfAFile_isRefusedAtOnce() throws IOException {
    Path file = run.resolve(RunFolder.SUMMARY);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/zero"));
    try {
      assertThatThrownBy(this::draw)
          .isInstanceOf(RunFolderException.class)
          .hasMessageContainingAll("summary.json", "regular file");
    } finally {
      Files.delete(file);
      Files.write(file, whole);
    }
  }

  /** Ways to change a tree by one node: without it, null, text or a number instead. */
  private static List<Runnable> changes(JsonNode node) {
    List<Runnable> changes = new ArrayList<>();
    List<JsonNode> others =
        List.of(
            JsonNodeFactory.instance.nullNode(),
            JsonNodeFactory.instance.textNode("\u001b[2J"),
            JsonNodeFactory.instance.numberNode(-7),
            JsonNodeFactory.instance.arrayNode());
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                changes.add(() -> object.remove(name));
                replace(others, other -> object.set(name, other), changes);
                changes.addAll(changes(object.get(name)));
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < Math.min(3, array.size()); i++) {
        int index = i;
        changes.add(() -> array.remove(index));
        replace(others, other -> array.set(index, other), changes);
        changes.addAll(changes(array.get(i)));
      }
    }
    return changes;
  }

  private static void replace(
      List<JsonNode> others, Consumer<JsonNode> set, List<Runnable> changes) {
    others.forEach(other -> changes.add(() -> set.accept(other)));
  }
}
