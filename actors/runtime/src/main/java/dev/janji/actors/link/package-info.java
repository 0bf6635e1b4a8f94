/** The links in messages that lead a debtor to where the lender takes payments. Uses the domain's ids and {@code seal}; knows no channel and no protocol. */
@NullMarked
package dev.janji.actors.link;

import org.jspecify.annotations.NullMarked;
