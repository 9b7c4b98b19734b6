package io.separatrix.data;

import java.net.URI;

/**
 * A file on a server whose content is known beforehand.
 *
 * @param source http or https address
 * @param name file name without folders
 * @param bytes length
 * @param sha256 64 lower-case hexadecimal digits
 */
public record RemoteFile(URI source, String name, long bytes, String sha256) {

  /** The same content from another server. */
  public RemoteFile from(URI mirror) {
    return new RemoteFile(mirror, name, bytes, sha256);
  }
}
