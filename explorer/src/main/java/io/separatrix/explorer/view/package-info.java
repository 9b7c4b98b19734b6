/** What views show, computed on the network under exploration. */
@NullMarked
package io.separatrix.explorer.view;

import org.jspecify.annotations.NullMarked;
