/** A provider of SMS that a load test plays over SMPP, in a process of its own: it keeps its own book. Knows the library that speaks SMPP, and nothing of Janji. */
@NullMarked
package dev.janji.loadtest.sms;

import org.jspecify.annotations.NullMarked;
