/** The one way in: a model on an engine, images, and the studies that run on them. */
@NullMarked
package io.separatrix.experiment;

import org.jspecify.annotations.NullMarked;
