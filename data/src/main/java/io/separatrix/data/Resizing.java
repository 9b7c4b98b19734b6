package io.separatrix.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a photograph comes to the size that a network takes: it is brought to a height and a width,
 * of which the centre is cut out.
 *
 * @param height rows after resizing
 * @param width columns after resizing
 * @param keepsAspect whether the image covers that size with its proportions kept; else it is
 *     stretched to it
 * @param filter between pixels, antialiased
 */
public record Resizing(int height, int width, boolean keepsAspect, Filter filter) {

  /** Kernels of antialiased resampling, as Pillow has them. */
  public enum Filter {
    BILINEAR,
    BICUBIC
  }

  /** 224 of 256 pixels, where a file leaves it open. */
  private static final double USUAL_PART = 0.875;

  private static final int LARGEST = 16_384;

  public Resizing {
    if (height < 1 || width < 1 || height > LARGEST || width > LARGEST) {
      throw new DataException(
          "expected images to be resized to 1 to "
              + LARGEST
              + " pixels a side, found "
              + height
              + " x "
              + width);
    }
  }

  /** 256 pixels for each 224 of the network's, with the proportions kept: ImageNet's usual way. */
  public static Resizing usual(ImageShape target) {
    return new Resizing(margin(target.height()), margin(target.width()), true, Filter.BILINEAR);
  }

  private static int margin(int side) {
    return (int) Math.round(side * 256.0 / 224);
  }

  static @Nullable Resizing ofTimm(JsonNode images) {
    JsonNode size = images.path("input_size");
    if (size.size() != 3) {
      return null;
    }
    double part = images.path("crop_pct").asDouble(USUAL_PART);
    if (!(part > 0.05 && part <= 1)) {
      throw new DataException("expected crop_pct in 0 to 1, found " + part);
    }
    boolean squash = images.path("crop_mode").asText("center").equals("squash");
    return new Resizing(
        (int) Math.floor(size.get(1).asInt() / part),
        (int) Math.floor(size.get(2).asInt() / part),
        !squash,
        images.path("interpolation").asText("bilinear").equals("bicubic")
            ? Filter.BICUBIC
            : Filter.BILINEAR);
  }

  static @Nullable Resizing ofTransformers(JsonNode root) {
    JsonNode size = root.path("size");
    if (!root.path("do_resize").asBoolean(size.isObject() || size.isInt())) {
      return null;
    }
    // Numbers of Pillow's resampling: 2 is bilinear, 3 is bicubic.
    Filter filter = root.path("resample").asInt(2) == 3 ? Filter.BICUBIC : Filter.BILINEAR;
    if (size.has("shortest_edge")) {
      return shortest(root, size.get("shortest_edge").asInt(), filter);
    }
    if (size.has("height") && size.has("width")) {
      return new Resizing(size.get("height").asInt(), size.get("width").asInt(), false, filter);
    }
    if (!size.isInt()) {
      return null;
    }
    // The older form: a number is the shorter side where the centre is cut out afterwards, which
    // ConvNeXt's image processor does by crop_pct.
    return root.path("do_center_crop").asBoolean(root.has("crop_pct"))
        ? shortest(root, size.asInt(), filter)
        : new Resizing(size.asInt(), size.asInt(), false, filter);
  }

  /** ConvNeXt's image processor has a part to cut out instead of a size. */
  private static Resizing shortest(JsonNode root, int side, Filter filter) {
    JsonNode said = root.path("crop_pct");
    double part = said.isNull() ? USUAL_PART : said.asDouble(1);
    boolean cut = part > 0.05 && part < 1 && side < 384;
    boolean whole = root.has("crop_pct") && !cut;
    int resized = cut ? (int) (side / part) : side;
    return new Resizing(resized, resized, !whole, filter);
  }

  @Override
  public String toString() {
    return (keepsAspect ? "to cover " : "to ")
        + height
        + " x "
        + width
        + ", "
        + filter.name().toLowerCase(Locale.ROOT);
  }
}
