package dev.janji.domain.allocation;

/** A queue of a desk with its share. Confined to its desk. */
final class QueueAtDesk {
    final DeskTerms.QueueTerms terms;
    final LenderAtDesk lender;
    final Share share;
    private final Register<Needs, Line> urgent = new Register<>();
    private final Register<Needs, Line> ordinary = new Register<>();

    QueueAtDesk(DeskTerms.QueueTerms terms, LenderAtDesk lender) {
        this.terms = terms;
        this.lender = lender;
        this.share = new Share(lender.queues, terms.weight());
    }

    /** @return those in use */
    Register<Needs, Line> lines(boolean ofUrgent) {
        return ofUrgent ? urgent : ordinary;
    }
}
