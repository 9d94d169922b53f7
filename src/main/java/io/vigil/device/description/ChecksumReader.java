package io.vigil.device.description;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The key {@code checksum}: {@code {kind: crc8, poly: '07', init: '00', reflect: false, at: -1, from: 0, to: -1}}. */
final class ChecksumReader {
    private static final int FURTHEST = 65_535;
    private static final List<String> KINDS =
            Arrays.stream(Checksum.Kind.values()).map(Checksum.Kind::wire).toList();
    /** The short form: the last two characters are the sum of those before in hex. */
    private static final String BRIEF = "sum8_hex";

    private ChecksumReader() {}

    static Optional<Checksum> read(Section owner) {
        Optional<Yaml> value = owner.value("checksum");
        if (value.isPresent() && value.get() instanceof Yaml.Scalar) {
            owner.oneOf("checksum", BRIEF, List.of(BRIEF));
            return Optional.of(new Checksum(Checksum.Kind.SUM8, true, -2, 0, -2, 0, 0, false));
        }
        return owner.section("checksum").map(ChecksumReader::full);
    }

    private static Checksum full(Section section) {
        String kind = section.has("kind") ? section.oneOf("kind", "sum8", KINDS) : section.required("kind", KINDS + "");
        boolean crc = kind.equals(Checksum.Kind.CRC8.wire());
        for (String key : List.of("poly", "init", "reflect")) {
            if (!crc && section.has(key)) {
                section.problem(section.place(key), "'" + key + "' belongs to crc8 only; remove it");
            }
        }
        boolean hex = section.oneOf("as", "byte", List.of("byte", "hex")).equals("hex");
        int at = section.whole("at", hex ? -2 : -1, -FURTHEST, FURTHEST);
        Checksum checksum = new Checksum(
                KINDS.contains(kind) ? Checksum.Kind.valueOf(kind.toUpperCase(Locale.ROOT)) : Checksum.Kind.SUM8,
                hex,
                at,
                section.whole("from", 0, -FURTHEST, FURTHEST),
                section.whole("to", at, -FURTHEST, FURTHEST),
                crc ? octet(section, "poly", 7) : 0,
                octet(section, "init", 0),
                section.flag("reflect", false));
        section.done();
        return checksum;
    }

    private static int octet(Section section, String key, int fallback) {
        List<Integer> octets = section.octets(key);
        if (section.has(key) && octets.size() != 1) {
            section.problem(section.place(key), "'" + key + "' must be one byte of two hex digits such as '07'");
        }
        return octets.size() == 1 ? octets.get(0) : fallback;
    }
}
