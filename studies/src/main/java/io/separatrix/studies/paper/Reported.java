package io.separatrix.studies.paper;

/**
 * A number that the paper prints.
 *
 * @param text as shown, with the networks it belongs to
 * @param weakest the one nearest to no effect, among the paper's networks
 * @param precision half a unit of the last digit printed
 */
public record Reported(String text, double weakest, double precision) {}
