/**
 * Which agent of a desk talks with which debtor next: seats, leads, and the rules that bring them together. Pure: no clock, no randomness, no I/O;
 * uses identities and money only.
 */
@NullMarked
package dev.janji.domain.allocation;

import org.jspecify.annotations.NullMarked;
