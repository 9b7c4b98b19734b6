/** Figures in one house style, as SVG and PNG, and images as tiles. */
@NullMarked
package io.separatrix.report.chart;

import org.jspecify.annotations.NullMarked;
