/** Trains the project's own architectures by stochastic gradient descent, resumably. */
@NullMarked
package io.separatrix.torch.train;

import org.jspecify.annotations.NullMarked;
