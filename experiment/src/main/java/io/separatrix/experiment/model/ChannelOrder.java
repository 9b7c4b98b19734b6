package io.separatrix.experiment.model;

/** Order in which a network takes the three colours. */
public enum ChannelOrder {
  /** Red, green, blue, as image files and nearly all networks have them. */
  RGB,
  /** Blue, green, red, as networks trained with Caffe expect them. */
  BGR
}
