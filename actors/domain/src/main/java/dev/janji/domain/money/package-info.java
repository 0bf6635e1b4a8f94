/**
 * Amounts of money in minor units of one currency. Depends on nothing; every other package may use it.
 */
@NullMarked
package dev.janji.domain.money;

import org.jspecify.annotations.NullMarked;
