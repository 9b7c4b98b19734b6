/** All of it for single images. */
@NullMarked
package io.separatrix.studies.gallery;

import org.jspecify.annotations.NullMarked;
