package io.separatrix.network;

/** What a user can do about a model that is refused; each way into the program says how. */
public enum ModelRemedy {
  /** The shape of an image: {@code OnnxOptions.inputShape}. */
  INPUT_SHAPE,
  /** Another output as logits: {@code OnnxOptions.output}. */
  OUTPUT,
  /** The network without rounding: {@code OnnxOptions.relaxQuantisation}. */
  WITHOUT_ROUNDING
}
