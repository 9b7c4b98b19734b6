package io.separatrix.report.chart;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class FontsTest {

  @Test
  void require_javaFailsAsWithoutFontconfig_saysWhatToInstall() {
    assertThatThrownBy(
            () ->
                Fonts.require(
                    () -> {
                      throw new InternalError("java.lang.reflect.InvocationTargetException");
                    }))
        .isInstanceOf(NoFontException.class)
        .hasMessageContaining("expected a font, found none")
        .hasMessageContaining("fontconfig");
  }

  @Test
  void require_textCanBeMeasured_passes() {
    assertThatCode(() -> Fonts.require(() -> {})).doesNotThrowAnyException();
  }
}
