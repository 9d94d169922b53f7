package io.vigil.config;

import io.vigil.config.VigilConfig.Device;
import io.vigil.config.VigilConfig.Line;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The section {@code devices}. */
final class DeviceReader {
    static final String EMBEDDED = "embedded";

    private static final Pattern USB_ID = Pattern.compile("(0x)?[0-9a-fA-F]{4}");
    private static final int FASTEST_BAUD = 921_600;
    private static final int LONGEST_TOPIC = 65_535;

    private final Findings findings;
    private final Set<String> types;

    DeviceReader(Findings findings, Set<String> types) {
        this.findings = findings;
        this.types = types;
    }

    List<Device> read(Section root) {
        return root.sections("devices").stream().map(this::device).toList();
    }

    private Device device(Section section) {
        String id = section.required("id", "give a short name such as 'ox-1'");
        References.name(id, section.place("id"), findings);
        String type = section.required("type", "'java -jar vigil.jar devices' lists the types");
        if (!type.isEmpty() && !types.contains(type)) {
            findings.add(section.place("type"), "no device type '" + type + "'" + Nearest.hint(type, types));
        }
        Device device = new Device(section.place(), id, type, section.text("chair"), line(section));
        section.done();
        return device;
    }

    private Line line(Section device) {
        Optional<Section> serial = device.section("serial");
        Optional<Section> mqtt = device.section("mqtt");
        if (device.has("serial") == device.has("mqtt")) {
            findings.add(device.place(), "a device needs one of 'serial' and 'mqtt', and only one");
        }
        return serial.map(this::serial)
                .or(() -> mqtt.map(this::topic))
                .orElse(new Line.Topic(device.place(), EMBEDDED, Optional.empty()));
    }

    private Line serial(Section section) {
        Optional<String> port = section.text("port");
        Optional<Section> usb = section.section("usb");
        if (section.has("port") == section.has("usb")) {
            findings.add(section.place(), "'serial' needs one of 'port' and 'usb', and only one");
        }
        int baud = section.whole("baud", 0, 0, FASTEST_BAUD);
        Line line = usb.map(given -> usb(given, baud))
                .orElseGet(() -> new Line.SerialPort(section.place(), port.orElse(""), baud));
        section.done();
        return line;
    }

    private Line usb(Section section, int baud) {
        Line line = new Line.UsbAdapter(
                section.place(),
                usbId(section, "vid", "0403"),
                usbId(section, "pid", "6001"),
                section.text("serial", ""),
                baud);
        section.done();
        return line;
    }

    private String usbId(Section section, String key, String example) {
        String text = section.required(key, "give four hex digits such as " + example + " ('lsusb' shows them)");
        if (!text.isEmpty() && !USB_ID.matcher(text).matches()) {
            findings.add(
                    section.place(key),
                    "'" + key + "' must be four hex digits such as " + example + ", not '" + text + "'");
        }
        return text.toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
    }

    private Line topic(Section section) {
        Optional<String> topic = section.text("topic");
        if (topic.filter(DeviceReader::badFilter).isPresent()) {
            findings.add(
                    section.place("topic"),
                    "'topic' is no MQTT topic filter; '+' stands for a whole level and '#' for the last ones");
        }
        Optional<String> availability = section.text("availability");
        if (availability
                .filter(given -> badFilter(given) || given.contains("+") || given.contains("#"))
                .isPresent()) {
            findings.add(section.place("availability"), "'availability' must be one topic, without '+' and '#'");
        }
        Line line =
                new Line.Topic(section.place(), section.text("broker", EMBEDDED), topic, availability, source(section));
        section.done();
        return line;
    }

    private String source(Section section) {
        String source = section.text("source", "");
        if (section.has("source") && source.chars().noneMatch(Character::isLetterOrDigit)) {
            findings.add(
                    section.place("source"), "'source' must be the device's own address or name behind its gateway");
        }
        return source;
    }

    /** MQTT 5, 4.7: wildcards occupy whole levels, and {@code #} is the last. */
    static boolean badFilter(String topic) {
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].contains("+") || levels[i].contains("#");
            if (wild && levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1) {
                return true;
            }
        }
        return topic.isEmpty() || topic.length() > LONGEST_TOPIC || topic.indexOf('\0') >= 0;
    }
}
