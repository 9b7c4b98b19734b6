package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.experiment.run.RunFolder.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineJournalsTest {

  @TempDir private Path folder = Path.of("");

  record Result(double value) {}

  @Test
  void lines_ofItemsDoneElsewhere_makeTheJournalOfTheFolder() {
    LineJournals elsewhere = new LineJournals();
    List<PassLines> heard = new ArrayList<>();
    elsewhere.listener(heard::add);
    try (Journal<Result> journal = elsewhere.journal("pass", 3, Result.class)) {
      journal.add(2, new Result(1.0 / 3));
      journal.add(0, new Result(Double.NEGATIVE_INFINITY));
    }
    assertThat(heard).hasSize(2);

    try (RunFolder run =
        RunFolder.start(
            folder.resolve("run"), Existing.REFUSE, Runs.manifest(Map.of(), "a".repeat(64), 1))) {
      run.add(elsewhere.lines("pass", List.of(0, 1, 2)));
      try (Journal<Result> journal = run.journal("pass", 3, Result.class)) {
        assertThat(journal.finished())
            .isEqualTo(Map.of(0, new Result(Double.NEGATIVE_INFINITY), 2, new Result(1.0 / 3)));
        journal.add(1, new Result(1));
      }
      LineJournals back = new LineJournals();
      run.finishedLines().forEach(back::take);
      assertThat(back.journal("pass", 3, Result.class).finished()).hasSize(3);
    }
  }

  @Test
  void read_tornLine_isLeftOut() throws IOException {
    LineJournals journals = new LineJournals();
    Path file = folder.resolve("part.jsonl");
    journals.journal("pass", 3, Result.class).add(1, new Result(2));
    journals.lines("pass", List.of(1)).appendTo(file);
    Files.writeString(file, "{\"item\":2,\"resu", StandardOpenOption.APPEND);
    assertThat(PassLines.read(file, "pass").orElseThrow().items()).hasSize(1);
    assertThat(PassLines.read(folder.resolve("none"), "pass")).isEmpty();
  }

  @Test
  void take_damagedLine_isRefused() {
    LineJournals journals = new LineJournals();
    assertThatThrownBy(
            () -> journals.take(new PassLines("pass", new byte[0], List.of(new byte[] {123, 125}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }
}
