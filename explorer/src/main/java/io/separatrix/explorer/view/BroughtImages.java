package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.data.Dataset;
import io.separatrix.data.DatasetOptions;
import io.separatrix.data.Datasets;
import io.separatrix.data.ImageShape;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Sha256;
import io.separatrix.explorer.state.ImageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Images that somebody brought along, read as those of the data set are, colours made grey where
 * the network takes one channel. They are held in memory, the last ones. Safe for several threads.
 */
public final class BroughtImages {

  /** Bytes of a file at most. */
  public static final int MOST_BYTES = 16 << 20;

  private static final int MOST_IMAGES = 16;

  private final ImageShape shape;
  private final PixelRange range;
  private final DatasetOptions options;
  private final Map<ImageName, double[]> images = new LinkedHashMap<>();

  /**
   * @param shape of the images that the network takes
   * @param range of their pixels
   * @param options how the network's images are read
   */
  public BroughtImages(ImageShape shape, PixelRange range, DatasetOptions options) {
    this.shape = shape;
    this.range = range;
    this.options =
        new DatasetOptions(
            options.split(), options.names(), null, true, options.resizing(), options.whole());
  }

  /**
   * Takes an image.
   *
   * @param bytes a picture file's content; its kind is found by it
   * @return the name by which it is known here
   * @throws DataException if it is none, too large or damaged
   */
  public ImageName bring(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new DataException(
          "expected a file of at most " + MOST_BYTES + " bytes, found " + bytes.length);
    }
    double[] pixels = decoded(bytes);
    ImageName name = ImageName.ofFile(Sha256.of(bytes));
    synchronized (this) {
      images.remove(name);
      images.put(name, pixels);
      if (images.size() > MOST_IMAGES) {
        images.remove(images.keySet().iterator().next());
      }
    }
    return name;
  }

  private double[] decoded(byte[] bytes) {
    // The reader takes files; the name is ours whatever the image was called.
    Path file;
    try {
      file = Files.createTempFile("separatrix-", ".png");
    } catch (IOException e) {
      throw new UncheckedIOException("no file can be made to read the image from", e);
    }
    try {
      Files.write(file, bytes);
      Dataset data = Datasets.open(file.toString(), shape, options);
      return data.pixels(0, range);
    } catch (DataException e) {
      String message = String.valueOf(e.getMessage()).replace(file.toString(), "the image");
      throw new DataException(message, e.remedies().toArray(new Enum<?>[0]));
    } catch (IOException e) {
      throw new UncheckedIOException("the image cannot be kept while it is read", e);
    } finally {
      delete(file);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  synchronized double @Nullable [] get(ImageName name) {
    return images.get(name);
  }
}
