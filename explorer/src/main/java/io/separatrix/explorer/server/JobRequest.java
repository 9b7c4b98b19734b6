package io.separatrix.explorer.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.explorer.state.InvalidStateException;
import io.separatrix.explorer.state.ViewState;
import java.util.regex.Pattern;

/**
 * What a page asks for.
 *
 * @param slot of the page, where a newer job cancels an older one
 * @param kind {@code view} for all that a view shows, {@code point} for what is at (s, t) of a
 *     plane, {@code x} for what is at x, {@code distance} for that of x to its boundary
 * @param state of the view
 * @param s first coordinate, input units
 * @param t second coordinate
 * @param network 1, or 2 for the one that is compared with
 */
record JobRequest(String slot, String kind, ViewState state, double s, double t, int network) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern SLOT = Pattern.compile("[a-z0-9-]{1,40}");
  private static final Pattern KIND = Pattern.compile("view|point|x|distance");
  private static final double FARTHEST = 1e7;

  /**
   * Reads a request.
   *
   * @throws InvalidStateException if it is none
   */
  static JobRequest parse(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidStateException("job: expected a JSON object, found other text");
    }
    String slot = root.path("slot").asText("");
    String kind = root.path("kind").asText("");
    int network = root.path("network").asInt(1);
    double s = root.path("s").asDouble(0);
    double t = root.path("t").asDouble(0);
    require(SLOT.matcher(slot).matches(), "slot", "up to 40 letters, digits and hyphens");
    require(KIND.matcher(kind).matches(), "kind", "view, point, x or distance");
    require(network == 1 || network == 2, "network", "1 or 2");
    require(Math.abs(s) <= FARTHEST && Math.abs(t) <= FARTHEST, "s and t", "numbers up to 1e7");
    return new JobRequest(
        slot, kind, ViewState.parse(root.path("state").asText("")), s, t, network);
  }

  private static void require(boolean met, String name, String expected) {
    if (!met) {
      throw new InvalidStateException("job: expected " + name + " to be " + expected);
    }
  }
}
