package io.separatrix.data;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that training code makes of pixels: {@code (p - mean) / std} in each channel, of
 * pixels {@code p} in 0 to 1.
 *
 * @param mean in the images' order of channels (R, G, B); one value serves all channels
 * @param std likewise, positive
 * @param bgr whether the channels then stand in the order B, G, R
 */
public record Preprocessing(List<Double> mean, List<Double> std, boolean bgr) {

  private static final Map<String, Preprocessing> KNOWN =
      new TreeMap<>(
          Map.of(
              "imagenet", rgb(false, .485, .456, .406, .229, .224, .225),
              "timm", rgb(false, .485, .456, .406, .229, .224, .225),
              "inception", rgb(false, .5, .5, .5, .5, .5, .5),
              "clip", rgb(false, .48145466, .4578275, .40821073, .26862954, .26130258, .27577711),
              "keras-tf", new Preprocessing(List.of(.5), List.of(.5), false),
              "keras-torch", rgb(false, .485, .456, .406, .229, .224, .225),
              "keras-caffe",
                  rgb(
                      true,
                      123.68 / 255,
                      116.779 / 255,
                      103.939 / 255,
                      1 / 255.,
                      1 / 255.,
                      1 / 255.)));

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new DataException(
          "expected as many means as standard deviations, found " + mean + " and " + std);
    }
    if (mean.stream().anyMatch(value -> !Double.isFinite(value))
        || std.stream().anyMatch(value -> !(value > 0) || value.isInfinite())) {
      throw new DataException(
          "expected numbers as means and positive ones as standard deviations, found "
              + mean
              + " and "
              + std);
    }
  }

  private static Preprocessing rgb(boolean bgr, double... values) {
    List<Double> all = Arrays.stream(values).boxed().toList();
    return new Preprocessing(all.subList(0, 3), all.subList(3, 6), bgr);
  }

  /** What much training code has in common, by name; null if there is none of this name. */
  public static @Nullable Preprocessing named(String name) {
    return KNOWN.get(name);
  }

  /** The names. */
  public static Set<String> names() {
    return KNOWN.keySet();
  }

  /** Whether images of so many channels can be normalised so. */
  public boolean fits(int channels) {
    return mean.size() == 1 || mean.size() == channels;
  }

  /** The same with another order of channels. */
  public Preprocessing withBgr(boolean newBgr) {
    return new Preprocessing(mean, std, newBgr);
  }

  @Override
  public String toString() {
    return "mean " + mean + ", std " + std + (bgr ? ", channels B, G, R" : "");
  }
}
