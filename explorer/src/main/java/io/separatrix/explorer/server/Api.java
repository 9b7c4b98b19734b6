package io.separatrix.explorer.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.separatrix.experiment.run.Json;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.figure.FigureFormat;
import io.separatrix.explorer.job.Job;
import io.separatrix.explorer.job.Jobs;
import io.separatrix.explorer.job.Priority;
import io.separatrix.explorer.state.ImageName;
import io.separatrix.explorer.state.ImagesState;
import io.separatrix.explorer.state.InvalidStateException;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.explorer.view.BroughtImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** What can be asked for below {@code /api/}. Everything is bounded. */
final class Api {

  private static final int STREAMS = 24;
  private static final int WAITING = 4;
  private static final int BODY = 64 << 10;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY = 429;

  /** A reader that went away is noticed when something is sent. */
  private static final long HEARTBEAT_MILLISECONDS = 2_000;

  private final Exploration exploration;
  private final Jobs jobs;
  private final Work work;
  private final String model;
  private final Semaphore streams = new Semaphore(STREAMS);
  private final Semaphore waiting = new Semaphore(WAITING);
  private final AtomicLong waits = new AtomicLong();

  Api(Exploration exploration, Jobs jobs, List<String> command) {
    this.exploration = exploration;
    this.jobs = jobs;
    this.work = new Work(exploration);
    this.model = Json.tree(ModelEvent.of(exploration, command)).toString();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/model", request -> json(request, model));
    routes.get("/api/images", this::images);
    routes.get("/api/images/{name}", this::picture);
    routes.post("/api/images", this::bring);
    routes.post("/api/jobs", this::start);
    routes.delete("/api/jobs/{id}", this::cancel);
    routes.get("/api/jobs/{id}/events", this::stream);
    routes.get("/api/figure", this::figure);
  }

  private static void json(Context response, String json) {
    response.contentType("application/json; charset=utf-8").result(json);
  }

  private static byte[] body(Context request, int most) {
    try {
      byte[] bytes = request.bodyInputStream().readNBytes(most + 1);
      if (bytes.length > most) {
        throw new HttpResponseException(
            TOO_LARGE, "expected at most " + most + " bytes, found more", Map.of());
      }
      return bytes;
    } catch (IOException e) {
      throw new HttpResponseException(400, "the request ended early", Map.of());
    }
  }

  private void start(Context request) {
    JobRequest wanted = JobRequest.parse(new String(body(request, BODY), UTF_8));
    Job job =
        jobs.start(wanted.slot(), Work.priority(wanted), started -> work.run(wanted, started));
    request.status(202);
    json(request, Json.tree(Map.of("id", job.id())).toString());
  }

  private Job job(Context request) {
    return jobs.find(request.pathParam("id"))
        .orElseThrow(() -> new NotFoundResponse("there is no such job, or it was taken away"));
  }

  private void cancel(Context request) {
    jobs.forget(job(request));
    request.status(204);
  }

  /** Sends what a job tells until it ends; whoever goes away does not want it any more. */
  private void stream(Context request) {
    Job job = job(request);
    if (!streams.tryAcquire()) {
      throw new HttpResponseException(TOO_MANY, "too many jobs are listened to", Map.of());
    }
    request.res().setContentType("text/event-stream; charset=utf-8");
    try (OutputStream out = request.res().getOutputStream()) {
      int sent = 0;
      boolean more = true;
      while (more) {
        List<Job.Event> events = job.events(sent, HEARTBEAT_MILLISECONDS);
        more = !events.isEmpty() || !job.ended();
        StringBuilder text = new StringBuilder(events.isEmpty() ? ": waiting\n\n" : "");
        for (Job.Event event : events) {
          text.append("event: ").append(event.name());
          text.append("\ndata: ").append(event.data()).append("\n\n");
        }
        out.write(text.toString().getBytes(UTF_8));
        out.flush();
        sent += events.size();
      }
    } catch (IOException e) {
      return; // the reader went away
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      streams.release();
      jobs.forget(job);
    }
  }

  private void images(Context request) {
    String state = request.queryParam("state");
    if (!(ViewState.parse(state == null ? "images" : state) instanceof ImagesState wanted)) {
      throw new InvalidStateException("state: expected one of images, found another view");
    }
    json(
        request,
        awaited(
            () -> Json.tree(exploration.views().images().answer(wanted, line -> {})).toString()));
  }

  private void picture(Context request) throws IOException {
    ImageName name = ImageName.parse(request.pathParam("name"));
    double[] pixels = exploration.views().network().image(name);
    BufferedImage image = exploration.views().pictured().drawn(pixels);
    if (image == null) {
      throw new NotFoundResponse("these points are no pictures");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    request.contentType("image/png").result(bytes.toByteArray());
  }

  private void bring(Context request) {
    ImageName name = exploration.bring(body(request, BroughtImages.MOST_BYTES));
    json(request, Json.tree(Map.of("name", name.toString())).toString());
  }

  private void figure(Context request) {
    String text = request.queryParam("state");
    String ending = request.queryParam("format");
    ViewState state = ViewState.parse(text == null ? "" : text);
    FigureFormat format =
        FigureFormat.of(ending == null ? "svg" : ending)
            .orElseThrow(
                () -> new InvalidStateException("format: expected svg or png, found another"));
    byte[] bytes = awaited(() -> format.bytes(exploration.figure(state)));
    request
        .contentType(format.type())
        .header(
            "Content-Disposition",
            "attachment; filename=\"" + state.view() + "." + format.ending() + "\"")
        .result(bytes);
  }

  /** Does work in its turn while the request waits. */
  private <T> T awaited(Supplier<T> find) {
    if (!waiting.tryAcquire()) {
      throw new HttpResponseException(TOO_MANY, "too many requests wait for an answer", Map.of());
    }
    AtomicReference<T> found = new AtomicReference<>();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    Job job =
        jobs.start(
            "waits-" + waits.incrementAndGet(),
            Priority.VIEW,
            started -> {
              try {
                found.set(find.get());
              } catch (CancellationException e) {
                throw e;
              } catch (RuntimeException | Error e) { // said to whoever waits
                failed.set(e);
              }
            });
    try {
      while (!job.ended()) {
        job.events(Integer.MAX_VALUE, HEARTBEAT_MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
      jobs.forget(job);
    }
    Throwable error = failed.get();
    if (error instanceof RuntimeException known) {
      throw known;
    }
    if (error != null) {
      throw new HttpResponseException(ErrorWords.status(error), error.toString(), Map.of());
    }
    T answer = found.get();
    if (answer == null) {
      throw new HttpResponseException(503, "the server is being stopped", Map.of());
    }
    return answer;
  }
}
