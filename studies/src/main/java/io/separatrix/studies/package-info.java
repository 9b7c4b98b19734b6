/**
 * One study per figure or table of the paper. A study is one class: a configuration goes in, items
 * are worked through in lockstep, a summary comes out. The packages below hold what all studies
 * share: {@code run} the run folder, {@code chart} the figures, {@code report} the report.
 */
@NullMarked
package io.separatrix.studies;

import org.jspecify.annotations.NullMarked;
