package io.separatrix.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * CIFAR-10's archive, a gzipped tar. Only the six batches are taken, by their names, so that
 * nothing in the archive can choose where it is written; links and oversized entries are refused.
 */
final class Cifar10Archive {
  private Cifar10Archive() {}

  /**
   * Unpacks the batches into a folder that must not exist; it appears whole or not at all.
   *
   * @param batchBytes length that each batch must have
   * @throws DataException if the archive lacks a batch, or one is not what it must be
   * @throws IOException if the archive or the disk refuses
   */
  static void unpack(Path archive, Path folder, long batchBytes) throws IOException {
    Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
    Files.createDirectories(partial);
    Set<String> missing = new HashSet<>(Cifar10Reader.files());
    try {
      try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
          TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          if (missing.contains(name)) {
            requireBatch(archive, entry, batchBytes);
            Path batch = partial.resolve(name);
            Files.deleteIfExists(batch);
            Files.copy(tar, batch);
            missing.remove(name);
          }
        }
      }
      if (!missing.isEmpty()) {
        throw new DataException(
            archive + ": expected CIFAR-10's batches, found none of " + missing + ".");
      }
      AtomicFile.move(partial, folder);
    } finally {
      remove(partial);
    }
  }

  private static void requireBatch(Path archive, TarArchiveEntry entry, long bytes) {
    // A link counts as a file by isFile.
    boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
    if (!plain || entry.getSize() != bytes) {
      throw new DataException(
          archive
              + ": expected "
              + entry.getName()
              + " to be a file of "
              + bytes
              + " bytes, found "
              + (plain ? entry.getSize() + " bytes" : "no plain file")
              + ".");
    }
  }

  private static void remove(Path partial) throws IOException {
    if (Files.isDirectory(partial)) {
      for (String name : Cifar10Reader.files()) {
        Files.deleteIfExists(partial.resolve(name));
      }
      Files.delete(partial);
    }
  }
}
