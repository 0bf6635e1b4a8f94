/** E-mail at full speed: the adapter beside a bare client of its library, before a mail server in the same process. May use the gateway of e-mail and the clock; no server takes part. */
@NullMarked
package dev.janji.loadtest.email;

import org.jspecify.annotations.NullMarked;
