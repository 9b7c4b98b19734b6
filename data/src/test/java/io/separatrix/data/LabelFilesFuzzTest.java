package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes name classes or label images, or are refused. As a test it runs the seeds; {@code
 * JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class LabelFilesFuzzTest {
  private static final List<String> IMAGES = List.of("a/1.png", "a/2.png", "3.png");

  @TempDir static Path folder;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "cat\ndog\n",
            "n01440764 tench\nn01443537 goldfish\n",
            "[\"cat\", \"dog\"]",
            "{\"0\": [\"n01440764\", \"tench\"], \"1\": [\"n01443537\", \"goldfish\"]}",
            "image,label\na/1.png,0\n2.png,1\n3,cat\n",
            "\ufeffpath\tx\tclass\n3.png\t\"q\"\tn01440764\n",
            "\"a/1.png\" \"cat\"\n",
            "[".repeat(2000))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void read_anyBytes_isReadOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("names"), bytes);
    long most = Promises.BASE + 256L * bytes.length;
    Promises.areKept(most, () -> ClassNames.fromFile(file));
    Promises.areKept(most, () -> ImageLabels.of(file, IMAGES, ClassNames.none()));
    Promises.areKept(
        most, () -> ImageLabels.of(file, IMAGES, ClassNames.of(List.of("cat", "dog"))));
  }
}
