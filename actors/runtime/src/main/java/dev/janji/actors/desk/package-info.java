/** The live desk: one actor a desk, with its calls and its agents' seats, that brings agents and debtors together. The rules are the domain's. */
@NullMarked
package dev.janji.actors.desk;

import org.jspecify.annotations.NullMarked;
