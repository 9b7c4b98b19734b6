package io.separatrix.explorer.job;

/** How urgent work is, the most urgent first. */
public enum Priority {
  /** What a pointer asks for. */
  TOUCH,
  /** What is on the screen. */
  VIEW,
  /** What will be wanted. */
  BACKGROUND
}
