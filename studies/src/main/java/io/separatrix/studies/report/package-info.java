/** The report: one HTML file, drawn from a run folder's files alone. */
@NullMarked
package io.separatrix.studies.report;

import org.jspecify.annotations.NullMarked;
