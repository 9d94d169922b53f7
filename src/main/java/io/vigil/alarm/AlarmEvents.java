package io.vigil.alarm;

/** Where the engine announces transitions; called on the session's loop, must neither block nor throw. */
@FunctionalInterface
public interface AlarmEvents {
    void on(AlarmEvent event);

    /** For the fold over a journal's past, whose events were announced then. */
    AlarmEvents NONE = event -> {};
}
