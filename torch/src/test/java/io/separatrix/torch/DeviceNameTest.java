package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
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

  @Test
  void resolve_auto_isADeviceThatIsThere() {
    DeviceName device = Devices.resolve(DeviceName.AUTO);
    assertThat(device.kind()).isNotEqualTo(DeviceName.Kind.AUTO);
    assertThat(EngineInfo.of(DeviceName.AUTO).device()).isEqualTo(device.toString());
  }

  @Test
  void engineInfo_processor_isKnown() {
    EngineInfo info = EngineInfo.of(DeviceName.CPU);
    assertThat(info.libTorch()).matches("\\d+\\.\\d+.*");
    assertThat(info.device()).isEqualTo("cpu");
    assertThat(info.threads()).isPositive();
    assertThat(info.instructionSet()).isNotBlank();
  }
}
