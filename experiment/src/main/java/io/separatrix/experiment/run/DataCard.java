package io.separatrix.experiment.run;

import java.util.List;
import java.util.Map;

/**
 * What a run used as its data.
 *
 * @param name built-in name or folder name
 * @param source where it came from: "built-in" or the path as given
 * @param sha256 of the images and labels used, lower-case hexadecimal
 * @param items number of images used (after {@code --offset} and {@code --limit})
 * @param imageShape channels, height, width
 * @param facts anything else that a reader wants to know, name to value (licence, resizing)
 */
public record DataCard(
    String name,
    String source,
    String sha256,
    int items,
    List<Integer> imageShape,
    Map<String, String> facts) {}
