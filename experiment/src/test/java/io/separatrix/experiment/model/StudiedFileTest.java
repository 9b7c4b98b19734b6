package io.separatrix.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.Preprocessing;
import io.separatrix.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudiedFileTest {

  @TempDir Path folder;

  @Test
  void of_builtInNetwork_isTheFileThatIsWrittenOfIt() {
    Model model = Models.open("lenet-fashion");
    StudiedFile file = StudiedFile.of(model);
    assertThat(file.own()).isFalse();
    assertThat(file.sha256()).isEqualTo(Sha256.of(StudiedFile.bytes(model)));
  }

  @Test
  void of_fileOfItsOwn_isThatFileUnlessSomethingIsPutBefore() throws IOException {
    Path net =
        Files.write(folder.resolve("net.onnx"), StudiedFile.bytes(Models.open("lenet-fashion")));
    StudiedFile plain = StudiedFile.of(Models.open(net.toString()));
    assertThat(plain.own()).isTrue();
    assertThat(plain.sha256()).isEqualTo(Sha256.of(net));
    ModelInput input = ModelInput.of(new Preprocessing(List.of(.5), List.of(.5), false), "a test");
    Model normalised = Models.open(net.toString(), ModelOptions.DEFAULT.withInput(input));
    assertThat(StudiedFile.of(normalised).own()).isFalse();
    assertThat(StudiedFile.of(normalised).sha256()).isNotEqualTo(plain.sha256());
  }
}
