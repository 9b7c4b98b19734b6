/** Runs and trains networks on LibTorch. The only room that knows native types. */
@NullMarked
package io.separatrix.torch;

import org.jspecify.annotations.NullMarked;
