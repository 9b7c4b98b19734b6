package io.separatrix.studies;

/**
 * One figure or table of the paper. Its configuration, a record, goes to the constructor; {@link
 * #run} works through the items with {@link StudyContext#journaled}, writes samples, arrays and
 * figures to the run folder and returns what goes into {@code summary.json} and into the report.
 *
 * @param <S> the summary: a record whose fields are those of {@code summary.json}
 */
public interface Study<S> {

  /** A short name in lower case, as on the command line: {@code boundary}. */
  String name();

  /** Runs the study, or what an earlier session left of it. */
  Outcome<S> run(StudyContext context);
}
