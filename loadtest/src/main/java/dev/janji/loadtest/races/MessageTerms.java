package dev.janji.loadtest.races;

/**
 * What is raced in one house of messages. Immutable.
 *
 * @param debtors all of them late by one day
 * @param waiting a lender pays only while so many messages wait in the gateway, fewer than there are debtors
 */
record MessageTerms(long seed, int debtors, int waiting, MessageFault planted) {
    static MessageTerms usual(long seed, int debtors, int waiting) {
        return new MessageTerms(seed, debtors, waiting, MessageFault.NOTHING);
    }

    MessageTerms with(MessageFault fault) {
        return new MessageTerms(seed, debtors, waiting, fault);
    }
}
