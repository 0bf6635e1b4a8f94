package kamon.wrong;

/** A fixture in the place of the metrics library. */
public final class Meter {}
