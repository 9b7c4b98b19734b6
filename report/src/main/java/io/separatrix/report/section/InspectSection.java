package io.separatrix.report.section;

import io.separatrix.report.page.Block;
import io.separatrix.report.page.KeyNumber;
import io.separatrix.report.page.Section;
import io.separatrix.studies.InspectStudy;
import java.util.ArrayList;
import java.util.List;

/** The report's section on the model. */
final class InspectSection {

  private InspectSection() {}

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  static Section of(InspectStudy.Result result) {
    InspectStudy.Summary summary = result.summary();
    List<List<String>> operators = new ArrayList<>();
    summary.operators().forEach((name, count) -> operators.add(List.of(name, "" + count)));
    List<List<String>> findings = new ArrayList<>();
    summary
        .preflight()
        .forEach(finding -> findings.add(List.of(finding.name(), finding.message())));
    return new Section(
        "inspect",
        "The model",
        "What is the network made of, and can it be studied?",
        List.of(
            new KeyNumber("" + summary.parameters(), "parameters", summary.classes() + " classes"),
            new KeyNumber(
                result.kind().words(),
                "by the checks before the run",
                switch (result.kind()) {
                  case PIECEWISE_LINEAR -> "exact second derivatives are zero almost everywhere";
                  case SMOOTH -> "exact second derivatives exist";
                  case MIXED -> "exact second derivatives are those of the curved operators alone";
                })),
        List.of(
            new Block.Paragraph(sentence(summary.next())),
            findings.isEmpty()
                ? new Block.Paragraph("The checks noticed nothing.")
                : new Block.Table("What the checks noticed.", List.of("name", "finding"), findings),
            new Block.Details(
                "Its operators",
                List.of(new Block.Table("Operators.", List.of("operator", "nodes"), operators)))));
  }
}
