package io.vigil.device.description;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code framing}. */
final class FramingReader {
    private static final int MOST = 65_536;
    private static final int MOST_FRAME = 8192;
    private static final String USUAL_ENDS = "\r\n\0";
    private static final Map<String, String> ENDS =
            Map.of("CR", "\r", "LF", "\n", "NUL", "\0", "STX", "\u0002", "ETX", "\u0003", "FF", "\f");
    private static final List<String> OF_FRAMES = List.of("start", "end", "length", "sync", "checksum", "confirmed");

    /** @param longest characters of the longest text, bytes of the longest frame or message */
    record Read(Framing framing, int longest) {}

    private FramingReader() {}

    static Read read(Section root, int usualLongest) {
        Optional<Section> framing = root.section("framing");
        if (framing.isEmpty()) {
            return new Read(new Framing.Lines(USUAL_ENDS), usualLongest);
        }
        Section section = framing.get();
        boolean frames = OF_FRAMES.stream().anyMatch(section::has);
        int longest = section.whole("longest", usualLongest, 1, frames ? MOST_FRAME : MOST);
        if (frames && section.has("ends")) {
            section.problem(section.place("ends"), "'ends' parts texts and does not go with " + OF_FRAMES);
        }
        Framing read = frames ? frames(section, longest) : new Framing.Lines(ends(section));
        section.done();
        return new Read(read, longest);
    }

    private static String ends(Section framing) {
        StringBuilder ends = new StringBuilder();
        for (Yaml.Scalar end : framing.items("ends")) {
            String octet = ENDS.get(end.text());
            if (octet == null) {
                framing.problem(
                        end.place(),
                        "'ends' knows "
                                + String.join(
                                        ", ", ENDS.keySet().stream().sorted().toList()));
            } else {
                ends.append(octet);
            }
        }
        return ends.isEmpty() ? USUAL_ENDS : ends.toString();
    }

    private static Framing frames(Section section, int longest) {
        List<Integer> end = section.octets("end");
        Framing.Length length = length(section);
        if (end.isEmpty() == (length instanceof Framing.Open)) {
            section.problem(section.place(), "frames need one of 'end' and 'length', and only one");
        }
        List<Integer> start = section.octets("start");
        Optional<Framing.Sync> sync = section.section("sync").map(FramingReader::sync);
        Optional<Checksum> checksum = ChecksumReader.read(section);
        if (start.isEmpty() && sync.isEmpty() && checksum.isEmpty()) {
            section.problem(section.place(), "frames need something to be known by: 'start', 'sync' or 'checksum'");
        }
        boolean confirmed = section.flag("confirmed", false);
        if (end.isEmpty() && sync.isEmpty() && checksum.isEmpty() && !confirmed) {
            section.problem(
                    section.place(),
                    "a false start could not be told from a true one; give 'checksum', 'sync' or 'confirmed: true'");
        }
        int most = length instanceof Framing.Fixed fixed ? fixed.bytes() : longest;
        return new Framing.Frames(start, end, length, sync, checksum, confirmed, most);
    }

    private static Framing.Length length(Section section) {
        Optional<Yaml> value = section.value("length");
        if (value.isEmpty()) {
            return new Framing.Open();
        }
        if (value.get() instanceof Yaml.Scalar) {
            return new Framing.Fixed(section.whole("length", 1, 1, MOST_FRAME));
        }
        return section.section("length").map(FramingReader::counted).orElse(new Framing.Open());
    }

    private static Framing.Length counted(Section section) {
        if (!section.has("at")) {
            section.problem(section.place(), "'at' is missing; say at which byte, from 0, the length stands");
        }
        int at = section.whole("at", 0, 0, 255);
        int bytes = section.whole("bytes", 1, 1, 2);
        Framing.Length length = new Framing.Counted(
                at,
                bytes,
                section.oneOf("endian", "little", List.of("little", "big")).equals("big"),
                section.whole("add", 0, -255, 255),
                section.whole("lowest", at + bytes, 1, MOST_FRAME));
        section.done();
        return length;
    }

    private static Framing.Sync sync(Section section) {
        Framing.Sync sync = new Framing.Sync(section.whole("bit", 7, 0, 7), section.whole("first", 1, 0, 1));
        section.done();
        return sync;
    }
}
