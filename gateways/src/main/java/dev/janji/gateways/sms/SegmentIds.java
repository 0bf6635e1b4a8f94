package dev.janji.gateways.sms;

import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.SubmitSmResp;

/** What an answer to a submission says. Stateless. */
final class SegmentIds {
    private static final int UNKNOWN_ERROR = 0xFF;

    private SegmentIds() {}

    /** @return empty when the provider gives none */
    static String idIn(Command answer) {
        if (!(answer instanceof SubmitSmResp taken)) {
            return "";
        }
        String id = taken.getMessageId();
        return id == null ? "" : id;
    }

    /** @return of a generic_nack; what cannot be read is an error that says nothing */
    static int statusIn(InvalidResponseException answer) {
        return answer instanceof GenericNackResponseException nack ? nack.getCommandStatus() : UNKNOWN_ERROR;
    }
}
