package io.separatrix.proof.enclosure;
final class SmoothFunctions { static final Scalar SIGMOID=null,TANH=null,SOFTPLUS=null,EXP=null,SQRT=null,RECIPROCAL=null,ERF=null; }
