package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Snapshot;
import io.vigil.session.port.Journal;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.store.read.AuditChain;
import io.vigil.vital.Frame;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something for the writer thread to make durable. */
sealed interface Work {
    /** True for what is never shed before readings are: actions, alarms, sessions, deliveries. */
    boolean vital();

    /** Tells whoever waits; the second and later calls do nothing. */
    void answer(boolean durable);

    /** True when it stays in the queue after a failed commit although its waiter has been told no. */
    boolean kept();

    record Appended(Journal.Entry entry, Promise promise) implements Work {
        @Override
        public boolean vital() {
            return !(entry.input().what() instanceof Happening.Measured)
                    || !entry.events().isEmpty()
                    || !entry.charts().isEmpty();
        }

        @Override
        public void answer(boolean durable) {
            promise.give(durable);
        }

        @Override
        public boolean kept() {
            return true;
        }
    }

    /** Inputs of several sessions that are one. */
    record Together(List<Journal.Entry> entries, Promise promise) implements Work {
        public Together {
            entries = List.copyOf(entries);
        }

        @Override
        public boolean vital() {
            return true;
        }

        @Override
        public void answer(boolean durable) {
            promise.give(durable);
        }

        @Override
        public boolean kept() {
            return true;
        }
    }

    /** A request that became no input of a session. */
    record Refused(Journal.Refused request, Promise promise) implements Work {
        @Override
        public boolean vital() {
            return true;
        }

        @Override
        public void answer(boolean durable) {
            promise.give(durable);
        }

        @Override
        public boolean kept() {
            return false;
        }
    }

    record Unworn(Frame frame, Promise promise) implements Work {
        @Override
        public boolean vital() {
            return false;
        }

        @Override
        public void answer(boolean durable) {
            promise.give(durable);
        }

        @Override
        public boolean kept() {
            return false;
        }
    }

    /** Writes nothing: it is answered when what was queued before it is durable. */
    record Fence(Promise promise) implements Work {
        @Override
        public boolean vital() {
            return false;
        }

        @Override
        public void answer(boolean durable) {
            promise.give(durable);
        }

        @Override
        public boolean kept() {
            return false;
        }
    }

    record Noted(String session, long atMillis, List<AlarmEvent> events, List<ChartEntry> charts) implements Work {
        public Noted {
            events = List.copyOf(events);
            charts = List.copyOf(charts);
        }

        @Override
        public boolean vital() {
            return true;
        }

        @Override
        public void answer(boolean durable) {}

        @Override
        public boolean kept() {
            return true;
        }
    }

    /** A session's state; one that is lost is made up for by the next, so it gives way to everything. */
    record Snapped(Snapshot snapshot) implements Work {
        @Override
        public boolean vital() {
            return false;
        }

        @Override
        public void answer(boolean durable) {}

        @Override
        public boolean kept() {
            return false;
        }
    }

    /** Samples that arrived before this instant are to be put into chunks, however few they are. */
    record Seal(long beforeMillis) implements Work {
        @Override
        public boolean vital() {
            return false;
        }

        @Override
        public void answer(boolean durable) {}

        @Override
        public boolean kept() {
            return false;
        }
    }

    /** A worker's write; its exception is the worker's. */
    final class Command<T> implements Work {
        /** What to do within the transaction. */
        @FunctionalInterface
        interface Body<T> {
            T run(Connection connection) throws SQLException;
        }

        private final Body<T> body;
        private final Function<T, AuditChain.@Nullable Row> record;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T value;

        Command(Body<T> body) {
            this(body, done -> null);
        }

        /** @param record what of it belongs in the audit, in the same transaction */
        Command(Body<T> body, Function<T, AuditChain.@Nullable Row> record) {
            this.body = body;
            this.record = record;
        }

        AuditChain.@Nullable Row record() {
            return value == null ? null : record.apply(value);
        }

        CompletableFuture<T> result() {
            return result;
        }

        void run(Connection connection) throws SQLException {
            value = body.run(connection);
        }

        void refuse(Exception why) {
            result.completeExceptionally(why);
        }

        @Override
        public boolean vital() {
            return true;
        }

        @Override
        @SuppressWarnings("NullAway") // the value is whatever the body returned, null for Void
        public void answer(boolean durable) {
            if (durable) {
                result.complete(value);
            } else {
                result.completeExceptionally(new StoreUnavailable("the database cannot be written now"));
            }
        }

        @Override
        public boolean kept() {
            return false;
        }
    }
}
