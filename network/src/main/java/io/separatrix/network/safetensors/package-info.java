/**
 * The safetensors file format: an 8-byte header length, a JSON header that names type, shape and
 * place of each tensor, and the tensors' bytes.
 */
@NullMarked
package io.separatrix.network.safetensors;

import org.jspecify.annotations.NullMarked;
