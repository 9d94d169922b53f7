package io.vigil.store.block;

/** A row of the journal as it was read, believed or not. */
public record Block(long id, long throughMillis, int count, byte[] payload, long crc32c) {
    public boolean intact() {
        return crc32c == Checksum.of(payload, id, throughMillis, count);
    }
}
