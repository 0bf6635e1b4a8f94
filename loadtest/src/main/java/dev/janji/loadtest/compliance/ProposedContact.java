package dev.janji.loadtest.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact that somebody wants to make, as plain facts and words. Immutable.
 *
 * @param packs that bind the lender
 * @param attestations of the lender
 * @param zones in which the debtor may be by the address; empty when it tells nothing
 * @param pointId the number or address
 * @param debts that the contact is about, one at least
 * @param past contacts, in any order
 * @param completeSince every past contact from then on is in {@code past}; whatever looks further back takes every limit as reached; null
 *     when nothing is missing
 * @param consents that were not taken back
 * @param holds that stand
 * @param agent the person who will speak; null when nobody is to speak or nobody was chosen yet
 * @param lender for whom it is
 * @param personKey under which the lender links the debtor with others who are the same person; null when it does not
 * @param others debtors of whom their lenders tell such links
 * @param numberZones in which the debtor may be by area codes of numbers; empty when they tell nothing
 */
public record ProposedContact(
        Set<String> packs,
        Set<String> attestations,
        List<ZoneId> zones,
        String pointId,
        String channel,
        String role,
        String verification,
        boolean pointOptedOut,
        String purpose,
        List<Debt> debts,
        List<Past> past,
        @Nullable Instant completeSince,
        List<Consent> consents,
        Set<String> optedOutChannels,
        Set<String> holds,
        @Nullable Agent agent,
        String lender,
        @Nullable String personKey,
        List<OtherDebtor> others,
        List<ZoneId> numberZones) {

    static final List<String> CHANNELS = List.of("SMS", "EMAIL", "PUSH", "WHATSAPP", "LETTER", "VOICE");
    static final List<String> ROLES = List.of("OWN", "WORK", "EMERGENCY");
    static final List<String> VERIFICATIONS = List.of("VERIFIED", "UNVERIFIED", "WRONG");
    static final List<String> PURPOSES = List.of("REMINDER", "COLLECTION", "LOCATION");
    static final List<String> HOLDS = List.of("MORATORIUM", "DECEASED", "BANKRUPTCY", "ATTORNEY", "CEASE", "HARDSHIP");
    static final List<String> NOTICES = List.of("PRE_DUE", "WARNING_LETTER");
    static final List<String> REACHES = List.of("NOT_CONNECTED", "TRIED", "CONVERSATION", "INBOUND_CONVERSATION");
    static final List<String> SCOPES = List.of("OUTSIDE_HOURS", "CALL_FREQUENCY");
    static final List<String> LINKS = List.of("SAME_PERSON", "CO_DEBTOR", "GUARANTOR");

    /** Works every debt that is {@link Debt#placed() placed}. */
    public static final String OPERATOR = "agency-1";

    private static final String LENDER = "lender-1";

    /**
     * A debt that the contact is about.
     *
     * @param placed whether an operator works it, not the lender itself
     * @param notices that were given
     */
    public record Debt(String account, String product, int daysPastDue, boolean placed, Set<String> notices) {
        public Debt {
            notices = words(NOTICES, notices);
        }

        boolean wasGiven(String notice) {
            return notices.contains(notice);
        }
    }

    /**
     * A contact that was made.
     *
     * @param pointId null when the number or address is not known
     * @param accounts that it was about; empty when it was about any
     */
    public record Past(Instant at, String channel, @Nullable String pointId, Set<String> accounts, String reach) {
        public Past {
            word(CHANNELS, channel);
            accounts = Set.copyOf(accounts);
            word(REACHES, reach);
        }

        /** Whatever left us; the debtor's own call did not. */
        boolean isAttempt() {
            return !reach.equals("INBOUND_CONVERSATION");
        }

        /** A voice contact from us that was connected to the dialed number. */
        boolean isCall() {
            return channel.equals("VOICE") && isAttempt() && !reach.equals("NOT_CONNECTED");
        }

        /** A voice contact in which somebody talked with us, whoever called. */
        boolean isConversation() {
            return channel.equals("VOICE") && (reach.equals("CONVERSATION") || reach.equals("INBOUND_CONVERSATION"));
        }

        boolean isAbout(Debt debt) {
            return accounts.isEmpty() || accounts.contains(debt.account());
        }
    }

    /**
     * A consent of the debtor.
     *
     * @param channel null for all of them
     * @param at from then on
     * @param until excluded; null when it has no end of its own
     */
    public record Consent(
            String scope,
            @Nullable String channel,
            Instant at,
            @Nullable Instant until) {
        public Consent {
            word(SCOPES, scope);
            if (channel != null) {
                word(CHANNELS, channel);
            }
        }
    }

    /**
     * Another debtor.
     *
     * @param link as what the lender links this one under the key
     * @param operator who works the debt; null when the lender does
     * @param past contacts with this one, in any order
     * @param completeSince as in {@link ProposedContact}
     */
    public record OtherDebtor(
            String lender,
            @Nullable String operator,
            String link,
            String personKey,
            List<Past> past,
            @Nullable Instant completeSince) {
        public OtherDebtor {
            word(LINKS, link);
            past = List.copyOf(past);
        }
    }

    /**
     * The person who speaks.
     *
     * @param certifiedUntil the last day of the certificate; null without one
     */
    public record Agent(@Nullable LocalDate certifiedUntil) {}

    public ProposedContact {
        packs = words(PackFacts.NAMES, packs);
        attestations = Set.copyOf(attestations);
        zones = List.copyOf(zones);
        word(CHANNELS, channel);
        word(ROLES, role);
        word(VERIFICATIONS, verification);
        word(PURPOSES, purpose);
        debts = List.copyOf(debts);
        past = List.copyOf(past);
        consents = List.copyOf(consents);
        optedOutChannels = words(CHANNELS, optedOutChannels);
        holds = words(HOLDS, holds);
        others = List.copyOf(others);
        numberZones = List.copyOf(numberZones);
        if (packs.isEmpty() || debts.isEmpty()) {
            throw new IllegalArgumentException("packs=" + packs + " debts=" + debts);
        }
    }

    /** Of a debtor who is linked with nobody. */
    public ProposedContact(
            Set<String> packs,
            Set<String> attestations,
            List<ZoneId> zones,
            String pointId,
            String channel,
            String role,
            String verification,
            boolean pointOptedOut,
            String purpose,
            List<Debt> debts,
            List<Past> past,
            @Nullable Instant completeSince,
            List<Consent> consents,
            Set<String> optedOutChannels,
            Set<String> holds,
            @Nullable Agent agent) {
        this(
                packs,
                attestations,
                zones,
                pointId,
                channel,
                role,
                verification,
                pointOptedOut,
                purpose,
                debts,
                past,
                completeSince,
                consents,
                optedOutChannels,
                holds,
                agent,
                LENDER,
                null,
                List.of(),
                List.of());
    }

    /** @return the same contact with a debtor of whom this is told */
    public ProposedContact linked(@Nullable String key, List<OtherDebtor> with) {
        return new ProposedContact(
                packs,
                attestations,
                zones,
                pointId,
                channel,
                role,
                verification,
                pointOptedOut,
                purpose,
                debts,
                past,
                completeSince,
                consents,
                optedOutChannels,
                holds,
                agent,
                lender,
                key,
                with,
                numberZones);
    }

    /** @return the same contact with a debtor whose numbers tell these zones */
    public ProposedContact withNumbersIn(List<ZoneId> told) {
        return new ProposedContact(
                packs,
                attestations,
                zones,
                pointId,
                channel,
                role,
                verification,
                pointOptedOut,
                purpose,
                debts,
                past,
                completeSince,
                consents,
                optedOutChannels,
                holds,
                agent,
                lender,
                personKey,
                others,
                told);
    }

    /** @return the same contact after these, too */
    public ProposedContact and(List<Past> more) {
        List<Past> all = new ArrayList<>(past);
        all.addAll(more);
        return new ProposedContact(
                packs,
                attestations,
                zones,
                pointId,
                channel,
                role,
                verification,
                pointOptedOut,
                purpose,
                debts,
                all,
                completeSince,
                consents,
                optedOutChannels,
                holds,
                agent,
                lender,
                personKey,
                others,
                numberZones);
    }

    ProposedContact withoutConsents() {
        return new ProposedContact(
                packs,
                attestations,
                zones,
                pointId,
                channel,
                role,
                verification,
                pointOptedOut,
                purpose,
                debts,
                past,
                completeSince,
                List.of(),
                optedOutChannels,
                holds,
                agent,
                lender,
                personKey,
                others,
                numberZones);
    }

    private static void word(List<String> vocabulary, String word) {
        if (!vocabulary.contains(word)) {
            throw new IllegalArgumentException(word + " is none of " + vocabulary);
        }
    }

    private static Set<String> words(List<String> vocabulary, Set<String> words) {
        words.forEach(word -> word(vocabulary, word));
        return Set.copyOf(words);
    }
}
