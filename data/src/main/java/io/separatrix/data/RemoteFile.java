package io.separatrix.data;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.util.List;
import java.util.Locale;

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
    String scheme = requireNonNullElse(mirror.getScheme(), "").toLowerCase(Locale.ROOT);
    if (mirror.getHost() == null || !List.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("expected an http or https address, found " + mirror);
    }
    return new RemoteFile(mirror, name, bytes, sha256);
  }
}
