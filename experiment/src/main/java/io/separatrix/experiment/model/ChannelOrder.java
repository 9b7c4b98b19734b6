package io.separatrix.experiment.model;

/** Order in which a network takes the three colours. */
public enum ChannelOrder {
  RGB,
  BGR
}
