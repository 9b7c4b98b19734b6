/** The report: one HTML file, drawn from a run folder's files alone. */
@NullMarked
package io.separatrix.report.page;

import org.jspecify.annotations.NullMarked;
