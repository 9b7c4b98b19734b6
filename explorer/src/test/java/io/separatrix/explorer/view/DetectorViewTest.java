package io.separatrix.explorer.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.DataException;
import io.separatrix.experiment.RunListener;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.state.DetectorState;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.geometry.detection.Detection;
import io.separatrix.studies.detection.CalibrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorViewTest {

  private static final double STEP = 0.4;
  private static final int CLEAN = 123;

  @TempDir private Path folder = Path.of("");
  private final Model model = Models.open("lenet-fashion");

  private CalibrationFile file(double threshold) {
    return new CalibrationFile(
        Manifest.SCHEMA_VERSION,
        model.name(),
        model.sha256(),
        "fashion-mnist-sample",
        "d".repeat(64),
        List.of(0.0, 1.0),
        "studentized",
        STEP,
        16,
        3,
        true,
        true,
        "largest",
        threshold,
        0.05,
        CLEAN);
  }

  private Path written(CalibrationFile calibration) throws IOException {
    Path file = folder.resolve("calibration.json");
    Files.writeString(file, Json.tree(calibration).toString());
    return file;
  }

  private static Exploration open(Model model, @Nullable Path calibration) {
    return Exploration.open(
        model,
        null,
        calibration,
        experiment -> experiment.data("fashion-mnist-sample").limit(4),
        RunListener.NONE);
  }

  private static DetectorView.Answer answer(Exploration exploration, String state) {
    return exploration
        .views()
        .detector()
        .answer((DetectorState) ViewState.parse(state), line -> {});
  }

  @Test
  void answer_withACalibration_isTheVerdictOfItsDetector() throws IOException {
    for (double threshold : List.of(-1e9, 1e9)) {
      CalibrationFile calibration = file(threshold);
      try (Exploration exploration = open(model, written(calibration))) {
        DetectorView.Answer answer = answer(exploration, "detector/x=3/alpha=0");
        assertThat(answer.threshold()).isEqualTo(threshold);
        assertThat(answer.step()).isEqualTo(STEP);
        assertThat(answer.clean()).isEqualTo(CLEAN);
        assertThat(answer.kind()).isEqualTo("studentized");
        assertThat(answer.perturbed()).isEqualTo(threshold < 0);

        var experiment = exploration.views().network().experiment();
        Detection alone =
            calibration.detector(experiment.classifier()).inspect(experiment.images().pixels(3));
        assertThat(answer.at().value()).isEqualTo(alone.statistic(), within(1e-9));
        assertThat(answer.at().recovered()).isEqualTo(alone.recovered());
      }
    }
  }

  @Test
  void open_withTheCalibrationOfAnotherNetwork_isRefused() throws IOException {
    Path calibration = written(file(1));
    assertThatThrownBy(() -> open(Models.open("lenet-fashion-smooth"), calibration))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected the model that this calibration was made for");
  }
}
