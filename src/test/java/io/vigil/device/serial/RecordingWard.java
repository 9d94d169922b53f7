package io.vigil.device.serial;

import io.vigil.device.DevicePort;
import io.vigil.device.LinkReport;
import io.vigil.vital.Frame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Keeps what a link delivers. */
final class RecordingWard implements DevicePort {
    final List<Frame> frames = new CopyOnWriteArrayList<>();
    final List<LinkReport> reports = new CopyOnWriteArrayList<>();

    @Override
    public void frame(Frame frame, Consumer<Boolean> durable) {
        frames.add(frame);
    }

    @Override
    public void link(LinkReport report) {
        reports.add(report);
    }

    LinkReport.LinkState state() {
        return reports.isEmpty()
                ? LinkReport.LinkState.CONNECTING
                : reports.get(reports.size() - 1).state();
    }
}
