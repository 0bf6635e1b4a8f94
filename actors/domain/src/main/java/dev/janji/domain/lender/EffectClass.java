package dev.janji.domain.lender;

/** What a disposition does to the plan beside counting as a contact. Each effect stands until the disposition is corrected or its end is told. */
public enum EffectClass {
    /** Nothing more. */
    NONE,
    /** The number or address is not the debtor's: nothing goes there until the lender tells that it is verified. */
    NUMBER_UNCALLABLE,
    /** The debtor is not found by anything that is known: nobody is contacted until the lender tells of a verified number or address. */
    CONTACT_UNCALLABLE,
    /** It was the debtor who talked. */
    RPC,
    /** No collection on the accounts that were talked about until the lender tells {@code DisputeResolved}. */
    DEBT_HOLD,
    /** Nobody is contacted, as under the hold of that kind, until the lender tells {@code HoldLifted}. */
    PERSON_HOLD,
    /** The plan goes on otherwise: a segment may ask for the last disposition, and who says to have paid is waited for. */
    REPLAN
}
