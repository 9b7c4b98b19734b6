/**
 * Two and more runs beside each other: every number with its difference, paired where it can be.
 */
@NullMarked
package io.separatrix.report.compare;

import org.jspecify.annotations.NullMarked;
