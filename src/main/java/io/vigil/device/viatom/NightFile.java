package io.vigil.device.viatom;

import io.vigil.device.Decoded;
import io.vigil.device.Decoder;
import io.vigil.device.Readings;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stored night ({@code .vld}, version 3): a header of 40 bytes, then a record of 5 bytes each 4 s. All of it history. */
final class NightFile implements Decoder {
    private static final int HEADER = 40;
    private static final int RECORD = 5;
    private static final int SECONDS = 4;
    private static final int VERSION = 3;
    private static final int NONE = 0xFF;

    private final byte[] piece = new byte[HEADER];
    private int have;
    private long position;
    private long records;
    private long promised;
    private boolean headed;
    private @Nullable LocalDateTime start;
    private int refused;

    @Override
    public void feed(byte[] bytes, int from, int length, Consumer<Decoded> out) {
        for (int i = from; i < from + length; i++) {
            if (refused > 0) {
                refuse(out);
            } else {
                piece[have++] = bytes[i];
                position++;
                whole(out);
            }
        }
    }

    /** Bytes of a file that is something else, told in pieces of the header's size. */
    private void refuse(Consumer<Decoded> out) {
        position++;
        if (++refused > HEADER) {
            out.accept(new Decoded.Rejected(position - HEADER, HEADER, "not a night file"));
            refused = 1;
        }
    }

    private void whole(Consumer<Decoded> out) {
        if (!headed && have == HEADER) {
            have = 0;
            header(out);
        } else if (headed && have == RECORD) {
            have = 0;
            record(out);
        }
    }

    private void header(Consumer<Decoded> out) {
        try {
            start = LocalDateTime.of(word(2), piece[4], piece[5], piece[6], piece[7], piece[8]);
        } catch (DateTimeException impossible) {
            start = null;
        }
        if (word(0) != VERSION || start == null) {
            out.accept(new Decoded.Rejected(0, HEADER, "not a night file"));
            refused = 1;
            return;
        }
        headed = true;
        long size = word(9) | (long) word(11) << 16;
        promised = Math.max(0, (size - HEADER) / RECORD);
    }

    private void record(Consumer<Decoded> out) {
        int spo2 = piece[0] & 0xFF;
        int pulse = piece[1] & 0xFF;
        boolean invalid = (piece[2] & 0xFF) == NONE || (spo2 == NONE && pulse == NONE);
        Quality quality = invalid ? Quality.INVALID : Quality.GOOD;
        List<String> flags = invalid ? List.of("no-reading") : List.of();
        String time =
                start == null ? "" : start.plusSeconds(SECONDS * records).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        records++;
        out.accept(new Decoded.Sample(
                records,
                position - RECORD,
                List.of(
                        Readings.of(Metric.SPO2, spo2, spo2 == 0 || spo2 == NONE, quality, flags),
                        Readings.of(Metric.PR, pulse, pulse == 0 || pulse == NONE, quality, flags)),
                time,
                time,
                true));
    }

    @Override
    public void end(Consumer<Decoded> out) {
        if (refused > 1) {
            out.accept(new Decoded.Rejected(position - refused + 1, refused - 1, "not a night file"));
        }
        if (have > 0) {
            out.accept(new Decoded.Rejected(position - have, have, "truncated"));
            have = 0;
        }
        if (headed && records < promised) {
            out.accept(new Decoded.Ignored(
                    position, 0, "the header promises " + promised + " records, here are " + records));
        }
    }

    private int word(int at) {
        return piece[at] & 0xFF | (piece[at + 1] & 0xFF) << 8;
    }
}
