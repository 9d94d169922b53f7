package io.vigil.device.sim;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** What MQTT gateways and self-built sensors publish, in the documented or observed shape. */
public final class JsonEncoder {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private JsonEncoder() {}

    /** OpenMQTTGateway's answer to a read. @param mac twelve hex digits; @param characteristic four, as 2a35 */
    public static String read(String mac, String service, String characteristic, byte[] value) {
        return "{\"id\":\"" + String.join(":", mac.split("(?<=\\G..)")) + "\",\"service\":\"" + service
                + "\",\"characteristic\":\"" + characteristic + "\",\"read\":\""
                + HexFormat.of().formatHex(value) + "\",\"success\":true}";
    }

    /** Tasmota's telegram with an oximeter chip; without a finger its library gives -999. */
    public static String tasmota(LocalDateTime at, double spo2, double pulse) {
        return "{\"Time\":\"" + LOCAL.format(at) + "\",\"MAX30102\":{\"HeartRate\":" + number(pulse, "-999")
                + ",\"SpO2\":" + number(spo2, "-999") + "}}";
    }

    /** A Qube gateway's oximeter. @param epochSeconds of its clock; @param mac of the oximeter, with colons */
    public static String qubeOximeter(long epochSeconds, String mac, double spo2, double pulse, double pi) {
        return qube(
                epochSeconds,
                "Oximeter_JUMPER",
                mac,
                "{\"pulse\":" + number(pulse, "255") + ",\"spo2\":" + number(spo2, "127") + ",\"pi\":"
                        + number(Math.rint(pi * 10), "0") + "}");
    }

    public static String qubeCuff(long epochSeconds, String mac, double sbp, double dbp, double pulse) {
        return qube(
                epochSeconds,
                "WBP_JUMPER",
                mac,
                "{\"bp_high\":" + number(sbp, "0") + ",\"bp_low\":" + number(dbp, "0") + ",\"pr\":" + number(pulse, "0")
                        + "}");
    }

    public static String qubeHeartbeat(long epochSeconds) {
        return "{\"from\":\"BLE\",\"to\":\"CLOUD\",\"time\":" + epochSeconds
                + ",\"mac\":\"02:00:00:00:00:01\",\"type\":\"HB_Msg\"}";
    }

    private static String qube(long epochSeconds, String attribute, String mac, String value) {
        return "{\"from\":\"BLE\",\"to\":\"CLOUD\",\"time\":" + epochSeconds
                + ",\"mac\":\"02:00:00:00:00:01\",\"type\":\"reportAttribute\",\"data\":{\"attribute\":\"" + attribute
                + "\",\"ble_mac\":\"" + mac + "\",\"value\":" + value + "}}";
    }

    /** An ESP32 with its two flags of validity. */
    public static String esp32(double spo2, double pulse) {
        return "{\"heartRate\":" + number(pulse, "-999") + ",\"validHeartRate\":" + valid(pulse) + ",\"SPO2\":"
                + number(spo2, "-999") + ",\"validSPO2\":" + valid(spo2) + "}";
    }

    private static int valid(double value) {
        return Double.isNaN(value) ? 0 : 1;
    }

    /** A bare value. */
    public static String bare(double value) {
        return number(value, "nan");
    }

    private static String number(double value, String none) {
        return Double.isNaN(value)
                ? none
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
