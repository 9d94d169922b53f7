package io.vigil.device.gatt;

import io.vigil.device.Decoded;

/** How the bytes of one characteristic read. Flags come first and are below 32 in all of them. Any thread. */
interface Characteristic {
    /** @param bytes at least 1 @return 0 when the length is right, less when bytes are missing, more for too many */
    int excess(byte[] bytes);

    /** @param bytes of the right length, flags below 32 */
    Decoded read(byte[] bytes);
}
