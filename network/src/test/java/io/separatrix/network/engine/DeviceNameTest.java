package io.separatrix.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceNameTest {

  @ParameterizedTest
  @CsvSource({"auto,auto", "cpu,cpu", "cuda,cuda:0", "cuda:0,cuda:0", "cuda:13,cuda:13"})
  void parse_name_isWrittenAsTheSame(String text, String written) {
    assertThat(DeviceName.parse(text)).hasToString(written);
    assertThat(DeviceName.parse(written)).isEqualTo(DeviceName.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:1234", "CPU", "cpu:0"})
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> DeviceName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("cuda:n");
  }
}
