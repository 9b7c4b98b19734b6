package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineArgumentsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void forExecutors_pathsAreAbsoluteAndThreadsAreTheTasks() throws IOException {
    Path model = Files.createFile(folder.resolve("net.onnx"));
    Path relative = Path.of("").toAbsolutePath().relativize(model);
    CommandLineArguments arguments =
        new CommandLineArguments(
            "boundary", "--model=" + relative, "--data", "cifar10", "--limit", "5");
    assertThat(arguments.forExecutors(4))
        .containsExactly(
            "separatrix",
            "boundary",
            "--model",
            model.toString(),
            "--data",
            "cifar10",
            "--limit",
            "5",
            "--threads",
            "4");
  }

  @Test
  void forExecutors_threadsThatWereAskedFor_stay() {
    assertThat(new CommandLineArguments("boundary", "--threads=2").forExecutors(4))
        .containsExactly("separatrix", "boundary", "--threads", "2");
  }
}
