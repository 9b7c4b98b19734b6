package io.separatrix.experiment.run;

import io.separatrix.data.Dataset;
import io.separatrix.data.Images;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run used as its data.
 *
 * @param name built-in name or folder name
 * @param source where it came from: "built-in" or the path as given
 * @param sha256 of the images and labels used, lower-case hexadecimal
 * @param items number of images used (what offset and limit leave)
 * @param imageShape channels, height, width
 * @param facts anything else that a reader wants to know, name to value (licence, resizing)
 */
public record DataCard(
    String name,
    String source,
    String sha256,
    int items,
    List<Integer> imageShape,
    Map<String, String> facts) {

  /** The card of a run's images. */
  public static DataCard of(Images images) {
    Dataset data = images.data();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("images in all", "" + data.size());
    facts.put("first image", "" + images.offset());
    facts.put("preprocessing", data.preprocessing());
    String scaling = data.scaling(images.range());
    facts.put("pixels", scaling.isEmpty() ? "as stored" : scaling);
    return new DataCard(
        data.name(),
        data.name(),
        data.sha256(),
        images.size(),
        List.of(data.shape().channels(), data.shape().height(), data.shape().width()),
        facts);
  }
}
