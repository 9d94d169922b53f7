package io.vigil.store;

/** A row of the journal as it was read, believed or not. */
record Block(long id, long throughMillis, int count, byte[] payload, long crc32c) {
    boolean intact() {
        return crc32c == Checksum.of(payload, id, throughMillis, count);
    }
}
