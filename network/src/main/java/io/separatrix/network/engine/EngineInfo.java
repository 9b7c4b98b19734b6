package io.separatrix.network.engine;

/**
 * What evaluates a network, for provenance.
 *
 * @param engine {@linkplain Engine#name() its name}
 * @param version of the engine and of its binding, such as {@code 2.10.0-1.5.13}
 * @param device {@code cpu} or {@code cuda:n}
 * @param threads threads of one operation on the processor
 * @param instructionSet widest vector instructions of the processor that the engine uses, such as
 *     {@code AVX2}
 */
public record EngineInfo(
    String engine, String version, String device, int threads, String instructionSet) {}
