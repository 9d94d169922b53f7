package io.vigil.notify;

/** Who is told. Blocking; the notifier's thread. */
interface Receiver {
    /** What became of an attempt. */
    sealed interface Answer {
        /** 2xx: theirs now. */
        record Taken() implements Answer {}

        /** It does not want this one, as 4xx says; others may go on. */
        record Refused(String reason) implements Answer {}

        /** It takes nothing now. @param askedMillis how long it asks to be left alone, 0 when it does not say */
        record Away(String reason, long askedMillis) implements Answer {}
    }

    Answer post(String id, String body);
}
