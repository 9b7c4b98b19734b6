/** What a training is given and gives, whatever engine does it. */
@NullMarked
package io.separatrix.network.training;

import org.jspecify.annotations.NullMarked;
