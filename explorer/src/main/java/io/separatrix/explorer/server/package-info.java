/** The page and its interface on loopback; what comes in is hostile until it was looked at. */
@NullMarked
package io.separatrix.explorer.server;

import org.jspecify.annotations.NullMarked;
