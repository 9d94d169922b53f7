package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One second of an Ivy 450C, with the lines in the order and form of its recording. */
public final class IvyEncoder {
    private IvyEncoder() {}

    /**
     * @param values NaN is an empty field
     * @param waves 400 bytes of any value: ECG 200, respiration, pleth, P1, P2 50 each
     */
    public static byte[] frame(Vitals values, byte[] waves) {
        String text = "HR=1;" + whole(values.hr()) + ";ECG-II-DIAG;\r"
                + "RR=1;" + whole(values.rr()) + ";APNEA: 20 SEC;\r"
                + "ETCO2=1;;;\r"
                + "SPO2=1;" + whole(values.spo2()) + ";"
                + (values.sensorOff() ? "SENSOR OFF" : "PR=" + whole(values.pr()) + " ") + ";\r"
                + "NIBP=4;" + whole(values.sbp()) + ';' + whole(values.dbp()) + ';' + whole(values.map()) + ';'
                + whole(values.cuffPulse()) + ";;\r"
                + "P1=3;;;;;\rP2=3;;;;NO TRANSDUCER;\rT1=1;;;\rT2=1;;;\r";
        ByteArrayOutputStream frame = new ByteArrayOutputStream(600);
        frame.write(0xFF);
        frame.writeBytes("ANSAR-B ".getBytes(StandardCharsets.US_ASCII));
        frame.write(waves, 0, 400);
        frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        frame.write(0xFE);
        return frame.toByteArray();
    }

    private static String whole(double value) {
        return Double.isNaN(value) ? "" : Long.toString(Math.round(value));
    }
}
