package dev.janji.gateways.sms;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;

/**
 * Reads what a provider writes, and ends the connection at a length that no message has, before memory is made for it. Remembers the answer to the bind: a provider
 * that refuses us hangs up at once, and then the library may look at its answer too late. Confined to one connection; the answer may be asked for from any thread.
 */
final class BoundedPdus implements PDUReader {
    /** The longest message payload, and room for every other field. */
    private static final int LONGEST = 70_000;

    private static final int HEADER_LENGTH = 16;
    private static final int BIND_ANSWER = 0x80000009;

    private final PDUReader reader = new DefaultPDUReader();
    private volatile int bindStatus = CommandStatus.OK;

    /** What the provider answered to the bind; OK as long as it has not refused. */
    int bindStatus() {
        return bindStatus;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        Command header = new Command();
        header.setCommandLength(in.readInt());
        if (header.getCommandLength() < HEADER_LENGTH || header.getCommandLength() > LONGEST) {
            throw new IOException("Expected a command_length from " + HEADER_LENGTH + " to " + LONGEST + ", but got "
                    + header.getCommandLength());
        }
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        if (header.getCommandId() == BIND_ANSWER) {
            bindStatus = header.getCommandStatus();
        }
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        return reader.readPDU(in, header);
    }

    @Override
    public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequenceNumber) throws IOException {
        return reader.readPDU(in, length, id, status, sequenceNumber);
    }
}
