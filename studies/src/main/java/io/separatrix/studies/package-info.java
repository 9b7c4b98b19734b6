@NullMarked
package io.separatrix.studies;

import org.jspecify.annotations.NullMarked;
