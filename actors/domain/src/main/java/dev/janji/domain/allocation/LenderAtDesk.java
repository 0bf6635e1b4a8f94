package dev.janji.domain.allocation;

/** A lender of a desk with its share. Confined to its desk. */
final class LenderAtDesk {
    final DeskTerms.LenderTerms terms;
    final Share share;

    /** Of the queues of this lender. */
    final Share.Among queues;

    /** Its lines of leads that are not urgent in which somebody stands, by number; what stands for an owner is not among them. */
    final Marks standing = new Marks();

    LenderAtDesk(DeskTerms.LenderTerms terms, Share.Among lenders, int weightsOfQueues) {
        this.terms = terms;
        this.share = new Share(lenders, terms.weight());
        this.queues = new Share.Among(weightsOfQueues);
    }
}
