/** The paper's claims beside what a run found. */
@NullMarked
package io.separatrix.report.paper;

import org.jspecify.annotations.NullMarked;
