package io.separatrix.studies.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  @TempDir Path folder;
  private Path file = Path.of("");

  record Found(double norm, double[] point, boolean converged, double @Nullable [] extra) {}

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal/boundary.jsonl");
  }

  @Test
  void add_awkwardDoubles_comeBackBitForBit() {
    for (double value : AWKWARD) {
      write(new Found(value, AWKWARD, true, null));
    }

    try (Journal<Found> journal = Journal.open(file, Found.class)) {
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
    write(new Found(1, AWKWARD, true, null));
    write(new Found(2, AWKWARD, true, null));
    byte[] whole = Files.readAllBytes(file);
    for (int torn = 1; torn < 40; torn++) {
      Files.write(file, Arrays.copyOf(whole, whole.length - torn));

      write(new Found(3, AWKWARD, true, null));

      try (Journal<Found> journal = Journal.open(file, Found.class)) {
        assertThat(journal.finished().values()).extracting(Found::norm).containsExactly(1.0, 3.0);
      }
    }
  }

  @Test
  void open_damagedLine_isRefusedByNumber() throws IOException {
    write(new Found(1, AWKWARD, true, null));
    Files.writeString(file, "{\"item\":1}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> Journal.open(file, Found.class))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContainingAll("boundary.jsonl line 2", "Found", "--overwrite");
  }

  @Test
  void open_whileOpen_isRefused() {
    try (Journal<Found> journal = Journal.open(file, Found.class)) {
      assertThatThrownBy(() -> Journal.open(file, Found.class))
          .isInstanceOf(RunFolderException.class)
          .hasMessageContaining("another run");
      journal.add(0, new Found(1, AWKWARD, true, null));
    }
    write(new Found(2, AWKWARD, true, null));
  }

  /** Adds a result as the next item. */
  private void write(Found result) {
    try (Journal<Found> journal = Journal.open(file, Found.class)) {
      journal.add(journal.finished().size(), result);
    }
  }
}
