package io.vigil.device.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a frame of bytes.
 *
 * @param fewest bytes such a frame has at least, and {@code most} at most
 * @param saved where the eighth bits of 7-bit bytes are kept; empty without
 */
record BinaryLayout(Map<String, BinaryField> fields, int fewest, int most, Optional<Saved> saved) {
    /**
     * The byte at {@code at} holds, from its lowest bit on, the highest bits of the bytes from {@code from} on, which
     * themselves have bit 7 set on the wire. At most seven bytes.
     */
    record Saved(int at, int from) {
        byte[] restored(byte[] frame) {
            byte[] whole = frame.clone();
            int high = at < frame.length ? frame[at] : 0;
            for (int i = from; i < frame.length && i - from < 7; i++) {
                whole[i] = (byte) (frame[i] & 0x7F | (high >> i - from & 1) << 7);
            }
            return whole;
        }
    }

    /** Empty when the frame has another length. */
    Optional<Facts> parts(byte[] frame) {
        if (frame.length < fewest || frame.length > most) {
            return Optional.empty();
        }
        return Optional.of(
                new Facts.Octets(saved.map(rule -> rule.restored(frame)).orElse(frame), fields));
    }

    static BinaryLayout read(Section record) {
        Map<String, BinaryField> fields = new LinkedHashMap<>();
        record.section("fields")
                .ifPresent(
                        section -> BinaryFieldReader.read(section).forEach(field -> fields.put(field.name(), field)));
        Optional<Saved> saved = record.section("saved_high_bits").map(section -> {
            Saved read = new Saved(section.whole("at", 1, 0, 255), section.whole("from", 2, 0, 255));
            section.done();
            return read;
        });
        int reach = fields.values().stream().mapToInt(BinaryField::reach).max().orElse(0);
        List<Integer> size = size(record);
        int fewest = size.isEmpty() ? 0 : size.get(0);
        int most = size.isEmpty() ? Integer.MAX_VALUE : size.get(size.size() - 1);
        if (reach > most) {
            record.problem(
                    record.place("fields"),
                    "a field reaches byte " + (reach - 1) + ", but 'size' allows " + most + " bytes; the first is 0");
        }
        return new BinaryLayout(fields, fewest, most, saved);
    }

    private static List<Integer> size(Section record) {
        List<Integer> size = record.items("size").stream()
                .flatMap(item -> Numbers.of(item.text(), false).stream())
                .map(number -> number.intValue())
                .toList();
        boolean wrong = size.size() > 2 || size.size() == 2 && size.get(0) > size.get(1);
        if (record.has("size") && (size.isEmpty() || wrong)) {
            record.problem(record.place("size"), "'size' must be a number of bytes, or [fewest, most]");
        }
        return wrong ? List.of() : size;
    }
}
