package io.separatrix.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.5 | 0.5",
        "\"dense\" | dense",
        "[2,3,4] | [2,3,4]",
        "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0] | 25 values in summary.json",
        "[{\"step\":1},{\"step\":2}] | 2 values in summary.json",
      })
  void shown_value_isOneShortLine(String json, String line) throws JsonProcessingException {
    assertThat(OutputOptions.shown(new ObjectMapper().readTree(json))).isEqualTo(line);
  }
}
