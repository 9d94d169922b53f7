package io.vigil.store.beside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.port.History.LogEntry;
import io.vigil.session.port.Journal;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.store.file.FolderInUse;
import io.vigil.store.read.Imported;
import io.vigil.store.read.LogRows;
import io.vigil.store.record.SessionRecord;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes the record of a session of another installation into this folder, for study. It comes in one transaction and
 * ended, so that no crash leaves it open; without the patient and without chart entries. Blocking.
 */
public final class Import {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ANSWER_SECONDS = 120;

    private final String session;
    private final Patient nobody;

    private Import(String session) {
        this.session = session;
        this.nobody = new Patient(session, "(imported)", "", null, null);
    }

    /**
     * @return the session's id here
     * @throws FolderInUse when a service has the folder
     * @throws IOException when it is there already, is no whole record, or cannot be written
     */
    public static String into(Path folder, SessionRecord record, Clock clock) throws IOException {
        List<Input> inputs = record.inputs();
        if (inputs.isEmpty() || !(inputs.get(0).what() instanceof Happening.Started)) {
            throw new IOException("the session's first input, which holds its rules, is not in the record");
        }
        if (inputs.get(inputs.size() - 1).atMillis() > clock.wallMillis()) {
            throw new IOException("the record goes on after now; set this machine's clock");
        }
        String id = Imported.id(inputs.get(0).session());
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, clock)) {
            if (!store.inputs(id).isEmpty()) {
                throw new IOException("session " + id + " is there already");
            }
            var answer = new CompletableFuture<Boolean>();
            store.journal().appendTogether(new Import(id).entries(record), answer::complete);
            if (!answer.get(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it cannot be written: " + store.health().reason());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("it was not written in time", e);
        }
        return id;
    }

    private List<Journal.Entry> entries(SessionRecord record) throws IOException {
        List<AlarmEvent> alarms = new ArrayList<>();
        for (LogEntry entry : record.events()) {
            if (entry.category().equals("alarm")) {
                alarms.add(alarm(entry));
            }
        }
        List<Journal.Entry> entries = new ArrayList<>();
        boolean over = false;
        for (Input input : record.inputs()) {
            entries.add(new Journal.Entry(here(input), List.of(), List.of()));
            over |= leaves(input);
        }
        Input last = entries.get(entries.size() - 1).input();
        // Said in its log; a session that is over takes a note, and one that is not must not stay open.
        Action said = over ? new Action.Note("imported") : new Action.Abort("the imported record ends here");
        Input end = new Input(session, last.seq() + 1, last.atMillis(), new Happening.Acted("", "imported", said));
        entries.add(new Journal.Entry(end, alarms, List.of()));
        return entries;
    }

    private static boolean leaves(Input input) {
        return input.what() instanceof Happening.Acted acted
                && (acted.action() instanceof Action.Discharge || acted.action() instanceof Action.Abort)
                && acted.refused() == null;
    }

    private Input here(Input input) {
        return new Input(session, input.seq(), input.atMillis(), nameless(input.what()));
    }

    private Happening nameless(Happening what) {
        if (what instanceof Happening.Started s) {
            return new Happening.Started(
                    session, s.site(), nobody, s.protocol(), s.chair(), s.weightKg(), s.by(), s.key());
        }
        if (what instanceof Happening.Acted acted && acted.action() instanceof Action.Reassign other) {
            var reassigned = new Action.Reassign(nobody, other.reason());
            return new Happening.Acted(acted.by(), acted.key(), reassigned, acted.from(), acted.refused());
        }
        return what;
    }

    /** Written by {@link LogRows#alarm}. */
    private static AlarmEvent alarm(LogEntry entry) throws IOException {
        try {
            int space = entry.what().lastIndexOf(' ');
            JsonNode detail = JSON.readTree(entry.detail());
            String event = entry.id().substring(entry.id().lastIndexOf('/') + 1);
            int dot = event.lastIndexOf('.');
            return new AlarmEvent(
                    entry.what().substring(0, space),
                    AlarmEvent.Kind.valueOf(entry.what().substring(space + 1).toUpperCase(Locale.ROOT)),
                    Priority.valueOf(detail.path("priority").asText().toUpperCase(Locale.ROOT)),
                    detail.path("occurrence").asInt(),
                    detail.path("level").asInt(),
                    dot < 0 ? 1 : Integer.parseInt(event.substring(dot + 1)),
                    entry.atMillis(),
                    detail.path("value").asDouble(Double.NaN),
                    detail.path("limit").asDouble(Double.NaN));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new IOException("'" + entry.what() + "' is no alarm event", malformed);
        }
    }
}
