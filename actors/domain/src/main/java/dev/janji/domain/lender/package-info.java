/**
 * What a lender tells about its debtors, one record a fact. Uses {@code id}, {@code money}, {@code account} and {@code contact}.
 */
@NullMarked
package dev.janji.domain.lender;

import org.jspecify.annotations.NullMarked;
