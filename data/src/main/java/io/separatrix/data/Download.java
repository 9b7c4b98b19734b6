package io.separatrix.data;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a file of known content. Bytes are collected in {@code NAME.part}, from which a later
 * call goes on; only a file with the right hash gets its name. A connection that breaks or stalls
 * is tried again as long as tries bring new bytes.
 */
final class Download {
  private static final Logger log = LoggerFactory.getLogger(Download.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 100;
  private static final int FRUITLESS_TRIES = 3;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Duration stall;
  private final Duration pause;

  /** Gives up waiting for bytes after 30 seconds, and pauses 2 seconds before another try. */
  Download() {
    this(Duration.ofSeconds(30), Duration.ofSeconds(2));
  }

  Download(Duration stall, Duration pause) {
    this.stall = stall;
    this.pause = pause;
  }

  /**
   * Fetches the file into a folder, or takes it from there if it is complete already.
   *
   * @return the file, with the right hash
   * @throws DataException if the server cannot be reached or sends something else
   * @throws CancellationException if the thread is interrupted
   * @throws IOException if the disk refuses
   */
  Path fetch(RemoteFile remote, Path folder, DownloadProgress progress) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(remote.name());
    if (Files.isRegularFile(file)) {
      requireContent(remote, file);
      return file;
    }
    Path part = folder.resolve(remote.name() + ".part");
    boolean resumed = size(part) > 0;
    collect(remote, part, progress);
    if (resumed && !Sha256.of(part).equals(remote.sha256())) {
      log.warn("{}: the part from an earlier call does not fit, starting over", part);
      Files.delete(part);
      collect(remote, part, progress);
    }
    requireContent(remote, part);
    AtomicFile.move(part, file);
    return file;
  }

  private static void requireContent(RemoteFile remote, Path file) throws IOException {
    String found = Sha256.of(file);
    if (!found.equals(remote.sha256())) {
      long bytes = Files.size(file);
      Files.delete(file);
      throw new DataException(
          String.format(
              "%s: expected %d bytes with SHA-256 %s, found %d bytes with %s. The file was removed;"
                  + " try again, or put the right file there. Source: %s",
              file, remote.bytes(), remote.sha256(), bytes, found, remote.source()));
    }
  }

  /** Appends to the part until it is as long as the file must be. */
  private void collect(RemoteFile remote, Path part, DownloadProgress progress) throws IOException {
    long best = size(part);
    int fruitless = 0;
    while (size(part) != remote.bytes()) {
      if (size(part) > remote.bytes()) {
        Files.delete(part);
      }
      String failure = attempt(remote, part, progress);
      if (size(part) > best && size(part) <= remote.bytes()) {
        best = size(part);
        fruitless = 0;
      } else if (++fruitless == FRUITLESS_TRIES) {
        throw new DataException(
            String.format(
                "%s: %s. %d of %d bytes have arrived and are kept; the same command goes on from"
                    + " there. Expected the file at %s",
                remote.name(), failure, size(part), remote.bytes(), remote.source()));
      }
      if (size(part) != remote.bytes()) {
        log.info("{}: {}; trying again", remote.name(), failure);
        sleep(pause);
      }
    }
  }

  /** One request; says why it ended if it did not bring everything. */
  private String attempt(RemoteFile remote, Path part, DownloadProgress progress)
      throws IOException {
    // A client of its own, so that a stalled connection is not used again.
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    long start = size(part);
    HttpRequest.Builder request = HttpRequest.newBuilder(remote.source()).timeout(stall);
    if (start > 0) {
      request.header("Range", "bytes=" + start + "-");
    }
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(request.build(), info -> body(info, part, start));
    try {
      return await(answer, remote, part, progress);
    } catch (ExecutionException failed) {
      return reason(remote, Objects.requireNonNullElse(failed.getCause(), failed));
    } finally {
      answer.cancel(true);
    }
  }

  private static BodySubscriber<Path> body(ResponseInfo info, Path part, long start) {
    if (info.statusCode() == OK) {
      return BodySubscribers.ofFile(
          part,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    }
    String range = info.headers().firstValue("Content-Range").orElse("");
    if (info.statusCode() == PARTIAL && range.startsWith("bytes " + start + "-")) {
      return BodySubscribers.ofFile(
          part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
    return BodySubscribers.replacing(part);
  }

  private String await(
      CompletableFuture<HttpResponse<Path>> answer,
      RemoteFile remote,
      Path part,
      DownloadProgress progress)
      throws IOException, ExecutionException {
    long last = size(part);
    long lastChange = System.nanoTime();
    while (true) {
      try {
        HttpResponse<Path> response = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        progress.at(size(part), remote.bytes());
        return outcome(response.statusCode(), remote, part);
      } catch (TimeoutException stillRunning) {
        long now = size(part);
        progress.at(now, remote.bytes());
        if (now > remote.bytes()) {
          return "the server sends more than the file";
        }
        if (now != last) {
          last = now;
          lastChange = System.nanoTime();
        } else if (System.nanoTime() - lastChange > stall.toNanos()) {
          return "no bytes for " + stall.toSeconds() + " s";
        }
      } catch (InterruptedException interrupted) {
        throw cancelled();
      }
    }
  }

  private static String outcome(int status, RemoteFile remote, Path part) throws IOException {
    if (status == RANGE_NOT_SATISFIABLE || status == PARTIAL || status == OK) {
      if (status == RANGE_NOT_SATISFIABLE) {
        Files.deleteIfExists(part);
      }
      return "the server's file has another length, or its answer is cut off";
    }
    if (status >= 400 && status < 500) {
      throw new DataException(
          remote.name()
              + ": the server answers with status "
              + status
              + "; expected the file at "
              + remote.source());
    }
    return "the server answers with status " + status;
  }

  private static String reason(RemoteFile remote, Throwable cause) throws IOException {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      throw new DataException(
          remote.name()
              + ": cannot reach "
              + remote.source()
              + " ("
              + (cause.getMessage() == null ? "no connection" : cause.getMessage())
              + "). Check the network and try again; what has arrived so far is kept.",
          cause);
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      throw cancelled();
    }
  }

  private static CancellationException cancelled() {
    Thread.currentThread().interrupt();
    return new CancellationException("download interrupted");
  }
}
