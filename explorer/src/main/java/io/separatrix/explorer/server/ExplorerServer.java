package io.separatrix.explorer.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.job.Jobs;
import io.separatrix.explorer.server.PageFiles.PageFile;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The page and its interface on 127.0.0.1. Whoever has the address with its token may ask; see
 * {@link Guard}. The files of the page need no token: they are the same for everybody.
 */
public final class ExplorerServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int CONNECTIONS = 96;
  private static final int THREADS = 64;
  private static final int FEWEST_THREADS = 4;
  private static final int HEADERS = 8 << 10;
  private static final long IDLE_MILLISECONDS = 30_000;

  /** Once there are as many connections as there may be, idle ones are closed soon. */
  private static final long CROWDED_MILLISECONDS = 1_000;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String token = Guard.newToken();
  private final Guard guard = new Guard(token);
  private final Map<String, PageFile> files = PageFiles.all();
  private final Jobs jobs;
  private final Javalin server;

  private ExplorerServer(Api api, Jobs jobs, ErrorWords errors, int port) {
    this.jobs = jobs;
    this.server = Javalin.create(config -> configure(config, api, errors, port));
  }

  /**
   * Starts to listen.
   *
   * @param exploration closed by the caller, later
   * @param port 0 for any that is free
   * @param command what draws a figure of it, as arguments; {@code STATE} and {@code FILE} stand
   *     for those two
   * @param defects takes errors of the program itself
   * @throws PortTakenException if somebody else listens there
   */
  public static ExplorerServer start(
      Exploration exploration, int port, List<String> command, Consumer<Throwable> defects) {
    ErrorWords errors = new ErrorWords(defects);
    Jobs jobs = new Jobs(exploration.turns(), errors::json);
    ExplorerServer server =
        new ExplorerServer(new Api(exploration, jobs, command), jobs, errors, port);
    try {
      server.server.start();
    } catch (JavalinBindException e) {
      throw new PortTakenException(port, e);
    }
    return server;
  }

  /** Where the page is, with its token. */
  public String address() {
    return "http://" + LOOPBACK + ":" + port() + "/?token=" + token;
  }

  /** The port on which it listens. */
  public int port() {
    return server.port();
  }

  /** Jobs that have not ended. */
  public int activeJobs() {
    return jobs.active();
  }

  private void configure(JavalinConfig config, Api api, ErrorWords errors, int port) {
    config.startup.showJavalinBanner = false;
    config.http.prefer405over404 = true;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.threadPool = new QueuedThreadPool(THREADS, FEWEST_THREADS);
    config.jetty.addConnector(
        (jetty, http) -> {
          HttpConfiguration bounded = new HttpConfiguration();
          bounded.setRequestHeaderSize(HEADERS);
          bounded.setSendServerVersion(false);
          ServerConnector connector =
              new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(bounded));
          connector.setHost(LOOPBACK);
          connector.setPort(port);
          connector.setIdleTimeout(IDLE_MILLISECONDS);
          return connector;
        });
    config.jetty.modifyServer(
        jetty -> {
          NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, jetty);
          limit.setEndPointIdleTimeout(CROWDED_MILLISECONDS);
          jetty.addBean(limit);
        });
    config.routes.before(this::admit);
    config.routes.get("/", request -> file(request, "index.html"));
    config.routes.get("/page/{name}", request -> file(request, request.pathParam("name")));
    api.addTo(config.routes);
    config.routes.exception(
        Exception.class,
        (error, request) ->
            request
                .status(ErrorWords.status(error))
                .contentType("application/json; charset=utf-8")
                .result(errors.json(error)));
  }

  private void admit(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
    guard.requireHere(request);
    if (!request.path().startsWith("/page/")) {
      guard.requireToken(request);
    }
  }

  private void file(Context request, String name) {
    PageFile file = files.get(name);
    if (file == null) {
      throw new NotFoundResponse("there is no such file");
    }
    request.contentType(file.type()).result(file.content());
  }

  @Override
  public void close() {
    jobs.close();
    server.stop();
  }
}
