package io.separatrix.studies;

import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.Pair;
import io.separatrix.studies.report.Section;
import java.util.List;

/** Draws cross-sections. */
final class SliceFigures {

  private final Pair pair;
  private final ConvexPath path;
  private final StudyContext context;

  SliceFigures(Pair pair, ConvexPath path, StudyContext context) {
    this.pair = pair;
    this.path = path;
    this.context = context;
  }

  List<String> write(List<SliceSample> maps) {
    return List.of();
  }

  Section section(SliceStudy.Summary summary, List<SliceSample> maps) {
    return new Section(
        "slice", "Cross-sections (Fig. 2)", "" + pair + path + context, List.of(), List.of());
  }
}
