/** The live desk: the actor that brings agents and debtors together, an actor a call, an actor an agent's session. The rules are the domain's. */
@NullMarked
package dev.janji.actors.desk;

import org.jspecify.annotations.NullMarked;
