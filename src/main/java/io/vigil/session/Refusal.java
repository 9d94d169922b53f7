package io.vigil.session;

/**
 * Why an action was not taken. Decided when it was asked for and journaled with it, so that a replay tells the same.
 *
 * @param invalid true where it makes no sense at all, false where it only comes at the wrong time
 * @param reason in words, for the person who asked
 */
public record Refusal(boolean invalid, String reason) {
    public static Refusal invalid(String reason) {
        return new Refusal(true, reason);
    }

    public static Refusal untimely(String reason) {
        return new Refusal(false, reason);
    }
}
