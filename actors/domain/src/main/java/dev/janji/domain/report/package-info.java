/**
 * What a lender is told of many debtors, counted from their events. May use every word of the domain; decides nothing and is no part of any
 * state.
 */
@NullMarked
package dev.janji.domain.report;

import org.jspecify.annotations.NullMarked;
