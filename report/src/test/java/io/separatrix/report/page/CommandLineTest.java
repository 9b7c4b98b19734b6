package io.separatrix.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

  @Test
  void quoted_awkwardArguments_areOneWordEach() {
    assertThat(CommandLine.quoted(List.of("./separatrix", "--data", "my images", "it's", "")))
        .isEqualTo("./separatrix --data 'my images' 'it'\\''s' ''");
  }
}
