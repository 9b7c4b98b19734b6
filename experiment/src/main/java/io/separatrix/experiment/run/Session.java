package io.separatrix.experiment.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One start of the program on a run folder; a resumed run has several.
 *
 * @param commandLine as typed, one argument each, the program first
 * @param execution options that change how fast, not what: threads, batch size
 * @param versions software by name: separatrix, java, libtorch
 * @param machine processor, cores and operating system by name
 * @param started when it started
 * @param timings where the time went; null while it runs, or if it was killed
 */
public record Session(
    List<String> commandLine,
    Map<String, String> execution,
    Map<String, String> versions,
    Map<String, String> machine,
    Instant started,
    @Nullable Timings timings) {

  /** A session of this program on this machine that has just started. */
  public static Session starting(
      List<String> commandLine, Map<String, String> execution, Instant started) {
    return new Session(
        commandLine, execution, Environment.versions(), Environment.machine(), started, null);
  }

  /** This session, ended. */
  public Session ended(Timings where) {
    return new Session(commandLine, execution, versions, machine, started, where);
  }
}
