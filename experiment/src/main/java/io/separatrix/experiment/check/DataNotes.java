package io.separatrix.experiment.check;

import io.separatrix.data.Dataset;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.run.Finding;
import java.util.ArrayList;
import java.util.List;

/** How a data set was read, as findings of a run; known in full when its images were decoded. */
public final class DataNotes {

  private DataNotes() {}

  public static List<Finding> of(Dataset data, PixelRange range) {
    List<String> notes = new ArrayList<>(data.notes());
    // Bytes are brought to the range always; floating-point values only where they do not fit.
    if (data.storedRange().isPresent()) {
      notes.add(data.scaling(range));
    }
    return notes.stream()
        .filter(note -> !note.isEmpty())
        .map(note -> new Finding("data-notes", Finding.Severity.INFO, note))
        .toList();
  }
}
