/**
 * Words of reaching a debtor: channels, contact points, attempts and what became of them. Uses {@code id} and {@code money}.
 */
@NullMarked
package dev.janji.domain.contact;

import org.jspecify.annotations.NullMarked;
