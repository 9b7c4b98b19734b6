@NullMarked
package io.separatrix.data;

import org.jspecify.annotations.NullMarked;
