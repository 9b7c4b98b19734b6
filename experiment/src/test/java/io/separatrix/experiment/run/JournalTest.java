package io.separatrix.experiment.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final double[] AWKWARD = {
    0.1, -0.0, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 1 / 3.0
  };
  private static final int ITEMS = 12;

  @TempDir Path folder;
  private Path file = Path.of("");

  record Found(double norm, double[] point, boolean converged, double @Nullable [] extra) {}

  record Other(double norm) {}

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal/boundary.jsonl");
  }

  private Journal<Found> open() {
    return FileJournal.open(file, "boundary", ITEMS, Found.class);
  }

  @Test
  void add_awkwardDoubles_comeBackBitForBit() {
    for (double value : AWKWARD) {
      write(new Found(value, AWKWARD, true, null));
    }

    try (Journal<Found> journal = open()) {
      List<Found> found = List.copyOf(journal.finished().values());
      assertThat(found).hasSize(AWKWARD.length);
      for (int i = 0; i < AWKWARD.length; i++) {
        assertThat(Double.doubleToRawLongBits(found.get(i).norm()))
            .isEqualTo(Double.doubleToRawLongBits(AWKWARD[i]));
        assertThat(found.get(i).point()).containsExactly(AWKWARD);
        assertThat(found.get(i).extra()).isNull();
      }
    }
  }

  @Test
  void open_tornLastLine_dropsItAndGoesOn() throws IOException {
    write(found(1));
    write(found(2));
    byte[] whole = Files.readAllBytes(file);
    for (int torn = 1; torn < 40; torn++) {
      Files.write(file, Arrays.copyOf(whole, whole.length - torn));

      write(found(3));

      assertThat(norms()).containsExactly(1.0, 3.0);
    }
  }

  @Test
  void open_tornFirstLine_startsAnew() throws IOException {
    write(found(1));
    Files.writeString(file, Files.readString(file).substring(0, 9));

    write(found(2));

    assertThat(norms()).containsExactly(2.0);
  }

  @Test
  void open_lastLineChanged_dropsItAndGoesOn() throws IOException {
    write(found(1));
    write(found(2));
    replace(2, "\"norm\":2.0", "\"norm\":7.0");

    write(found(3));

    assertThat(norms()).containsExactly(1.0, 3.0);
  }

  @Test
  void open_lineChangedBeforeOthers_isRefusedByNumber() throws IOException {
    write(found(1));
    write(found(2));
    replace(1, "\"norm\":1.0", "\"norm\":7.0");

    refused("boundary.jsonl line 2", "checksum", "delete the line");
  }

  @Test
  void open_lineWithoutChecksumBeforeOthers_isRefused() throws IOException {
    write(found(1));
    Files.writeString(file, "{\"item\":1}\n", StandardOpenOption.APPEND);
    Files.writeString(file, "{\"item\":2}\n", StandardOpenOption.APPEND);

    refused("boundary.jsonl line 3", "checksum");
  }

  @Test
  void open_itemThatCannotBe_isRefused() throws IOException {
    for (String item : List.of("\"3\"", "-1", "12", "1.0", "true", "4294967296")) {
      Files.deleteIfExists(file);
      write(found(1));
      Files.writeString(
          file,
          sealed("{\"item\":" + item + ",\"result\":{\"norm\":1.0}}"),
          StandardOpenOption.APPEND);

      refused("line 3", "expected an item from 0 to 11", "found " + item);
    }
  }

  @Test
  void open_itemTwice_isRefused() throws IOException {
    write(found(1));
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(1) + "\n", StandardOpenOption.APPEND);

    refused("line 3", "each item once, found item 0 again");
  }

  @Test
  void open_resultOfAnotherShape_isRefused() throws IOException {
    write(found(1));
    Files.writeString(
        file, sealed("{\"item\":1,\"result\":{\"size\":1.0}}"), StandardOpenOption.APPEND);

    refused("line 3", "Found result of this version");
  }

  @Test
  void open_journalOfAnotherVersion_isRefused() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"item\":0,\"result\":{\"norm\":1.0}}\n");
    refused("version 2", "another version");

    Files.writeString(file, sealed("{\"journal\":3,\"study\":\"boundary\",\"type\":\"Found\"}"));
    refused("expected a journal of version 2", "found one of version 3");
  }

  @Test
  void open_journalOfAnotherStudy_isRefused() {
    write(found(1));

    assertThatThrownBy(() -> FileJournal.open(file, "nearest", ITEMS, Other.class))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("Other results of nearest, found Found results of boundary");
  }

  @Test
  void add_itemOutOfRangeOrTwice_isRefused() {
    try (Journal<Found> journal = open()) {
      journal.add(3, found(1));
      for (int item : new int[] {-1, ITEMS, 3}) {
        assertThatThrownBy(() -> journal.add(item, found(1)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("found " + item);
      }
    }
  }

  @Test
  void holdsItems_afterTheFirstLine_isTrue() throws IOException {
    assertThat(FileJournal.holdsItems(file)).isFalse();
    open().close();
    assertThat(FileJournal.holdsItems(file)).isFalse();
    Files.writeString(file, "{\"item\":0,", StandardOpenOption.APPEND);
    assertThat(FileJournal.holdsItems(file)).isFalse();
    write(found(1));
    assertThat(FileJournal.holdsItems(file)).isTrue();
  }

  private static Found found(double norm) {
    return new Found(norm, AWKWARD, true, null);
  }

  private List<Double> norms() {
    try (Journal<Found> journal = open()) {
      return journal.finished().values().stream().map(Found::norm).toList();
    }
  }

  private void refused(String... words) throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll(words);
    assertThat(file).hasBinaryContent(before);
  }

  private static String sealed(String object) {
    return new String(SealedLine.of(object).array(), UTF_8);
  }

  private void replace(int line, String part, String other) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    assertThat(lines.get(line)).contains(part);
    lines.set(line, lines.get(line).replace(part, other));
    Files.write(file, lines);
  }

  /** Adds a result as the next item. */
  private void write(Found result) {
    try (Journal<Found> journal = open()) {
      journal.add(journal.finished().size(), result);
    }
  }
}
