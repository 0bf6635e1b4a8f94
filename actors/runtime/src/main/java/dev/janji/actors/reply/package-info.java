/**
 * What somebody wrote and no debtor was found for, kept until a person has said whose it is.
 *
 * <p>May use the domain's ids, messages as channels bring them, the keys of an installation, the store's driver and telemetry; knows nothing of debtors.
 */
@NullMarked
package dev.janji.actors.reply;

import org.jspecify.annotations.NullMarked;
