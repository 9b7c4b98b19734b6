/**
 * Detectors by other authors, to be compared with Algorithm 2 on the same points. Each works from
 * logits alone and is set up from clean images alone, as Algorithm 2 is; where its authors did
 * otherwise, its class says so.
 */
@NullMarked
package io.separatrix.geometry.detection.baseline;

import org.jspecify.annotations.NullMarked;
