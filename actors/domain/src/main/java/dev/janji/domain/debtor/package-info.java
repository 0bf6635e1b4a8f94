/**
 * The debtor: state, commands, events, and the pure rules that connect them. May use every other package of the domain.
 */
@NullMarked
package dev.janji.domain.debtor;

import org.jspecify.annotations.NullMarked;
