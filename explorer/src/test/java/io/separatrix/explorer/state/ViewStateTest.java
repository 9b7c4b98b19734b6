package io.separatrix.explorer.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewStateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images",
        "images/x=7/label=3/predicted=5/only=wrong/order=margin/from=48",
        "plane",
        "plane/x=12/u=shift-x/v=image-40/s=0.25/t=-1.5/width=0.0003/size=128/shade=contours",
        "plane/x=12~r~image-40~0.3~-0.2~curved-1~random-2:30:hollow-2~1~2/v=image-3:-12.5:random-1",
        "networks/x=file-0123456789ab/v=shared-3",
        "boundary/x=3/alpha=-0.5",
        "path/x=1/to=20/prove=1",
        "path/to=file-0123456789ab",
        "curvature/x=3/along=-2",
        "detector/x=3/alpha=2.5"
      })
  void text_ofAParsedState_isTheSame(String text) {
    assertThat(ViewState.parse(text).text()).isEqualTo(text);
  }

  @Test
  void text_ofWhatHasItsDefault_leavesItOut() {
    assertThat(ViewState.parse("plane/x=0/u=r/v=random-1/s=-0.0/size=256/shade=labels").text())
        .isEqualTo("plane");
    assertThat(ViewState.parse("plane/width=3.0000/t=1e-3").text())
        .isEqualTo("plane/t=0.001/width=3");
    assertThat(ViewState.parse("plane/u=curved").text()).isEqualTo("plane/u=curved-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "plane/",
        "plane/x",
        "plane/=3",
        "plane/x=1/x=2",
        "plane/alpha=1",
        "plane/x=-1",
        "plane/x=../../etc/passwd",
        "plane/x=%2e%2e",
        "plane/x=file-0123",
        "plane/x=file-../../../../ab",
        "plane/x=1~r~r~0",
        "plane/x=1~r~random-1~NaN~0",
        "plane/v=image",
        "plane/v=image--3",
        "plane/u=curved-11",
        "plane/u=shift-x-3",
        "plane/u=image-3:30",
        "plane/width=0",
        "plane/width=Infinity",
        "plane/width=1e300",
        "plane/size=100",
        "plane/size=4096",
        "plane/size=1000000000",
        "plane/shade=all",
        "boundary/alpha=1000",
        "curvature/along=0",
        "curvature/along=2.5",
        "path/prove=2",
        "images/from=-1"
      })
  void parse_anythingElse_saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> ViewState.parse(text))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("expected")
        .hasMessageContaining("found");
  }

  @Test
  void parse_longText_isRefused() {
    assertThatThrownBy(() -> ViewState.parse("plane/x=" + "1".repeat(3000)))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("2000 characters");
  }

  @Test
  void parse_moreMovesThanThereMayBe_isRefused() {
    String moves = "~r~random-1~1~1".repeat(Place.MOST_MOVES);
    assertThat(ViewState.parse("boundary/x=1" + moves).x().moves()).hasSize(Place.MOST_MOVES);
    assertThatThrownBy(() -> ViewState.parse("boundary/x=1" + moves + "~r~random-1~1~1"))
        .hasMessageContaining("at most 6 moves");
  }
}
