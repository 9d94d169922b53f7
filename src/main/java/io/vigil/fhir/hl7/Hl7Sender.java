package io.vigil.fhir.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import io.vigil.fhir.Dispatch;
import io.vigil.fhir.EhrProfile;
import io.vigil.fhir.Verdict;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * A row as a message, and what its acknowledgement means: AA (or CA) taken; AE (or CE) again later, and set aside when it
 * comes again and again; AR (or CR) set aside at once. Without an answer the same message goes again under the same
 * control id. Blocking; one worker.
 */
public final class Hl7Sender implements Dispatch, AutoCloseable {
    private static final int LONGEST_REASON = 500;

    private final MllpDoor door;
    private final EhrProfile profile;
    private final OruMessage messages;

    /** @param sockets of TLS for an address with TLS */
    public Hl7Sender(Hl7Address to, SocketFactory sockets, EhrProfile profile, Clock clock) {
        this(new MllpLink(to, sockets, clock), profile, new OruMessage(to));
    }

    Hl7Sender(MllpDoor door, EhrProfile profile, OruMessage messages) {
        this.door = door;
        this.profile = profile;
        this.messages = messages;
    }

    @Override
    public Verdict send(List<Row> rows) {
        if (rows.size() != 1) {
            return new Verdict.Refused("one at a time");
        }
        ChartEntry entry = rows.get(0).entry();
        String left = profile.leaves(entry);
        if (!left.isEmpty()) {
            return new Verdict.Left(left);
        }
        try {
            String text = Hl7.text(messages.of(entry));
            return verdict(door.exchange(text), OruMessage.controlId(entry));
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Verdict.Busy(0, String.valueOf(e.getMessage()), 0);
        }
    }

    private Verdict verdict(String answer, String controlId) {
        String code;
        String about;
        String reason;
        try {
            Message ack = Hl7.parsed(answer);
            Terser terser = new Terser(ack);
            code = orEmpty(terser.get("/MSA-1"));
            about = orEmpty(terser.get("/MSA-2"));
            reason = code + reasons(terser);
        } catch (HL7Exception e) {
            door.close();
            return new Verdict.Busy(0, "the answer is no HL7 v2 acknowledgement", 0);
        }
        if (!about.equals(controlId)) {
            door.close();
            return new Verdict.Busy(0, "the answer is to another message", 0);
        }
        return switch (code) {
            case "AA", "CA" -> new Verdict.Taken(List.of("HL7v2/" + controlId));
            case "AR", "CR" -> new Verdict.Refused(reason);
            case "AE", "CE" -> new Verdict.Busy(Verdict.Busy.ONE_MESSAGE, reason, 0);
            default -> new Verdict.Busy(0, "an acknowledgement without a known code", 0);
        };
    }

    /** In the receiver's words; may name a patient. */
    private static String reasons(Terser terser) throws HL7Exception {
        List<String> said = Stream.of(
                        orEmpty(terser.get("/MSA-3")),
                        orEmpty(terser.get("/ERR(0)-3-1")),
                        orEmpty(terser.get("/ERR(0)-3-2")),
                        orEmpty(terser.get("/ERR(0)-7")),
                        orEmpty(terser.get("/ERR(0)-8")))
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
        String text = String.join(" ", said).replaceAll("\\s+", " ");
        String whole = text.isEmpty() ? "" : ": " + text;
        return whole.length() <= LONGEST_REASON ? whole : whole.substring(0, LONGEST_REASON) + "\u2026";
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** Ends the connection; the worker's exchange on its way then has no answer. Any thread. */
    @Override
    public void close() {
        door.close();
    }
}
