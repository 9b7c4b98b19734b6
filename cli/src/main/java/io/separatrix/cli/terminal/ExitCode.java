package io.separatrix.cli.terminal;

/** What the process tells the shell. */
public final class ExitCode {

  /** All is well. */
  public static final int DONE = 0;

  /** A defect of the program. */
  public static final int INTERNAL_ERROR = 1;

  /** The command line, or an output folder, is not what it must be. */
  public static final int USAGE = 2;

  /** A model or a data set is not what it must be. */
  public static final int BAD_INPUT = 3;

  /** The device that was named is not there. */
  public static final int DEVICE = 4;

  /** Stopped from outside, or the machines that worked are lost; {@code --resume} goes on. */
  public static final int INTERRUPTED = 5;

  /** A quality gate failed. */
  public static final int QUALITY = 6;

  private ExitCode() {}
}
