/** What a view shows, as the text that an address carries: read strictly, written in one way. */
@NullMarked
package io.separatrix.explorer.state;

import org.jspecify.annotations.NullMarked;
