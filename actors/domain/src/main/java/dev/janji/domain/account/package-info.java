/**
 * One debt: its ledger, its schedule, its days past due, its bucket and its promise. Uses {@code id} and {@code money}.
 */
@NullMarked
package dev.janji.domain.account;

import org.jspecify.annotations.NullMarked;
