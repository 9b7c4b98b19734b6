package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private record Numbers(double one, double[] many) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04T05:06:07Z",
        "2026-03-04T05:00:00Z",
        "2026-03-04T05:06:07.120Z",
        "2026-03-04T05:06:07.123456789Z"
      })
  void instant_isWrittenAsItsText_andReadBack(String text) throws JsonProcessingException {
    Instant instant = Instant.parse(text);
    String json = Json.readable().writeValueAsString(instant);
    assertThat(json).isEqualTo('"' + text + '"');
    assertThat(Json.readable().readValue(json, Instant.class)).isEqualTo(instant);
  }

  @Test
  void journal_keepsArraysBitForBit_asLittleEndianBytes() throws JsonProcessingException {
    double[] values = {1, -0.0, Double.NaN, Double.MIN_VALUE};
    String json = Json.exact().writeValueAsString(values);
    assertThat(json).startsWith("\"AAAAAAAA8D8AAAAAAAAAgA");
    assertThat(Json.exact().readValue(json, double[].class)).containsExactly(values);
  }

  @Test
  void readable_numbersThatAreNotFinite_areNull() throws JsonProcessingException {
    assertThat(
            Json.readable()
                .writeValueAsString(new Numbers(Double.NaN, new double[] {1, Double.NaN}))
                .replaceAll("\\s", ""))
        .isEqualTo("{\"one\":null,\"many\":[1.0,null]}");
  }
}
