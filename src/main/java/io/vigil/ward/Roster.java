package io.vigil.ward;

import io.vigil.device.LinkReport;
import io.vigil.session.port.DeviceBoard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How each known device stands, for people. Any thread. */
final class Roster implements DeviceBoard {
    private final Map<String, KnownDevice> known;
    private final Map<String, LinkReport> reports = new ConcurrentHashMap<>();
    private final Map<String, Long> lastFrame = new ConcurrentHashMap<>();
    private final Map<String, String> wearers = new ConcurrentHashMap<>();

    Roster(Map<String, KnownDevice> known) {
        this.known = Map.copyOf(known);
    }

    Optional<KnownDevice> find(String device) {
        return Optional.ofNullable(known.get(device));
    }

    void report(LinkReport report) {
        reports.put(report.device(), report);
    }

    void heard(String device, long arrivedMillis) {
        lastFrame.put(device, arrivedMillis);
    }

    void worn(String device, String session) {
        wearers.put(device, session);
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
        return new DeviceView(
                device.id(),
                device.type(),
                device.link(),
                device.chair(),
                wearers.getOrDefault(device.id(), ""),
                State.valueOf(report.state().name()),
                report.reason(),
                lastFrame.getOrDefault(device.id(), 0L),
                report.goodFrames(),
                report.badFrames());
    }
}
