package io.vigil.store.block;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C over a row's numbers and bytes, so that a flipped bit in either is seen. */
public final class Checksum {
    private Checksum() {}

    public static long of(byte[] payload, long... numbers) {
        var crc = new CRC32C();
        var head = ByteBuffer.allocate(Long.BYTES * numbers.length);
        for (long number : numbers) {
            head.putLong(number);
        }
        crc.update(head.array());
        crc.update(payload);
        return crc.getValue();
    }
}
