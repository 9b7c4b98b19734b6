package io.separatrix.data;

/** Hears how far a download has got, several times a second, on the thread that asked for it. */
@FunctionalInterface
public interface DownloadProgress {

  /**
   * Called while bytes arrive. An exception thrown here ends the download; what has arrived is
   * kept.
   *
   * @param bytes on disk so far
   * @param total when finished
   */
  void at(long bytes, long total);
}
