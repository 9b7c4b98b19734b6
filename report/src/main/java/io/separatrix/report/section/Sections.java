package io.separatrix.report.section;

import io.separatrix.experiment.StudyResult;
import io.separatrix.experiment.run.Json;
import io.separatrix.report.page.Block;
import io.separatrix.report.page.FlatJson;
import io.separatrix.report.page.Section;
import io.separatrix.studies.BoundaryStudy;
import io.separatrix.studies.ComponentsStudy;
import io.separatrix.studies.ConvexityStudy;
import io.separatrix.studies.InspectStudy;
import io.separatrix.studies.PathsStudy;
import io.separatrix.studies.PlaneStudy;
import io.separatrix.studies.PredictStudy;
import io.separatrix.studies.SliceStudy;
import io.separatrix.studies.curvature.AsymmetryStudy;
import io.separatrix.studies.curvature.CurvatureStudy;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.OperatorsStudy;
import io.separatrix.studies.curvature.SensitivityStudy;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.gallery.GalleryStudy;
import java.util.List;
import java.util.function.BiFunction;

/** The section of the report for each kind of result: the one list of them. */
public final class Sections {

  private static final List<Entry<?>> ALL =
      List.of(
          new Entry<>(InspectStudy.Result.class, (result, context) -> InspectSection.of(result)),
          new Entry<>(PredictStudy.Result.class, PredictSection::of),
          new Entry<>(BoundaryStudy.Result.class, BoundarySection::of),
          new Entry<>(PathsStudy.Result.class, PathsSection::of),
          new Entry<>(ComponentsStudy.Result.class, ComponentsSection::of),
          new Entry<>(ConvexityStudy.Result.class, ConvexitySection::of),
          new Entry<>(SliceStudy.Result.class, SliceSection::of),
          new Entry<>(PlaneStudy.Result.class, PlaneSection::of),
          new Entry<>(CurvatureStudy.Result.class, CurvatureSection::of),
          new Entry<>(DirectionsStudy.Result.class, DirectionsSection::of),
          new Entry<>(SensitivityStudy.Result.class, SensitivitySection::of),
          new Entry<>(AsymmetryStudy.Result.class, AsymmetrySection::of),
          new Entry<>(
              OperatorsStudy.Result.class, (result, context) -> OperatorsSection.of(result)),
          new Entry<>(DetectStudy.Result.class, DetectSection::of),
          new Entry<>(GalleryStudy.Result.class, GallerySection::of));

  private Sections() {}

  private record Entry<R extends StudyResult>(
      Class<R> type, BiFunction<R, SectionContext, Section> draw) {

    Section of(StudyResult result, SectionContext context) {
      return draw.apply(type.cast(result), context);
    }
  }

  /**
   * Draws the section of a study.
   *
   * @param study its name
   * @param result what it found; of a kind that is not in the list, the summary is shown as a table
   */
  public static Section of(String study, StudyResult result, SectionContext context) {
    return ALL.stream()
        .filter(entry -> entry.type().isInstance(result))
        .findFirst()
        .map(entry -> entry.of(result, context))
        .orElseGet(() -> table(study, result));
  }

  private static Section table(String study, StudyResult result) {
    return new Section(
        study,
        study,
        "What did " + study + " find?",
        List.of(),
        List.of(
            new Block.Table(
                "The summary.",
                List.of("name", "value"),
                FlatJson.rows(Json.tree(result.summary())))));
  }
}
