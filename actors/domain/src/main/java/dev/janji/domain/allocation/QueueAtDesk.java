package dev.janji.domain.allocation;

/** A queue of a desk with its share. Confined to its desk. */
final class QueueAtDesk {
    final DeskTerms.QueueTerms terms;
    final LenderAtDesk lender;
    final Share share;

    QueueAtDesk(DeskTerms.QueueTerms terms, LenderAtDesk lender) {
        this.terms = terms;
        this.lender = lender;
        this.share = new Share(lender.queues, terms.weight());
    }
}
