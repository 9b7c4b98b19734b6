package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativesTest {

  @Test
  void unavailable_codeThatCannotBeLoaded_namesTheCauseAndTheFolder() {
    LinkageError error = new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnitorch"));
    assertThat(Natives.unavailable(error))
        .hasMessageContainingAll("no jnitorch", "cache", "cachedir=DIR")
        .hasRootCauseInstanceOf(UnsatisfiedLinkError.class);
  }
}
