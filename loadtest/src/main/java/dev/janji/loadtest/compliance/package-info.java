/**
 * The rules of contact written down a second time, plainly, from docs/rules.md alone, and draws of proposed contacts to compare with. It
 * shares neither code nor files with the packs that the server enforces.
 */
@NullMarked
package dev.janji.loadtest.compliance;

import org.jspecify.annotations.NullMarked;
