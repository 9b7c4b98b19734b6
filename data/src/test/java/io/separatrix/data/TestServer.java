package io.separatrix.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A server on this machine that misbehaves as told, one behaviour per request, the last for all
 * after.
 */
final class TestServer implements AutoCloseable {

  /** Answers one request for the content from byte {@code start} on. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, byte[] content, int start) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Behaviour> behaviours;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  TestServer(byte[] content, Behaviour... behaviours) throws IOException {
    this.behaviours = new ArrayDeque<>(List.of(behaviours));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, content));
    server.start();
  }

  private void handle(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "all" : range);
    int start = range == null ? 0 : Integer.parseInt(range.replace("bytes=", "").replace("-", ""));
    Behaviour behaviour;
    synchronized (behaviours) {
      behaviour = behaviours.size() > 1 ? behaviours.remove() : behaviours.element();
    }
    try (exchange) {
      behaviour.answer(exchange, content, start);
    }
  }

  URI address() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/cifar.tar.gz");
  }

  /** What each request asked for, in order. */
  String requests() {
    return ranges.stream().collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void head(HttpExchange exchange, byte[] content, int start) throws IOException {
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
  }

  /** Honours ranges. */
  static void whole(HttpExchange exchange, byte[] content, int start) throws IOException {
    if (start >= content.length) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    head(exchange, content, start);
    exchange.getResponseBody().write(content, start, content.length - start);
  }

  /** Sends everything whatever range is asked for. */
  static void deafToRanges(HttpExchange exchange, byte[] content, int start) throws IOException {
    whole(exchange, content, 0);
  }

  /** Announces everything and hangs up after {@code bytes}. */
  static Behaviour truncates(int bytes) {
    return (exchange, content, start) -> {
      head(exchange, content, start);
      exchange.getResponseBody().write(content, start, Math.min(bytes, content.length - start));
      exchange.getResponseBody().flush();
    };
  }

  /** Sends {@code bytes} and then nothing. */
  static Behaviour stalls(int bytes) {
    return (exchange, content, start) -> {
      truncates(bytes).answer(exchange, content, start);
      try {
        Thread.sleep(20_000);
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** Flips a bit in the middle. */
  static void corrupts(HttpExchange exchange, byte[] content, int start) throws IOException {
    byte[] wrong = content.clone();
    wrong[wrong.length / 2] ^= 1;
    whole(exchange, wrong, start);
  }

  /** Answers with a status and no content. */
  static Behaviour status(int status) {
    return (exchange, content, start) -> exchange.sendResponseHeaders(status, -1);
  }
}
