package io.vigil.device.viatom;

/** CRC-8, polynomial 07, initial value 0, not reflected. */
final class Crc8 {
    private static final int POLYNOMIAL = 0x07;

    private Crc8() {}

    static int of(byte[] bytes, int from, int length) {
        int crc = 0;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) != 0 ? (crc << 1 ^ POLYNOMIAL) & 0xFF : crc << 1;
            }
        }
        return crc;
    }
}
