/**
 * SMS at full speed: the adapter beside a bare client of its library, before a provider of another implementation in the same process. May use the gateway of SMS
 * and the clock; no server takes part.
 */
@NullMarked
package dev.janji.loadtest.sms;

import org.jspecify.annotations.NullMarked;
