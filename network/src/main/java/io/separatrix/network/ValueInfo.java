package io.separatrix.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a graph declares about a value that enters or leaves it.
 *
 * @param name name of the value
 * @param type element type; null if none is declared or it is none of {@link ElementType}
 * @param shape extents, outermost first, {@link #UNKNOWN} for one that is open; null if not even
 *     the rank is declared
 */
public record ValueInfo(String name, @Nullable ElementType type, @Nullable List<Long> shape) {

  /** Extent that is known only when the graph runs. */
  public static final long UNKNOWN = -1;

  public ValueInfo {
    shape = shape == null ? null : List.copyOf(shape);
  }

  /** The shape with {@code ?} for open extents, such as {@code [?, 3, 32, 32]}. */
  public String describeShape() {
    if (shape == null) {
      return "of unknown rank";
    }
    return shape.stream().map(extent -> extent == UNKNOWN ? "?" : extent.toString()).toList() + "";
  }
}
