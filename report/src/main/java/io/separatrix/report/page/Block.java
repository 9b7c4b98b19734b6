package io.separatrix.report.page;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.separatrix.report.chart.Picture;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of a section. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Block.Heading.class, name = "heading"),
  @JsonSubTypes.Type(value = Block.Paragraph.class, name = "paragraph"),
  @JsonSubTypes.Type(value = Block.Figure.class, name = "figure"),
  @JsonSubTypes.Type(value = Block.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Block.ImageRows.class, name = "images"),
  @JsonSubTypes.Type(value = Block.Story.class, name = "story"),
  @JsonSubTypes.Type(value = Block.PlaneView.class, name = "plane"),
  @JsonSubTypes.Type(value = Block.Details.class, name = "details")
})
public sealed interface Block {

  /** A heading below the section's. */
  record Heading(String text) implements Block {}

  /** Running text. */
  record Paragraph(String text) implements Block {}

  /**
   * Drawn figures side by side.
   *
   * @param panels one or more
   * @param caption under all of them: what is shown, with count and units
   */
  record Figure(List<Panel> panels, String caption) implements Block {}

  /**
   * One drawn figure.
   *
   * @param file an SVG file inside the run folder: {@code figures/convexity.svg}
   * @param alt what a reader who cannot see it must know
   */
  record Panel(String file, String alt) {

    private static final Pattern FILE = Pattern.compile("figures/[A-Za-z0-9_-]+\\.svg");

    public Panel {
      if (!FILE.matcher(file).matches()) {
        throw new IllegalArgumentException("expected figures/NAME.svg, found " + file);
      }
    }
  }

  /**
   * A table.
   *
   * @param header names of the columns; the first column names the rows
   * @param rows cells as shown
   */
  record Table(String caption, List<String> header, List<List<String>> rows) implements Block {}

  /**
   * Rows of images: an image, its perturbation and the perturbed image; or the film strip of a
   * path.
   *
   * @param caption what the columns are and by which factor perturbations are magnified
   */
  record ImageRows(String caption, List<ImageRow> rows) implements Block {}

  /**
   * One row of images.
   *
   * @param title heads the row; may be empty
   */
  record ImageRow(String title, List<ImageTile> images) {}

  /**
   * One image.
   *
   * @param picture the image itself
   * @param alt what it shows
   * @param title its first line: a label
   * @param detail its second line: a margin or a norm; null for none
   */
  record ImageTile(Picture picture, String alt, String title, @Nullable String detail) {}

  /**
   * Blocks that belong together, side by side as far as they fit.
   *
   * @param title heads them
   * @param parts in reading order; no story among them
   */
  record Story(String title, List<Block> parts) implements Block {}

  /**
   * A map of a plane that shows the image at the point under the pointer. Without scripts it is a
   * figure.
   *
   * @param panel the map
   * @param caption what is shown
   * @param touched what a pointer finds on it
   */
  record PlaneView(Panel panel, String caption, PlaneData touched) implements Block {}

  /**
   * Blocks that a reader unfolds.
   *
   * @param summary what is in them
   * @param parts in reading order; no details among them
   */
  record Details(String summary, List<Block> parts) implements Block {}
}
