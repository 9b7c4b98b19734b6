/**
 * The geometry of a classifier's decision regions. A classifier is seen through {@link
 * io.separatrix.geometry.Classifier} only; everything here runs on the JVM in double precision,
 * without native code and without I/O.
 *
 * <p><i>The paper</i> is Fawzi, Moosavi-Dezfooli, Frossard, Soatto, "Classification regions of deep
 * neural networks", 2017.
 */
@NullMarked
package io.separatrix.geometry;

import org.jspecify.annotations.NullMarked;
