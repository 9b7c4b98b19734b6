package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Cifar10FetchTest {
  private static final int BATCH = 2 * 3073;

  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private TarArchiveOutputStream tar;

  Cifar10FetchTest() throws IOException {
    tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes));
  }

  @BeforeEach
  void homeInsideTheFolder() throws IOException {
    Files.createDirectories(home().folder());
  }

  private DataHome home() {
    return new DataHome(folder.resolve("home"));
  }

  private void add(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void addBatches(int from) throws IOException {
    for (int i = from; i <= 5; i++) {
      byte[] batch = new byte[BATCH];
      batch[0] = (byte) i;
      add("cifar-10-batches-bin/" + (i == 0 ? "test_batch" : "data_batch_" + i) + ".bin", batch);
    }
  }

  private Path fetch() throws IOException {
    tar.close();
    byte[] archive = bytes.toByteArray();
    try (TestServer server = new TestServer(archive, TestServer::whole)) {
      RemoteFile remote =
          new RemoteFile(server.address(), "cifar.tar.gz", archive.length, Sha256.of(archive));
      Download download = new Download(Duration.ofSeconds(5), Duration.ZERO);
      return new Cifar10Fetch(home(), remote, download, BATCH).fetch((done, total) -> {});
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::fetch).isInstanceOf(DataException.class).hasMessageContaining(message);
    assertThat(home().cifar10()).doesNotExist();
    assertThat(home().folder()).isDirectoryNotContaining("glob:**.partial");
    assertThat(folder).isDirectoryNotContaining("glob:**.bin");
  }

  @Test
  void fetch_archive_leavesTheSixBatchesAndNothingElse() throws IOException {
    add("cifar-10-batches-bin/readme.html", new byte[10]);
    addBatches(0);
    assertThat(fetch()).isEqualTo(home().cifar10());

    assertThat(home().folder()).isDirectoryContaining("glob:**cifar-10-batches-bin");
    try (var files = Files.list(home().folder())) {
      assertThat(files).hasSize(1);
    }
    Dataset train =
        Datasets.open("cifar10", new ImageShape(3, 32, 32), DatasetOptions.of(Split.TRAIN), home());
    assertThat(train.size()).isEqualTo(10);
    assertThat(List.of(train.label(0).getAsInt(), train.label(8).getAsInt()))
        .isEqualTo(List.of(1, 5));
  }

  @Test
  void fetch_batchesThere_doesNothing() throws IOException {
    addBatches(0);
    fetch();
    RemoteFile nowhere = Cifar10Fetch.ARCHIVE.from(java.net.URI.create("http://127.0.0.1:1/"));
    Cifar10Fetch again = new Cifar10Fetch(home(), nowhere, new Download(), BATCH);
    assertThat(again.fetch((done, total) -> {})).isEqualTo(home().cifar10());
    Files.write(home().cifar10().resolve("data_batch_3.bin"), new byte[3]);
    assertThatThrownBy(() -> again.fetch((done, total) -> {}))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("data_batch_3.bin")
        .hasMessageContaining("found 3");
  }

  @Test
  void fetch_entryThatClimbsOut_isWrittenInsideOnly() throws IOException {
    add("../../evil.bin", new byte[BATCH]);
    add("../../test_batch.bin", new byte[BATCH]);
    addBatches(1);
    fetch();
    assertThat(folder).isDirectoryNotContaining("glob:**.bin");
    assertThat(home().cifar10().resolve("test_batch.bin")).hasSize(BATCH);
    assertThat(home().cifar10().resolve("evil.bin")).doesNotExist();
  }

  @Test
  void fetch_linkInsteadOfABatch_isRefused() throws IOException {
    TarArchiveEntry link =
        new TarArchiveEntry("cifar-10-batches-bin/test_batch.bin", TarConstants.LF_SYMLINK);
    link.setLinkName("/etc/passwd");
    tar.putArchiveEntry(link);
    tar.closeArchiveEntry();
    addBatches(1);
    assertRefused("no plain file");
  }

  @Test
  void fetch_batchOfOtherLength_isRefused() throws IOException {
    add("cifar-10-batches-bin/test_batch.bin", new byte[BATCH + 1]);
    addBatches(1);
    assertRefused("found " + (BATCH + 1));
  }

  @Test
  void fetch_batchMissing_isRefused() throws IOException {
    addBatches(1);
    assertRefused("test_batch.bin");
  }
}
