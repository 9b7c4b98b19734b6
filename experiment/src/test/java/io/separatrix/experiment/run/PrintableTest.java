package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  private static final String ESC = Character.toString(27);
  private static final String C1 = Character.toString(0x9b);
  private static final String TURN = Character.toString(0x202e);

  @Test
  void line_controlCharacters_areShown() {
    assertThat(Printable.line("a" + ESC + "[2Jb\nseparatrix: c\r\td" + C1 + TURN))
        .isEqualTo("a\\u001b[2Jb\\u000aseparatrix: c\\u000d\\u0009d\\u009b\\u202e");
  }

  @Test
  void lines_controlCharacters_areShownButLinesStay() {
    assertThat(Printable.lines("{\n\t\"a\": \"" + C1 + "\"\r\n}"))
        .isEqualTo("{\n\t\"a\": \"\\u009b\"\\u000d\n}");
  }

  @Test
  void line_otherText_isLeftAsItIs() {
    String text = "Straße, 猫, \ud83d\udc08 and 'quotes' \\ <b>";
    assertThat(Printable.line(text)).isSameAs(text);
  }
}
