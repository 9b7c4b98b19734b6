package io.separatrix.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands at the top of a report: what was found in sentences, one picture, and a few numbers.
 *
 * @param content of the report
 */
record OpeningView(ReportContent content) {

  private static final int SENTENCES = 3;
  private static final int NUMBERS = 6;

  /** Sections whose sentences and numbers come first, the most important ones before. */
  private static final List<String> ORDER =
      List.of("boundary", "paths-1", "curvature", "detect", "components", "convexity", "predict");

  /** Sections whose numbers describe what was looked at, not what was found. */
  private static final List<String> DESCRIBING = List.of("inspect", "slice");

  /** A number and the section that has more of it. */
  record Highlight(String section, KeyNumber number) {}

  /** Sentences of the most important sections, in that order. */
  List<String> sentences() {
    return ranked().map(Section::headline).filter(Objects::nonNull).limit(SENTENCES).toList();
  }

  /** The first number of each section; of a section that opens the report or is alone, all. */
  List<Highlight> numbers() {
    String opening = content.opening();
    List<Section> sections = content.sections();
    Stream<Highlight> numbers =
        opening != null || sections.size() == 1
            ? sections.stream()
                .filter(section -> opening == null || section.id().equals(opening))
                .flatMap(section -> highlights(section, NUMBERS))
            : ranked()
                .filter(section -> !DESCRIBING.contains(section.id()))
                .flatMap(section -> highlights(section, 1));
    return numbers.limit(NUMBERS).toList();
  }

  private static Stream<Highlight> highlights(Section section, int most) {
    return section.keyNumbers().stream()
        .limit(most)
        .map(number -> new Highlight(section.id(), number));
  }

  /** The most important numbers, for a page without pictures; the first of each section first. */
  List<KeyNumber> most(int count) {
    List<Section> ranked = ranked().filter(section -> !DESCRIBING.contains(section.id())).toList();
    List<Section> sections = ranked.isEmpty() ? content.sections() : ranked;
    String opening = content.opening();
    Stream<KeyNumber> first =
        sections.stream()
            .filter(section -> section.id().equals(opening))
            .flatMap(section -> section.keyNumbers().stream());
    Stream<KeyNumber> others =
        IntStream.range(0, count)
            .boxed()
            .flatMap(
                place ->
                    sections.stream()
                        .filter(section -> !section.id().equals(opening))
                        .flatMap(section -> section.keyNumbers().stream().skip(place).limit(1)));
    return Stream.concat(first, others).limit(count).toList();
  }

  /** The map that a reader can touch, in a report of several sections. */
  Optional<Block.PlaneView> picture() {
    return content.sections().size() == 1
        ? Optional.empty()
        : content.sections().stream()
            .flatMap(section -> section.blocks().stream())
            .filter(Block.PlaneView.class::isInstance)
            .map(Block.PlaneView.class::cast)
            .findFirst();
  }

  /** The blocks that have figures, in the order in which the page shows them. */
  List<Block> shown() {
    List<Block> blocks = new ArrayList<>();
    Optional<Block.PlaneView> picture = picture();
    picture.ifPresent(blocks::add);
    content.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(block -> picture.isEmpty() || block != picture.get())
        .forEach(block -> flatten(block, blocks));
    return blocks;
  }

  private static void flatten(Block block, List<Block> blocks) {
    if (block instanceof Block.Story story) {
      story.parts().forEach(part -> flatten(part, blocks));
    } else if (block instanceof Block.Details details) {
      details.parts().forEach(part -> flatten(part, blocks));
    } else {
      blocks.add(block);
    }
  }

  /** All sections, those of {@link #ORDER} first. */
  private Stream<Section> ranked() {
    return content.sections().stream().sorted(Comparator.comparingInt(OpeningView::rank));
  }

  private static int rank(Section section) {
    int rank = ORDER.indexOf(section.id());
    return rank < 0 ? ORDER.size() : rank;
  }
}
