package io.vigil.device.sim;

/** A Datascope Accutorr: answers P with its numbers, the cuff's last ones and how many minutes old they are. */
final class AccutorrSimulator implements SimulatedDevice {
    private static final long MINUTE_MILLIS = 60_000;

    private final Setting setting;
    private Vitals now = Nothing.VITALS;
    private Vitals cuff = Nothing.VITALS;
    private long cuffMillis;
    private boolean over;

    AccutorrSimulator(Setting setting) {
        this.setting = setting;
    }

    @Override
    public void second(long elapsedMillis) {
        over = setting.script().ended(elapsedMillis);
        now = setting.script().at(elapsedMillis);
        if (now.cuff()) {
            cuff = setting.cuffFails(elapsedMillis) ? Nothing.VITALS : now;
            cuffMillis = elapsedMillis;
        }
    }

    @Override
    public void heard(byte[] bytes, long elapsedMillis) {
        double none = Double.NaN;
        for (byte octet : bytes) {
            if (octet == 'P' && !over) {
                int minutes = (int) Math.min(99, (elapsedMillis - cuffMillis) / MINUTE_MILLIS);
                setting.send(TextEncoder.accutorr(
                        now.sensorOff() ? none : now.spo2(),
                        now.sensorOff() ? none : now.pr(),
                        cuff.sbp(),
                        cuff.map(),
                        cuff.dbp(),
                        minutes));
            }
        }
    }
}
