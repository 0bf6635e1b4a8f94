package dev.janji.orchestrator.grpc;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ConsentScope;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.ContactResult;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.LinkKind;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.Verification;

/** The enums of the wire in the domain's words; an unspecified or unknown one is refused with the field's path. Stateless. */
final class WireWords {
    private WireWords() {}

    static Channel channel(String field, dev.janji.protocols.lender.v1.Channel value) {
        return switch (value) {
            case CHANNEL_SMS -> Channel.SMS;
            case CHANNEL_EMAIL -> Channel.EMAIL;
            case CHANNEL_PUSH -> Channel.PUSH;
            case CHANNEL_WHATSAPP -> Channel.WHATSAPP;
            case CHANNEL_LETTER -> Channel.LETTER;
            case CHANNEL_VOICE -> Channel.VOICE;
            case CHANNEL_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static ContactPoint.Role role(String field, ContactPointRole value) {
        return switch (value) {
            case CONTACT_POINT_ROLE_OWN -> ContactPoint.Role.OWN;
            case CONTACT_POINT_ROLE_WORK -> ContactPoint.Role.WORK;
            case CONTACT_POINT_ROLE_EMERGENCY -> ContactPoint.Role.EMERGENCY;
            case CONTACT_POINT_ROLE_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static ContactPoint.Verification verification(String field, Verification value) {
        return switch (value) {
            case VERIFICATION_VERIFIED -> ContactPoint.Verification.VERIFIED;
            case VERIFICATION_UNVERIFIED -> ContactPoint.Verification.UNVERIFIED;
            case VERIFICATION_WRONG -> ContactPoint.Verification.WRONG;
            case VERIFICATION_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static ContactPoint.Consent consent(String field, Consent value) {
        return switch (value) {
            case CONSENT_GIVEN -> ContactPoint.Consent.GIVEN;
            case CONSENT_WITHDRAWN -> ContactPoint.Consent.WITHDRAWN;
            case CONSENT_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static Consents.Scope scope(String field, ConsentScope value) {
        return switch (value) {
            case CONSENT_SCOPE_CHANNEL -> Consents.Scope.CHANNEL;
            case CONSENT_SCOPE_OUTSIDE_HOURS -> Consents.Scope.OUTSIDE_HOURS;
            case CONSENT_SCOPE_CALL_FREQUENCY -> Consents.Scope.CALL_FREQUENCY;
            case CONSENT_SCOPE_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static Hold.Kind hold(String field, HoldKind value) {
        return switch (value) {
            case HOLD_KIND_MORATORIUM -> Hold.Kind.MORATORIUM;
            case HOLD_KIND_DECEASED -> Hold.Kind.DECEASED;
            case HOLD_KIND_BANKRUPTCY -> Hold.Kind.BANKRUPTCY;
            case HOLD_KIND_ATTORNEY -> Hold.Kind.ATTORNEY;
            case HOLD_KIND_CEASE -> Hold.Kind.CEASE;
            case HOLD_KIND_HARDSHIP -> Hold.Kind.HARDSHIP;
            case HOLD_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static LenderEvent.NoticeKind notice(String field, NoticeKind value) {
        return switch (value) {
            case NOTICE_KIND_PRE_DUE -> LenderEvent.NoticeKind.PRE_DUE;
            case NOTICE_KIND_WARNING_LETTER -> LenderEvent.NoticeKind.WARNING_LETTER;
            case NOTICE_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static LinkedPerson.Kind link(String field, LinkKind value) {
        return switch (value) {
            case LINK_KIND_CO_DEBTOR -> LinkedPerson.Kind.CO_DEBTOR;
            case LINK_KIND_GUARANTOR -> LinkedPerson.Kind.GUARANTOR;
            case LINK_KIND_SAME_PERSON -> LinkedPerson.Kind.SAME_PERSON;
            case LINK_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static LenderEvent.ContactResult result(String field, ContactResult value) {
        return switch (value) {
            case CONTACT_RESULT_NOT_REACHED -> LenderEvent.ContactResult.NOT_REACHED;
            case CONTACT_RESULT_REACHED -> LenderEvent.ContactResult.REACHED;
            case CONTACT_RESULT_RIGHT_PARTY -> LenderEvent.ContactResult.RIGHT_PARTY;
            case CONTACT_RESULT_INBOUND -> LenderEvent.ContactResult.INBOUND;
            case CONTACT_RESULT_UNSPECIFIED, UNRECOGNIZED -> throw unspecified(field);
        };
    }

    static FieldRefused unspecified(String field) {
        return FieldRefused.invalid(field, "expected one of its named values, but it is unspecified or unknown");
    }
}
