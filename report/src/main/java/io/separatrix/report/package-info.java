/** From summaries and samples to sections, charts and figures, and the claims of the paper. */
@NullMarked
package io.separatrix.report;

import org.jspecify.annotations.NullMarked;
