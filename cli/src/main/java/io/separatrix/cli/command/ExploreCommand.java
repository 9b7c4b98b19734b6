package io.separatrix.cli.command;

import io.separatrix.cli.option.ExplorationOptions;
import io.separatrix.cli.option.Numbers;
import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.server.ExplorerServer;
import io.separatrix.explorer.server.PortTakenException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explore}. */
@Command(
    name = "explore",
    description =
        "A page in the browser on which the regions of a network are explored: prints its address,"
            + " and serves it on 127.0.0.1 until it is stopped.")
final class ExploreCommand extends HostedCommand {

  private static final long LOOKS_MILLISECONDS = 200;
  private static final int LARGEST_PORT = 65_535;

  /** What has no part in a figure; those with a value are in {@link #VALUED}. */
  private static final Set<String> OWN =
      Set.of("explore", "--open", "-q", "--quiet", "-v", "--verbose");

  private static final Set<String> VALUED = Set.of("--port");

  @Mixin ExplorationOptions exploration = new ExplorationOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port on 127.0.0.1 (default: one that is free).",
      converter = Numbers.NotNegative.class)
  int port;

  @Option(names = "--open", description = "Open the page in the browser.")
  boolean open;

  @Override
  void run() {
    if (port > LARGEST_PORT) {
      throw new UsageException("--port: expected at most " + LARGEST_PORT + ", found " + port);
    }
    if (!exploration.hasData()) {
      throw new UsageException("missing option --data; it says which images to start from");
    }
    Remarks remarks = remarks();
    try (ProgressBars progress = new ProgressBars(remarks, Map.of());
        Exploration opened = exploration.open(progress);
        ExplorerServer server =
            ExplorerServer.start(
                opened, port, figureCommand(host().arguments()), this::reportDefect)) {
      host().print(server.address());
      remarks.note("the page is served until this program is stopped (Ctrl-C)");
      if (open) {
        openBrowser(server.address(), remarks);
      }
      waitForTheEnd();
    } catch (PortTakenException e) {
      throw new UsageException(e.getMessage() + "; choose another with --port, or leave it out");
    }
  }

  /** Stopping it is how it ends, and no error. */
  private void waitForTheEnd() {
    try {
      while (true) {
        host().interruption().check();
        Thread.sleep(LOOKS_MILLISECONDS);
      }
    } catch (CancellationException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command line that draws a view of the same networks and images. */
  static List<String> figureCommand(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(arguments.get(0), "figure", "STATE"));
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (VALUED.contains(argument)) {
        i++;
      } else if (!OWN.contains(argument) && !VALUED.contains(argument.split("=", 2)[0])) {
        command.add(argument);
      }
    }
    command.addAll(List.of("--out", "FILE"));
    return command;
  }

  private void reportDefect(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    host().say("separatrix: this is a defect of the program, please report it: " + error);
    trace.toString().lines().forEach(line -> host().say("    " + line));
  }

  private static void openBrowser(String address, Remarks remarks) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> opener =
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
            : List.of(system.contains("mac") ? "open" : "xdg-open", address);
    try {
      new ProcessBuilder(opener)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      remarks.note("no browser could be opened: " + e.getMessage());
    }
  }
}
