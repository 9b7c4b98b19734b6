package io.separatrix.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineSvgTest {

  private static final String OPEN =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

  @Test
  void of_paletteColours_becomePropertiesOfThePage() {
    String svg =
        InlineSvg.of(
            OPEN + "<rect fill=\"rgb(31,41,51)\" stroke=\"rgb(1,2,3)\"/></svg>",
            "f-",
            "a rectangle");

    assertThat(svg)
        .contains("style=\"fill:var(--ink);\"", "stroke=\"rgb(1,2,3)\"", "a rectangle")
        .doesNotContain("rgb(31,41,51)");
  }

  @Test
  void of_idsAndTheirUses_getThePrefix() {
    String svg =
        InlineSvg.of(
            OPEN + "<clipPath id=\"c\"/><g clip-path=\"url(#c)\"/><!-- note --></svg>", "f-", "x");

    assertThat(svg).contains("id=\"f-c\"", "url(#f-c)").doesNotContain("note");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script></svg>",
        "<foreignObject/></svg>",
        "<g onclick=\"alert(1)\"/></svg>",
        "<g style=\"fill:url(http://example.org/x)\"/></svg>",
        "<g fill=\"url(http://example.org/x)\"/></svg>",
        "<image xlink:href=\"http://example.org/x.png\"/></svg>",
        "<image href=\"//example.org/x.png\"/></svg>",
        "<a href=\"javascript:alert(1)\"/></svg>",
        "<g></svg>"
      })
  void of_anythingThatNoDrawingNeeds_isRefused(String content) {
    assertThatThrownBy(() -> InlineSvg.of(OPEN + content, "f-", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_documentTypeWithEntity_isRefused() {
    String bomb =
        "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>" + OPEN + "&a;</svg>";

    assertThatThrownBy(() -> InlineSvg.of(bomb, "f-", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
