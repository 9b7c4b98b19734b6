/** Classifiers with closed-form answers, and suites that every implementation passes. */
@NullMarked
package io.separatrix.testkit;

import org.jspecify.annotations.NullMarked;
