package io.vigil.web.json;

/** What text from outside may hold. */
public final class Texts {
    private Texts() {}

    /** Not blank, at most {@code longest} characters, no control characters but line breaks and tabs. */
    public static boolean acceptable(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Texts::control);
    }

    /** For echoing a word back: cut short and without control characters. */
    public static String printable(String text, int longest) {
        StringBuilder out = new StringBuilder();
        text.chars().limit(longest).forEach(c -> out.append(control(c) || c == '\n' ? '?' : (char) c));
        return out.toString();
    }

    private static boolean control(int c) {
        return c != '\n' && c != '\t' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
}
