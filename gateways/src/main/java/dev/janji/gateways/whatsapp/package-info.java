/**
 * WhatsApp by the Cloud API of its maker. Off unless configured, and then a lender's debtors are written to only when the lender attests that it may. Uses the ports of
 * {@code dev.janji.actors.channel} and {@code once}.
 */
@NullMarked
package dev.janji.gateways.whatsapp;

import org.jspecify.annotations.NullMarked;
