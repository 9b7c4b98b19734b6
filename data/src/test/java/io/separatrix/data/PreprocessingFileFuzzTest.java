package io.separatrix.data;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes say how images are prepared, or are refused. As a test it runs the seeds; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class PreprocessingFileFuzzTest {

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            """
            {"do_normalize": true, "do_rescale": true, "rescale_factor": 0.0039,
             "rescale_offset": true, "include_top": true, "do_flip_channel_order": true,
             "image_mean": [0.5, 0.5, 0.5], "image_std": [0.2, 0.2, 0.2], "resample": 3,
             "do_resize": true, "size": {"shortest_edge": 256}, "do_center_crop": true}
            """,
            """
            {"image_mean": 0.5, "image_std": 0.2, "size": {"height": 8, "width": 9}}
            """,
            """
            {"image_mean": [0.5], "image_std": [1e-300], "size": 224, "crop_pct": null}
            """,
            """
            {"pretrained_cfg": {"input_size": [3, 224, 224], "mean": [0.5], "std": [1],
             "interpolation": "bicubic", "crop_pct": 0.9, "crop_mode": "squash"},
             "label_names": ["a", "b"]}
            """,
            """
            {"input_size": [3, 8, 8], "crop_pct": 0.06, "label_names": {"a": "b"}}
            """,
            """
            {"id2label": {"0": "cat", "1": "dog"}}
            """,
            "[".repeat(2000),
            "{\"a\":".repeat(2000))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @DictionaryEntries({
    "\"id2label\"",
    "\"input_size\"",
    "\"image_mean\"",
    "\"image_std\"",
    "\"rescale_factor\"",
    "\"crop_pct\"",
    "\"size\"",
    "\"shortest_edge\"",
    "1e308",
    "-1e999",
    "2147483648"
  })
  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("config.json"), bytes);
    Promises.areKept(
        Promises.BASE + 256L * bytes.length,
        () -> {
          PreprocessingFile read = PreprocessingFile.read(file);
          new ResizeAndCrop(new ImageShape(3, 4, 4), read.resizing()).description();
        });
  }
}
