package io.separatrix.cli;

import io.separatrix.data.ClassNames;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.data.Resizing;
import io.separatrix.experiment.run.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model before it meets an engine and data.
 *
 * @param name built-in name or file name
 * @param source where it came from: "built-in" or the path as given
 * @param sha256 of the file
 * @param network from images to logits
 * @param range the pixels it expects, null if it does not say
 * @param normalization what is put before the network for them; null for nothing
 * @param bytes whether it takes 8-bit pixels
 * @param resizing how its publisher brings images to its size; null if nothing is said of it
 * @param classNames names of its classes, {@link ClassNames#none()} if it has none
 * @param facts what else a reader wants to know, in order
 * @param rounded the network with the rounding that was left out of it; null if there is none
 * @param findings what was noticed while it was read
 */
record OpenedModel(
    String name,
    String source,
    String sha256,
    Network network,
    @Nullable PixelRange range,
    @Nullable Preprocessing normalization,
    boolean bytes,
    @Nullable Resizing resizing,
    ClassNames classNames,
    Map<String, String> facts,
    @Nullable Network rounded,
    List<Finding> findings) {}
