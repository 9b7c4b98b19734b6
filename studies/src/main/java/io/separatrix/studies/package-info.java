/**
 * One study per figure or table. A study is one class: a configuration goes in, items are worked
 * through in lockstep, a typed result comes out. It draws nothing, writes nothing and knows no file
 * of another study.
 */
@NullMarked
package io.separatrix.studies;

import org.jspecify.annotations.NullMarked;
