package io.separatrix.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings CIFAR-10 from its source into the data folder: fetched, checked, unpacked. */
public final class Cifar10Fetch {
  /** The binary version as its author publishes it. */
  public static final RemoteFile ARCHIVE =
      new RemoteFile(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
          "cifar-10-binary.tar.gz",
          170_052_171,
          "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd");

  private static final long BATCH_BYTES = 10_000L * 3073;

  private final DataHome home;
  private final RemoteFile archive;
  private final Download download;
  private final long batchBytes;

  /** Fetches into a folder from CIFAR-10's own server. */
  public Cifar10Fetch(DataHome home) {
    this(home, ARCHIVE);
  }

  /** Fetches the same content from another server, see {@link RemoteFile#from}. */
  public Cifar10Fetch(DataHome home, RemoteFile archive) {
    this(home, archive, new Download(), BATCH_BYTES);
  }

  Cifar10Fetch(DataHome home, RemoteFile archive, Download download, long batchBytes) {
    this.home = home;
    this.archive = archive;
    this.download = download;
    this.batchBytes = batchBytes;
  }

  /**
   * Does what is left to do: nothing if the batches are there, no download if the archive is. The
   * archive is removed at the end.
   *
   * @return the folder with the six batches
   * @throws DataException if the server cannot be reached, its file is another one, or the data
   *     folder cannot be written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Path fetch(DownloadProgress progress) {
    Path folder = home.cifar10();
    try {
      if (Files.exists(folder)) {
        requireComplete(folder);
        return folder;
      }
      Path file = download.fetch(archive, home.folder(), progress);
      Cifar10Archive.unpack(file, folder, batchBytes);
      Files.delete(file);
      return folder;
    } catch (IOException failed) {
      throw new DataException(
          home.folder()
              + ": cannot keep the data set there: "
              + failed
              + ". Make room or choose another folder with SEPARATRIX_HOME.",
          failed);
    }
  }

  private void requireComplete(Path folder) throws IOException {
    for (String name : Cifar10Reader.files()) {
      Path batch = folder.resolve(name);
      long found = Files.isRegularFile(batch) ? Files.size(batch) : 0;
      if (found != batchBytes) {
        throw new DataException(
            batch
                + ": expected "
                + batchBytes
                + " bytes, found "
                + found
                + ". Remove the folder "
                + folder
                + " and fetch again.");
      }
    }
  }
}
