package io.separatrix.cli;

/** What the process tells the shell. */
final class ExitCode {

  static final int DONE = 0;

  /** A defect of the program. */
  static final int INTERNAL_ERROR = 1;

  /** The command line, or an output folder, is not what it must be. */
  static final int USAGE = 2;

  /** A model or a data set is not what it must be. */
  static final int BAD_INPUT = 3;

  /** The device that was named is not there. */
  static final int DEVICE = 4;

  /** Stopped from outside; {@code --resume} goes on. */
  static final int INTERRUPTED = 5;

  /** A quality gate failed. */
  static final int QUALITY = 6;

  private ExitCode() {}
}
