/**
 * Push to telephones: APNs by the library pushy, which never leaves this package, and FCM HTTP v1. Uses the ports of {@code dev.janji.actors.channel} and {@code once}.
 */
@NullMarked
package dev.janji.gateways.push;

import org.jspecify.annotations.NullMarked;
