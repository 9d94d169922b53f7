package io.vigil.device.description;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section {@code fields} of a record of bytes: {@code pr: 'b0[1:0] ++ b1[6:0]'}, or a section with at, bytes, as. */
final class BinaryFieldReader {
    private static final int FURTHEST = 8191;
    private static final Pattern PIECE = Pattern.compile("b(\\d{1,4})(?:\\[([0-7])(?::([0-7]))?])?");
    private static final List<String> FORMS = List.of("number", "bcd", "sfloat", "text", "hex");

    private final Map<Integer, String> taken = new HashMap<>();

    private BinaryFieldReader() {}

    static List<BinaryField> read(Section fields) {
        BinaryFieldReader reader = new BinaryFieldReader();
        List<BinaryField> all = new ArrayList<>();
        for (Yaml.Entry entry : fields.entries()) {
            Optional<BinaryField> field = entry.value() instanceof Yaml.Mapping mapping
                    ? reader.full(entry.key(), new Section(mapping, fields.problems()))
                    : reader.brief(entry, fields);
            field.ifPresent(read -> {
                reader.claim(read, fields, entry.value().place());
                all.add(read);
            });
        }
        if (all.isEmpty()) {
            fields.problem(fields.place(), "'fields' needs at least one, such as spo2: b2");
        }
        return all;
    }

    private Optional<BinaryField> brief(Yaml.Entry entry, Section owner) {
        return owner.scalar(entry.value(), entry.key())
                .flatMap(scalar -> pieces(owner, scalar))
                .map(pieces -> new BinaryField(entry.key(), pieces, BinaryField.Form.NUMBER));
    }

    private Optional<BinaryField> full(String name, Section section) {
        if (section.has("bits") == section.has("at")) {
            section.problem(section.place(), "a field needs one of 'bits' and 'at', and only one");
        }
        String as = section.oneOf("as", "number", FORMS);
        boolean signed = section.flag("signed", false);
        BinaryField.Form form = as.equals("number") && signed
                ? BinaryField.Form.SIGNED
                : BinaryField.Form.valueOf(as.toUpperCase(Locale.ROOT));
        Optional<List<BinaryField.Piece>> pieces = section.has("bits")
                ? section.items("bits").stream().findFirst().flatMap(scalar -> pieces(section, scalar))
                : Optional.of(whole(section, form));
        if (form == BinaryField.Form.SFLOAT
                && pieces.map(BinaryFieldReader::width).orElse(16) != 16) {
            section.problem(section.place(), "an SFLOAT has two bytes; write 'bytes: 2'");
        }
        section.done();
        return pieces.map(all -> new BinaryField(name, all, form));
    }

    private static List<BinaryField.Piece> whole(Section section, BinaryField.Form form) {
        int at = section.whole("at", 0, 0, FURTHEST);
        boolean number = form == BinaryField.Form.NUMBER || form == BinaryField.Form.SIGNED;
        int bytes = section.whole("bytes", form == BinaryField.Form.SFLOAT ? 2 : 1, 1, number ? 7 : 64);
        boolean turned = (number || form == BinaryField.Form.SFLOAT)
                && section.oneOf("endian", "little", List.of("little", "big")).equals("little");
        List<BinaryField.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < bytes; i++) {
            pieces.add(new BinaryField.Piece(turned ? at + bytes - 1 - i : at + i, 7, 0));
        }
        return pieces;
    }

    private static Optional<List<BinaryField.Piece>> pieces(Section section, Yaml.Scalar scalar) {
        List<BinaryField.Piece> pieces = new ArrayList<>();
        for (String part : scalar.text().split("\\+\\+", -1)) {
            Matcher piece = PIECE.matcher(part.trim());
            int high = piece.matches() && piece.group(2) != null ? Integer.parseInt(piece.group(2)) : 7;
            int low = !piece.matches() || piece.group(2) == null
                    ? 0
                    : piece.group(3) == null ? high : Integer.parseInt(piece.group(3));
            if (!piece.matches() || high < low) {
                section.problem(
                        scalar.place(),
                        "'" + part.trim() + "' is no part of a frame; write b2 for a byte, b2[5] for a bit,"
                                + " b2[5:3] for some, and join them with ++, the highest first");
                return Optional.empty();
            }
            pieces.add(new BinaryField.Piece(Integer.parseInt(piece.group(1)), high, low));
        }
        if (width(pieces) > 56) {
            section.problem(scalar.place(), "has more than 56 bits; no number of a device is so long");
            return Optional.empty();
        }
        return Optional.of(pieces);
    }

    private static int width(List<BinaryField.Piece> pieces) {
        return pieces.stream().mapToInt(BinaryField.Piece::width).sum();
    }

    /** One bit means one thing: a second field over it is a slip of the pen. */
    private void claim(BinaryField field, Section section, Place place) {
        for (BinaryField.Piece piece : field.pieces()) {
            for (int bit = piece.low(); bit <= piece.high(); bit++) {
                String before = taken.putIfAbsent(piece.octet() * 8 + bit, field.name());
                if (before != null) {
                    section.problem(
                            place,
                            "'" + field.name() + "' overlaps '" + before + "' at bit " + bit + " of b" + piece.octet()
                                    + "; a bit belongs to one field");
                    return;
                }
            }
        }
    }
}
