/** Reads ONNX files. */
@NullMarked
package io.separatrix.network.onnx;

import org.jspecify.annotations.NullMarked;
