package dev.janji.actors.desk;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.stop.Stops;
import java.util.function.Supplier;

/** What the desks of a node stand on; all of it outlives them. Immutable, thread-safe. */
record DeskHouse(
        HouseClock clock,
        DebtorDoor debtors,
        DebtorPost post,
        Switchboard switchboard,
        Supplier<Stops> stops,
        PacingMemory pacing,
        KnownCaller.Source owners,
        DeskSettings settings) {}
