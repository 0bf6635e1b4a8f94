/**
 * What people read of a debtor's life, in every language: events, decisions, rules and what is awaited, as sentences without personal
 * data. The texts are in {@code janji/words/LANGUAGE.properties}. Pure; uses the domain only, and is used by the edges and the commands.
 */
@NullMarked
package dev.janji.orchestrator.words;

import org.jspecify.annotations.NullMarked;
