package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The ONNX project's backend tests. {@code ONNX_CONFORMANCE_DIR} names a folder that holds them at
 * any depth; without it, the copy beside the project is taken if there is one.
 */
class OnnxConformanceTest {

  @Test
  void operators_backendTests_allSupportedOnesPass() {
    String folder = System.getenv("ONNX_CONFORMANCE_DIR");
    Path root = folder == null ? SharedData.require("data/onnx-conformance") : Path.of(folder);
    BackendTests tests = BackendTests.run(root);
    tests
        .unsupported()
        .forEach((reason, names) -> System.out.println("unsupported, " + reason + ": " + names));
    tests
        .failed()
        .forEach((name, message) -> System.out.println("failed, " + name + ": " + message));
    System.out.println(tests.summary());
    assertThat(tests.failed()).isEmpty();
    assertThat(tests.passed()).isPositive();
  }
}
