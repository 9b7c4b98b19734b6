package io.separatrix.cli;

import io.separatrix.cli.terminal.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One command, run in this process.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it said
 */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... arguments) {
    return of(new Interruption(), arguments);
  }

  static CommandRun of(Interruption interruption, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(arguments, new PrintWriter(out), new PrintWriter(err), false, interruption);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
