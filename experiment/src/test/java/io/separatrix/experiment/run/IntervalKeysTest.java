package io.separatrix.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.separatrix.geometry.Interval;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntervalKeysTest {

  private static final Interval HALF = new Interval(0.5, 0.25, 0.75, 4);
  private static final Interval OPEN = new Interval(Double.NaN, 0, 1, 0);

  private record Names(int before, @IntervalKeys @Nullable Interval ratio, String after) {}

  private record Chosen(
      @IntervalKeys(estimate = "connectedFraction", low = "from", high = "", count = "*Pairs")
          Interval connected) {}

  private record Sizes(
      List<Integer> k,
      @IntervalKeys(estimate = "probability", low = "low", high = "high") List<Interval> stays) {}

  private record Nested(List<Names> steps) {}

  private record Wrong(@IntervalKeys double ratio) {}

  private record Whole(Interval ratio) {}

  private static String json(Object value) throws JsonProcessingException {
    return Json.readable()
        .writer()
        .without(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(value)
        .replace('"', '\'');
  }

  @Test
  void component_isWrittenInPlaceUnderItsOwnNames() throws JsonProcessingException {
    assertThat(json(new Names(1, HALF, "x")))
        .isEqualTo("{'before':1,'ratio':0.5,'ratioLow':0.25,'ratioHigh':0.75,'after':'x'}");
  }

  @Test
  void keys_areThoseChosen_andAnEmptyOneIsLeftOut() throws JsonProcessingException {
    assertThat(json(new Chosen(HALF)))
        .isEqualTo("{'connectedFraction':0.5,'from':0.25,'connectedPairs':4}");
  }

  @Test
  void numberThatIsNotFinite_isNull() throws JsonProcessingException {
    assertThat(json(new Names(1, OPEN, "x")))
        .isEqualTo("{'before':1,'ratio':null,'ratioLow':0.0,'ratioHigh':1.0,'after':'x'}");
  }

  @Test
  void noInterval_isNullUnderEachKey() throws JsonProcessingException {
    assertThat(json(new Names(1, null, "x")))
        .isEqualTo("{'before':1,'ratio':null,'ratioLow':null,'ratioHigh':null,'after':'x'}");
  }

  @Test
  void listOfIntervals_isAListOfEachNumber() throws JsonProcessingException {
    assertThat(json(new Sizes(List.of(2, 5), List.of(HALF, OPEN))))
        .isEqualTo("{'k':[2,5],'probability':[0.5,null],'low':[0.25,0.0],'high':[0.75,1.0]}");
  }

  @Test
  void recordInAnother_isWrittenAlike() throws JsonProcessingException {
    assertThat(json(new Nested(List.of(new Names(1, HALF, "x")))))
        .contains("'steps':[{'before':1,'ratio':0.5,'ratioLow':0.25");
  }

  @Test
  void componentWithoutKeys_isAnObject() throws JsonProcessingException {
    assertThat(json(new Whole(HALF)))
        .isEqualTo("{'ratio':{'estimate':0.5,'low':0.25,'high':0.75,'count':4}}");
  }

  @Test
  void componentOfAnotherType_isRefused() {
    assertThatThrownBy(() -> json(new Wrong(1))).hasMessageContaining("expected an interval");
  }
}
