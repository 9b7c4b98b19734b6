package io.separatrix.data;

/** Which part of a data set that comes in two parts. Data of one part ignores it. */
public enum Split {
  /** Images that a network was trained on: CIFAR-10's five batches, IDX files {@code train-*}. */
  TRAIN,
  /** Unseen images: CIFAR-10's test batch, IDX files {@code t10k-*}. */
  TEST
}
