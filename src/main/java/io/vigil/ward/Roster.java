package io.vigil.ward;

import io.vigil.device.LinkReport;
import io.vigil.session.CuffFrame;
import io.vigil.session.port.DeviceBoard;
import io.vigil.vital.Frame;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** How each known device stands, for people. Any thread. */
final class Roster implements DeviceBoard {
    /** A publisher of made-up device ids must not fill the memory. */
    private static final int MOST_DEVICES = 1000;

    private static final String LOW_BATTERY = "low-battery";

    private final Map<String, KnownDevice> known;
    private final Map<String, LinkReport> reports = new ConcurrentHashMap<>();
    private final Map<String, Long> lastFrame = new ConcurrentHashMap<>();
    private final Map<String, Says> says = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> offers = new ConcurrentHashMap<>();
    private final Map<String, String> wearers = new ConcurrentHashMap<>();

    Roster(Map<String, KnownDevice> known) {
        this.known = new ConcurrentHashMap<>(known);
    }

    Optional<KnownDevice> find(String device) {
        return Optional.ofNullable(known.get(device));
    }

    void report(LinkReport report) {
        if (reports.size() < MOST_DEVICES || reports.containsKey(report.device())) {
            reports.put(report.device(), report);
        }
    }

    /** Also of a device that no one configured, as the embedded endpoint's own topics allow: it can then be worn. */
    void heard(Frame frame) {
        if (known.size() < MOST_DEVICES || known.containsKey(frame.device())) {
            known.computeIfAbsent(frame.device(), KnownDevice::discovered);
            lastFrame.put(frame.device(), frame.arrivedMillis());
            says.put(frame.device(), says(frame.readings()));
            boolean cuff = CuffFrame.is(frame.readings());
            for (Reading reading : frame.readings()) {
                if (!CuffFrame.ownPulse(reading, cuff)) {
                    offers(frame.device(), reading.metric().wire());
                }
            }
        }
    }

    /** The device is known to give this metric, whatever its type's description promises. */
    void offers(String device, String metric) {
        offers.computeIfAbsent(device, id -> ConcurrentHashMap.newKeySet()).add(metric);
    }

    /** Wire names of all that the device gives as far as is known. */
    Set<String> offers(String device) {
        Set<String> all = new TreeSet<>(offers.getOrDefault(device, Set.of()));
        find(device).ifPresent(one -> all.addAll(one.offers()));
        return all;
    }

    private static Says says(List<Reading> readings) {
        Optional<Quality> worst = readings.stream().map(Reading::quality).max(Comparator.naturalOrder());
        List<String> flags = readings.stream()
                .flatMap(reading -> reading.flags().stream())
                .distinct()
                .toList();
        return new Says(worst, flags, flags.contains(LOW_BATTERY), OptionalInt.empty(), readings);
    }

    void worn(String device, String session) {
        wearers.put(device, session);
    }

    /** The session that wears the device now; empty when nobody does. */
    String wearer(String device) {
        return wearers.getOrDefault(device, "");
    }

    void free(String device) {
        wearers.remove(device);
    }

    @Override
    public List<DeviceView> devices() {
        List<DeviceView> views = new ArrayList<>();
        known.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).forEach(device -> views.add(view(device)));
        return views;
    }

    private DeviceView view(KnownDevice device) {
        LinkReport report = reports.getOrDefault(
                device.id(), new LinkReport(device.id(), LinkReport.LinkState.CONNECTING, "not heard yet", 0, 0));
        State state = State.valueOf(report.state().name());
        Says last = says.getOrDefault(device.id(), Says.NOTHING);
        return new DeviceView(
                device.id(),
                device.type(),
                device.link(),
                device.chair(),
                wearers.getOrDefault(device.id(), ""),
                state,
                report.reason(),
                lastFrame.getOrDefault(device.id(), 0L),
                report.goodFrames(),
                report.badFrames(),
                state == State.LIVE ? last : last.past(),
                List.copyOf(offers(device.id())));
    }
}
