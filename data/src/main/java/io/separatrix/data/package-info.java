/**
 * Labelled images from the formats that people have: CIFAR-10 binary, IDX, folders of images,
 * {@code .npy}. {@link io.separatrix.data.Datasets#open} is the one entry point.
 */
@NullMarked
package io.separatrix.data;

import org.jspecify.annotations.NullMarked;
