package io.vigil.device.sim;

/** A UN300C: tells the pressure of a cuff at work, 999 at the end, and the result when asked. */
final class MedlabSimulator implements SimulatedDevice {
    private static final int PER_SECOND = 2;
    private static final int FAILED = 6;
    private static final int LONGEST = 16;

    private final Setting setting;
    private final CuffAtWork cuff;
    private final StringBuilder command = new StringBuilder();
    private byte[] result = TextEncoder.medlabResult(Double.NaN, Double.NaN, Double.NaN, Double.NaN, FAILED);

    MedlabSimulator(Setting setting) {
        this.setting = setting;
        this.cuff = new CuffAtWork(setting);
    }

    @Override
    public void second(long elapsedMillis) {
        if (cuff.ends(elapsedMillis)) {
            Vitals measured = cuff.result(elapsedMillis);
            result = TextEncoder.medlabResult(
                    measured.sbp(), measured.dbp(), measured.map(), measured.cuffPulse(), measured.cuff() ? 0 : FAILED);
            setting.send(TextEncoder.medlabFinished());
        }
        for (int i = 0; cuff.working() && i < PER_SECOND; i++) {
            setting.send(TextEncoder.medlabPressure(cuff.pressure(elapsedMillis)));
        }
    }

    @Override
    public void heard(byte[] bytes, long elapsedMillis) {
        for (byte octet : bytes) {
            switch (octet) {
                case 'X' -> stop();
                case 2 -> command.setLength(0);
                case 3 -> obey(command.toString(), elapsedMillis);
                default -> {
                    if (command.length() < LONGEST) {
                        command.append((char) octet);
                    }
                }
            }
        }
    }

    private void stop() {
        if (cuff.working()) {
            cuff.stop();
            setting.send(TextEncoder.medlabFinished());
        }
    }

    private void obey(String text, long elapsedMillis) {
        switch (text) {
            case "01;;D7" -> {
                if (!cuff.working()) {
                    cuff.start(elapsedMillis);
                    setting.send(TextEncoder.medlabPressure(0));
                }
            }
            case "18;;DF" -> setting.send(result);
            default -> {
                // Manual mode is the only one it has.
            }
        }
    }
}
