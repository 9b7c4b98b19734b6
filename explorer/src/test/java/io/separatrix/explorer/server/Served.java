package io.separatrix.explorer.server;

import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.model.Models;
import io.separatrix.explorer.Exploration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A small network served, and somebody who asks. */
final class Served implements AutoCloseable {

  private final Exploration exploration;
  private final ExplorerServer server;
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(@Nullable String other, int images) {
    exploration =
        Exploration.open(
            Models.open("lenet-fashion"),
            other == null ? null : Models.open(other),
            null,
            experiment -> experiment.data("fashion-mnist-sample").limit(images),
            RunListener.NONE);
    server =
        ExplorerServer.start(
            exploration,
            0,
            List.of("separatrix", "figure", "STATE", "--out", "FILE"),
            defects::add);
  }

  /** The Fashion-MNIST network on so many images. */
  static Served images(int images) {
    return new Served(null, images);
  }

  /** The same with its smooth variant beside it. */
  static Served withAnother(int images) {
    return new Served("lenet-fashion-smooth", images);
  }

  Exploration exploration() {
    return exploration;
  }

  ExplorerServer server() {
    return server;
  }

  /** Errors of the program itself so far. */
  List<Throwable> defects() {
    return defects;
  }

  String token() {
    return URI.create(server.address()).getQuery().substring("token=".length());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  /** A request with the token. */
  HttpRequest.Builder known(String path) {
    return request(path).header("Authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(known(path).build());
  }

  HttpResponse<String> post(String path, String body) {
    return send(known(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /** Starts a job and gives its name. */
  String start(String slot, String kind, String state, String more) {
    HttpResponse<String> answer =
        post(
            "/api/jobs",
            "{\"slot\":\""
                + slot
                + "\",\"kind\":\""
                + kind
                + "\",\"state\":\""
                + state
                + "\""
                + more
                + "}");
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body().replaceAll("\\D", "");
  }

  /** Lines of the events of a job, to its end. */
  List<String> events(String id) {
    return get("/api/jobs/" + id + "/events")
        .body()
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** Names of the events of a job, to its end. */
  List<String> eventNames(String id) {
    List<String> names = new ArrayList<>();
    for (String line : events(id)) {
      if (line.startsWith("event: ")) {
        names.add(line.substring("event: ".length()));
      }
    }
    return names;
  }

  byte[] figure(String state, String format) {
    return bytes("/api/figure?format=" + format + "&state=" + encoded(state));
  }

  byte[] bytes(String path) {
    try {
      return client.send(known(path).build(), BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    exploration.close();
  }
}
