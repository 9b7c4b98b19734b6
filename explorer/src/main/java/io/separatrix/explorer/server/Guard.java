package io.separatrix.explorer.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who knows the token and comes from the page itself. A page of another site can send
 * requests to loopback too: its {@code Host} is another where its name was pointed here (DNS
 * rebinding), its {@code Origin} is another where it says so, and it does not know the token.
 */
final class Guard {

  private static final int TOKEN_BYTES = 24;
  private static final String BEARER = "Bearer ";

  private final String token;

  Guard(String token) {
    this.token = token;
  }

  /** A token that nobody guesses. */
  static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Refuses requests for another host or from another site.
   *
   * @throws ForbiddenResponse if it is one
   */
  void requireHere(Context request) {
    int port = request.req().getLocalPort();
    Set<String> hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    String host = request.header("Host");
    if (host == null || !hosts.contains(host)) {
      throw new ForbiddenResponse("another host was asked for");
    }
    String origin = request.header("Origin");
    if (origin != null && hosts.stream().noneMatch(each -> origin.equals("http://" + each))) {
      throw new ForbiddenResponse("the request comes from another site");
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw new ForbiddenResponse("the request comes from another site");
    }
  }

  /**
   * Refuses requests without the token.
   *
   * @throws ForbiddenResponse if it is missing or another one
   */
  void requireToken(Context request) {
    String given = request.header("Authorization");
    if (!known(given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : null)
        && !known(request.queryParam("token"))) {
      throw new ForbiddenResponse("the token of the printed address is missing or another one");
    }
  }

  /** In a time that does not depend on how much of it is right. */
  private boolean known(@Nullable String given) {
    return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8));
  }
}
