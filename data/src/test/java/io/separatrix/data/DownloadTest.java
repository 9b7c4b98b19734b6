package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadTest {
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path folder;

  private final List<Long> seen = new ArrayList<>();

  private static RemoteFile remote(URI source) {
    return new RemoteFile(source, "cifar.tar.gz", CONTENT.length, Sha256.of(CONTENT));
  }

  private Path fetch(URI source) throws IOException {
    return new Download(Duration.ofMillis(700), Duration.ofMillis(1))
        .fetch(remote(source), folder, (bytes, total) -> seen.add(bytes));
  }

  private void assertFetches(String requests, TestServer.Behaviour... behaviours)
      throws IOException {
    try (TestServer server = new TestServer(CONTENT, behaviours)) {
      assertThat(fetch(server.address())).hasBinaryContent(CONTENT).hasFileName("cifar.tar.gz");
      assertThat(server.requests()).isEqualTo(requests);
      assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
  }

  private void assertFails(String message, TestServer.Behaviour... behaviours) throws IOException {
    try (TestServer server = new TestServer(CONTENT, behaviours)) {
      assertThatThrownBy(() -> fetch(server.address()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("cifar.tar.gz")
          .hasMessageContaining(message);
      assertThat(folder.resolve("cifar.tar.gz")).doesNotExist();
    }
  }

  private void part(byte[] bytes) throws IOException {
    Files.write(folder.resolve("cifar.tar.gz.part"), bytes);
  }

  @Test
  void fetch_honestServer_givesTheFileAndReportsTheEnd() throws IOException {
    assertFetches("all", TestServer::whole);
    assertThat(seen).isSorted().endsWith((long) CONTENT.length);
  }

  @Test
  void fetch_partFromBefore_asksForTheRestOnly() throws IOException {
    part(Arrays.copyOf(CONTENT, 123_456));
    assertFetches("bytes=123456-", TestServer::whole);
  }

  @Test
  void fetch_connectionThatBreaks_goesOnWhereItBroke() throws IOException {
    assertFetches(
        "all bytes=100000- bytes=200000-",
        TestServer.truncates(100_000),
        TestServer.truncates(100_000),
        TestServer::whole);
  }

  @Test
  void fetch_serverThatStalls_isAskedAgain() throws IOException {
    assertFetches("all bytes=50000-", TestServer.stalls(50_000), TestServer::whole);
  }

  @Test
  void fetch_serverDeafToRanges_startsOver() throws IOException {
    part(Arrays.copyOf(CONTENT, 1000));
    assertFetches("bytes=1000-", TestServer::deafToRanges);
  }

  @Test
  void fetch_serverBusyForAMoment_isAskedAgain() throws IOException {
    assertFetches("all all", TestServer.status(503), TestServer::whole);
  }

  @Test
  void fetch_partOfAnotherFile_startsOver() throws IOException {
    part(new byte[1000]);
    assertFetches("bytes=1000- all", TestServer::whole);
  }

  @Test
  void fetch_partTooLong_startsOver() throws IOException {
    part(new byte[CONTENT.length + 1]);
    assertFetches("all", TestServer::whole);
  }

  @Test
  void fetch_fileThereAlready_asksNobody() throws IOException {
    Files.write(folder.resolve("cifar.tar.gz"), CONTENT);
    assertThat(fetch(URI.create("http://127.0.0.1:1/"))).hasBinaryContent(CONTENT);
  }

  @Test
  void fetch_corruptedFile_isRefusedWithBothHashes() throws IOException {
    assertFails(Sha256.of(CONTENT), TestServer::corrupts);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void fetch_serverThatTruncatesAtTheSamePlace_fails() throws IOException {
    assertFails("100000 of 300000 bytes", TestServer.truncates(100_000), TestServer.truncates(0));
    assertThat(folder.resolve("cifar.tar.gz.part")).hasSize(100_000);
  }

  @Test
  void fetch_serverThatStallsForEver_fails() throws IOException {
    assertFails("of 300000 bytes", TestServer.stalls(0));
  }

  @Test
  void fetch_serverThatSendsTooMuch_fails() throws IOException {
    byte[] longer = Arrays.copyOf(CONTENT, CONTENT.length + 10);
    assertFails(
        "of 300000 bytes", (exchange, content, start) -> TestServer.whole(exchange, longer, 0));
  }

  @Test
  void fetch_shorterFileOnTheServer_fails() throws IOException {
    byte[] page = "<html>moved</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertFails(
        "another length", (exchange, content, start) -> TestServer.whole(exchange, page, start));
  }

  @Test
  void fetch_notFound_saysTheStatus() throws IOException {
    assertFails("404", TestServer.status(404));
  }

  @Test
  void fetch_noServer_saysThatItCannotBeReached() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    part(Arrays.copyOf(CONTENT, 1000));
    assertThatThrownBy(() -> fetch(URI.create("http://127.0.0.1:" + port + "/cifar.tar.gz")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot reach")
        .hasMessageContaining("Check the network");
    assertThat(folder.resolve("cifar.tar.gz.part")).hasSize(1000);
  }

  @Test
  void fetch_progressThatThrows_keepsWhatHasArrived() throws IOException {
    try (TestServer server = new TestServer(CONTENT, TestServer.stalls(50_000))) {
      Download download = new Download(Duration.ofSeconds(30), Duration.ZERO);
      assertThatThrownBy(
              () ->
                  download.fetch(
                      remote(server.address()),
                      folder,
                      (bytes, total) -> {
                        if (bytes == 50_000) {
                          throw new CancellationException("stop");
                        }
                      }))
          .isInstanceOf(CancellationException.class);
      assertThat(folder.resolve("cifar.tar.gz.part")).hasSize(50_000);
    }
  }
}
