/**
 * What a debtor wants who writes back, read from the words by rules. Pure: no clock, no randomness, no I/O; uses the words of lenders' events only.
 */
@NullMarked
package dev.janji.domain.reply;

import org.jspecify.annotations.NullMarked;
