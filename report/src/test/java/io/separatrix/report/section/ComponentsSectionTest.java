package io.separatrix.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.studies.ComponentsStudy.Region;
import org.junit.jupiter.api.Test;

class ComponentsSectionTest {

  private static final Region ONE = new Region(97, 1, 97, true);

  @Test
  void sentence_rigorous_saysProven() {
    assertThat(ComponentsSection.sentence("LeNet", "automobile", ONE, "rigorous"))
        .isEqualTo(
            "All 97 images that LeNet calls automobile lie in one connected region: proven.");
  }

  @Test
  void sentence_sampledOrNeglected_saysThatItIsNoProof() {
    assertThat(ComponentsSection.sentence("LeNet", "cat", ONE, null))
        .endsWith("one connected region: as far as samples tell, which is no proof.");
    assertThat(ComponentsSection.sentence("LeNet", "cat", ONE, "neglected"))
        .endsWith("one connected region: computed with rounding neglected, which is no proof.");
  }

  @Test
  void sentence_severalComponents_isAnUpperBound() {
    assertThat(ComponentsSection.sentence("LeNet", "cat", new Region(9, 2, 6, false), "rigorous"))
        .isEqualTo(
            "The 9 images that LeNet calls cat lie in at most 2 connected components, 6 of them in"
                + " one: proven.");
  }

  @Test
  void sentence_oneImage_saysThatThereIsNothingToJoin() {
    assertThat(ComponentsSection.sentence("LeNet", "cat", new Region(1, 1, 1, true), "rigorous"))
        .contains("nothing to join")
        .doesNotContain("proven");
  }
}
