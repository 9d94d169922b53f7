package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Blood Pressure Measurement (2A35) as the Bluetooth SIG lays it out, in mmHg with pulse and measurement status. */
public final class GattBloodPressureEncoder {
    /** Measurement status bits. */
    public static final int MOVEMENT = 1;

    public static final int CUFF_LOOSE = 1 << 1;
    public static final int IRREGULAR = 1 << 2;

    private static final int NAN = 0x07FF;
    private static final int WITH_TIME = 1 << 1;
    private static final int WITH_PULSE = 1 << 2;
    private static final int WITH_STATUS = 1 << 4;

    private GattBloodPressureEncoder() {}

    /**
     * @param sbp mmHg to a tenth, at most 2045; NaN for a failed measurement; the others alike
     * @param at the cuff's own clock; null for a cuff without one
     */
    public static byte[] measurement(
            double sbp, double dbp, double map, double pulse, @Nullable LocalDateTime at, int status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(18);
        bytes.write(WITH_PULSE | WITH_STATUS | (at == null ? 0 : WITH_TIME));
        sfloat(bytes, sbp);
        sfloat(bytes, dbp);
        sfloat(bytes, map);
        if (at != null) {
            word(bytes, at.getYear());
            bytes.write(at.getMonthValue());
            bytes.write(at.getDayOfMonth());
            bytes.write(at.getHour());
            bytes.write(at.getMinute());
            bytes.write(at.getSecond());
        }
        sfloat(bytes, pulse);
        word(bytes, status);
        return bytes.toByteArray();
    }

    /** As OpenMQTTGateway answers a read. @param mac twelve hex digits */
    public static String openMqttGatewayReply(String mac, byte[] measurement) {
        String id = String.join(":", mac.split("(?<=\\G..)"));
        return "{\"id\":\"" + id + "\",\"service\":\"1810\",\"characteristic\":\"2a35\",\"read\":\""
                + HexFormat.of().formatHex(measurement) + "\",\"success\":true}";
    }

    /** Whole numbers with exponent 0; tenths with exponent -1 where they fit. */
    private static void sfloat(ByteArrayOutputStream bytes, double value) {
        if (Double.isNaN(value)) {
            word(bytes, NAN);
        } else if (value == Math.rint(value) || value > 204) {
            word(bytes, (int) Math.round(value) & 0x0FFF);
        } else {
            word(bytes, 0xF000 | (int) Math.round(value * 10) & 0x0FFF);
        }
    }

    private static void word(ByteArrayOutputStream bytes, int value) {
        bytes.write(value & 0xFF);
        bytes.write(value >> 8 & 0xFF);
    }
}
