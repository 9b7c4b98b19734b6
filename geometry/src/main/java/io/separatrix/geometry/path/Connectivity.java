package io.separatrix.geometry.path;

/** What is known about two points of one region. */
public enum Connectivity {
  /** A polyline was found whose samples keep the label; see {@link FindPath} for how dense. */
  CONNECTED,

  /** As {@link #CONNECTED}, and a bound of the margin proves every point between. */
  CONNECTED_WITH_PROOF,

  /** No path was found; this says nothing against one. */
  UNDETERMINED
}
