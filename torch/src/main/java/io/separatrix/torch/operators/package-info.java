/** ONNX operators on LibTorch, one class for each family. */
@NullMarked
package io.separatrix.torch.operators;

import org.jspecify.annotations.NullMarked;
