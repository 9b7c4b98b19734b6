/** A section of the report for each study: from its result to sentences, tables and figures. */
@NullMarked
package io.separatrix.report.section;

import org.jspecify.annotations.NullMarked;
