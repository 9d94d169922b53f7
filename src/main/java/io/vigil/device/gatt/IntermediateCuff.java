package io.vigil.device.gatt;

import io.vigil.device.Decoded;
import io.vigil.device.Sfloat;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** 2A36, the pressure in a cuff at work: laid out as a blood pressure and none, hence no reading. */
final class IntermediateCuff implements Characteristic {
    private static final int KILOPASCAL = 0x01;
    private static final BigDecimal MMHG_PER_KILOPASCAL = new BigDecimal("7.50062");

    @Override
    public int excess(byte[] bytes) {
        int flags = bytes[0];
        return bytes.length
                - 7
                - ((flags & 0x02) != 0 ? 7 : 0)
                - ((flags & 0x04) != 0 ? 2 : 0)
                - ((flags & 0x08) != 0 ? 1 : 0)
                - ((flags & 0x10) != 0 ? 2 : 0);
    }

    @Override
    public Decoded read(byte[] bytes) {
        Octets in = new Octets(bytes);
        int flags = in.octet();
        int word = in.word();
        if (Sfloat.special(word)) {
            return new Decoded.Ignored(0, bytes.length, "cuff pressure unknown");
        }
        BigDecimal given = Sfloat.value(word);
        BigDecimal mmHg = (flags & KILOPASCAL) != 0 ? given.multiply(MMHG_PER_KILOPASCAL) : given;
        return new Decoded.Ignored(
                0,
                bytes.length,
                "cuff pressure "
                        + mmHg.setScale(1, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString() + " mm[Hg]");
    }
}
