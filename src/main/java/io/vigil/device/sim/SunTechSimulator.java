package io.vigil.device.sim;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A SunTech Advantage module: silent until it is asked or started; K when a measurement has ended. */
final class SunTechSimulator implements SimulatedDevice {
    private static final int HOST = 0x3A;
    private static final int FAILED = 2;

    private final Setting setting;
    private final CuffAtWork cuff;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private byte[] result = SunTechEncoder.result(0, 0, 0, 0, FAILED);

    SunTechSimulator(Setting setting) {
        this.setting = setting;
        this.cuff = new CuffAtWork(setting);
    }

    @Override
    public void second(long elapsedMillis) {
        if (cuff.ends(elapsedMillis)) {
            Vitals measured = cuff.result(elapsedMillis);
            result = measured.cuff()
                    ? SunTechEncoder.result(
                            whole(measured.sbp()),
                            whole(measured.dbp()),
                            whole(measured.map()),
                            whole(measured.cuffPulse()),
                            0)
                    : SunTechEncoder.result(0, 0, 0, 0, FAILED);
            setting.send(SunTechEncoder.accepted());
        }
    }

    private static int whole(double value) {
        return Double.isNaN(value) ? 0 : (int) Math.round(value);
    }

    @Override
    public void heard(byte[] bytes, long elapsedMillis) {
        for (byte octet : bytes) {
            if (command.size() > 0 || (octet & 0xFF) == HOST) {
                command.write(octet);
            }
            byte[] whole = command.toByteArray();
            if (whole.length >= 2 && whole.length == length(whole[1])) {
                command.reset();
                obey(whole, elapsedMillis);
            }
        }
    }

    /** Unknown commands are given up after their second byte. */
    private int length(byte code) {
        return switch (code) {
            case 0x20 -> 3;
            case 0x79 -> 5;
            case 0x0C -> 6;
            default -> 2;
        };
    }

    private void obey(byte[] whole, long elapsedMillis) {
        if (Arrays.equals(whole, SunTechEncoder.start())) {
            setting.send(SunTechEncoder.reply(cuff.working() ? 'B' : 'K'));
            if (!cuff.working()) {
                cuff.start(elapsedMillis);
            }
        } else if (Arrays.equals(whole, SunTechEncoder.abort())) {
            cuff.stop();
            setting.send(SunTechEncoder.reply('A'));
            setting.send(SunTechEncoder.accepted());
        } else if (Arrays.equals(whole, SunTechEncoder.askCuffPressure())) {
            setting.send(SunTechEncoder.cuffPressure(cuff.pressure(elapsedMillis)));
        } else if (Arrays.equals(whole, SunTechEncoder.askResult())) {
            setting.send(result);
        }
    }
}
