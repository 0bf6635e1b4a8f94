package dev.janji.domain.allocation;

/**
 * Leads of one queue with the same needs, all of them urgent or none, in the order in which they are taken: whoever may take one of them may take
 * any. Confined to its desk.
 */
final class Line implements Register.Entry<Needs> {
    /** Of a line that is its owner's alone. */
    static final int UNNUMBERED = -1;

    final int number;
    final QueueAtDesk queue;
    final Needs needs;
    final boolean urgent;
    final Ranking<QueuedLead> leads = new Ranking<>();

    /** Who may take them, by number. */
    final Marks crews = new Marks();

    /** Leads at the desk that belong here, standing or not. */
    int members;

    Line(int number, QueueAtDesk queue, Needs needs, boolean urgent) {
        this.number = number;
        this.queue = queue;
        this.needs = needs;
        this.urgent = urgent;
    }

    @Override
    public Needs key() {
        return needs;
    }
}
