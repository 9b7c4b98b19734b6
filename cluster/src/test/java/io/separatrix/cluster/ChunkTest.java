package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.experiment.run.OpenPass;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkTest {

  @Test
  void of_missingItems_areEachInOneChunkOfTheirPass() {
    List<Integer> missing = IntStream.range(0, 1000).filter(i -> i % 7 != 0).boxed().toList();
    List<OpenPass> passes =
        List.of(
            new OpenPass("boundary", "nearest", missing),
            new OpenPass("paths-1", "paths", List.of(3)));

    List<Chunk> chunks = Chunk.of(passes, 2);

    assertThat(
            chunks.stream()
                .filter(c -> c.pass().equals("nearest"))
                .flatMap(c -> c.items().stream()))
        .containsExactlyElementsOf(missing);
    assertThat(chunks.get(chunks.size() - 1)).isEqualTo(new Chunk("paths-1", "paths", List.of(3)));
    assertThat(chunks).allMatch(chunk -> chunk.items().size() <= 64);
    assertThat(chunks.stream().map(chunk -> chunk.partFile(1))).doesNotHaveDuplicates();
  }

  @Test
  void of_fewItems_areSpreadOverTheSlots() {
    List<Integer> missing = IntStream.range(0, 12).boxed().toList();
    assertThat(Chunk.of(List.of(new OpenPass("s", "p", missing)), 4))
        .hasSizeGreaterThanOrEqualTo(4);
  }
}
