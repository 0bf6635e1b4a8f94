package dev.janji.actors.desk;

import java.time.Duration;

/** Runs something after some real time, on any thread. */
@FunctionalInterface
interface RealTime {
    void after(Duration delay, Runnable task);
}
