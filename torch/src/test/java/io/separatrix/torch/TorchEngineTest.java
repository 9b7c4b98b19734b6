package io.separatrix.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Engine;
import io.separatrix.network.engine.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchEngineTest {

  private final Engine engine = new TorchEngine();

  @Test
  void info_auto_isADeviceThatIsThere() {
    DeviceName device = Devices.resolve(DeviceName.AUTO);
    assertThat(device.kind()).isNotEqualTo(DeviceName.Kind.AUTO);
    assertThat(engine.info(DeviceName.AUTO).device()).isEqualTo(device.toString());
  }

  @Test
  void info_processor_isKnown() {
    EngineInfo info = engine.info(DeviceName.CPU);
    assertThat(info.engine()).isEqualTo("torch");
    assertThat(info.version()).matches("\\d+\\.\\d+.*");
    assertThat(info.device()).isEqualTo("cpu");
    assertThat(info.threads()).isPositive();
    assertThat(info.instructionSet()).isNotBlank();
  }

  @Test
  void format_fileOfAnotherName_isNotRead(@TempDir Path folder) {
    assertThat(engine.reads(folder.resolve("model.onnx"))).isFalse();
  }

  @Test
  void format_pickle_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.PTH"), new byte[] {(byte) 0x80, 2, '.'});
    assertThatThrownBy(() -> engine.format(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("pickle");
  }
}
