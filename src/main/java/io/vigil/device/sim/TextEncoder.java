package io.vigil.device.sim;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The text lines of devices that print, as their manuals lay them out. NaN is "no value" in each device's own way. */
public final class TextEncoder {
    private static final DateTimeFormatter NELLCOR = DateTimeFormatter.ofPattern("dd-MMM-uu HH:mm:ss", Locale.ENGLISH);
    private static final char STX = 2;
    private static final char ETX = 3;

    private TextEncoder() {}

    /** Nonin's printer line. */
    public static byte[] nonin(double spo2, double pulse) {
        return bytes("SPO2=" + padded(spo2, "%03d", "---") + " HR=" + padded(pulse, "%03d", "---") + "\r\n");
    }

    /** Nellcor's page header. */
    public static byte[] nellcorHeader() {
        return bytes("NPB-295    VERSION 2.0.0.0   CRC: 1234  SpO2 Limit: 70-100%   PR Limit: 60-160BPM\r\n"
                + "                                     ADULT          0SAT-S\r\n"
                + "TIME                %SPO2    BPM    PA    Status\r\n");
    }

    /** @param amplitude of the pulse, without unit; @param codes two letters each, parted by blanks */
    public static byte[] nellcor(LocalDateTime at, double spo2, double pulse, int amplitude, String codes) {
        return bytes(NELLCOR.format(at).toUpperCase(Locale.ENGLISH) + "   " + padded(spo2, "%3d", "---") + "     "
                + padded(pulse, "%3d", "---") + "    "
                + (Double.isNaN(spo2) ? "---" : String.format(Locale.ROOT, "%3d", amplitude))
                + (codes.isEmpty() ? "" : "    " + codes) + "\r\n");
    }

    /** @param minutes since the cuff measured */
    public static byte[] accutorr(double spo2, double pulse, double sbp, double map, double dbp, int minutes) {
        return bytes("P:" + padded(spo2, "%2d", "--") + ',' + padded(pulse, "%2d", "--") + ','
                + padded(sbp, "%3d", "---") + ',' + padded(map, "%3d", "---") + ',' + padded(dbp, "%3d", "---")
                + ",000,000,000," + String.format(Locale.ROOT, "%2d", minutes) + "\r\n");
    }

    /** A Medlab module's cuff at work. */
    public static byte[] medlabPressure(int mmHg) {
        return bytes(String.format(Locale.ROOT, "%c%03dC0S3%c\r", STX, mmHg, ETX));
    }

    public static byte[] medlabFinished() {
        return bytes(STX + "999" + ETX + '\r');
    }

    /** @param error 0 for none */
    public static byte[] medlabResult(double sbp, double dbp, double map, double pulse, int error) {
        String text = String.format(Locale.ROOT, "S1;A0;C00;M%02d;P", error)
                + padded(sbp, "%03d", "000") + padded(dbp, "%03d", "000") + padded(map, "%03d", "000")
                + ";R" + padded(pulse, "%03d", "000") + ";T0000;;";
        int sum = text.chars().sum() % 256;
        return bytes(STX + text + String.format(Locale.ROOT, "%02X", sum) + ETX + '\r');
    }

    private static String padded(double value, String format, String none) {
        return Double.isNaN(value) ? none : String.format(Locale.ROOT, format, Math.round(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
