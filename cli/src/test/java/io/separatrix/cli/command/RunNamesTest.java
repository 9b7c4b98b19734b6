package io.separatrix.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RunNamesTest {

  @Test
  void of_filesAndNames_areWithoutFolderAndEnding() {
    assertThat(RunNames.of(List.of("lenet-fashion", "nets/a.onnx", "C:\\nets\\b c.pt")))
        .containsExactly("lenet-fashion", "a", "b_c");
  }

  @Test
  void of_equalNamesAndThatOfTheComparison_getNumbers() {
    assertThat(RunNames.of(List.of("x/net.onnx", "y/net.onnx", "compare.onnx", "..")))
        .containsExactly("net", "net-2", "compare-2", "model");
  }
}
