/**
 * Models, of whatever kind, and the engines that run them: {@link
 * io.separatrix.experiment.model.Models} is the way in.
 */
@NullMarked
package io.separatrix.experiment.model;

import org.jspecify.annotations.NullMarked;
