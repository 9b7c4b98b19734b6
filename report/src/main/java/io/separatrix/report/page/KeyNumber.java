package io.separatrix.report.page;

/**
 * One number worth a tile.
 *
 * @param value as shown, with its unit: {@code 99.4 %}
 * @param label what it is
 * @param detail count and interval: {@code 497 of 500; 98.3 to 99.9 %}; may be empty
 */
public record KeyNumber(String value, String label, String detail) {}
