package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what such a device is known before it is configured.
 *
 * @param when what its messages say
 * @param port what its serial port is called; empty where that tells nothing
 */
public record Match(Map<String, Pattern> when, Optional<Pattern> port, List<Usb> usb) {
    static final Match NONE = new Match(Map.of(), Optional.empty(), List.of());

    /** @param serial of the adapter; empty: any */
    public record Usb(int vendor, int product, Optional<Pattern> serial) {
        boolean fits(int otherVendor, int otherProduct, String otherSerial) {
            return vendor == otherVendor
                    && product == otherProduct
                    && serial.map(pattern -> pattern.matcher(otherSerial).matches())
                            .orElse(true);
        }
    }

    /** True when there are conditions and the message meets them. */
    public boolean message(JsonNode json) {
        return !when.isEmpty() && Conditions.hold(when, new Facts.Message(Map.of(), json));
    }

    public boolean adapter(int vendor, int product, String serial) {
        return usb.stream().anyMatch(each -> each.fits(vendor, product, serial));
    }

    public boolean portName(String name) {
        return port.map(pattern -> pattern.matcher(name).matches()).orElse(false);
    }

    static Match read(Section root) {
        return root.section("match").map(Match::full).orElse(NONE);
    }

    private static Match full(Section section) {
        Match match = new Match(
                section.patterns("when"),
                section.items("port").stream().findFirst().flatMap(section::pattern),
                section.sections("usb").stream().map(Match::usb).toList());
        if (match.when().isEmpty() && match.port().isEmpty() && match.usb().isEmpty()) {
            section.problem(section.place(), "'match' needs one of 'when', 'port' and 'usb'");
        }
        section.done();
        return match;
    }

    private static Usb usb(Section section) {
        Usb usb = new Usb(
                id(section, "vid"),
                id(section, "pid"),
                section.items("serial").stream().findFirst().flatMap(section::pattern));
        section.done();
        return usb;
    }

    private static int id(Section section, String key) {
        String text = section.required(key, "give four hex digits such as '0403'");
        if (!text.matches("[0-9A-Fa-f]{4}")) {
            section.problem(section.place(key), "'" + key + "' must be four hex digits in quotes such as '0403'");
            return 0;
        }
        return Integer.parseInt(text.toLowerCase(Locale.ROOT), 16);
    }
}
