package io.vigil.cli.service;

import io.vigil.device.LineTrace;
import io.vigil.device.mqtt.suggest.Suggestion;
import io.vigil.session.port.DeviceBoard;
import io.vigil.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ward's board with what the lines themselves show beside it. Any thread. */
record DeviceDesk(DeviceBoard ward, DeviceLines lines, Clock clock) implements DeviceBoard {
    @Override
    public List<DeviceView> devices() {
        return ward.devices().stream().map(this::charged).toList();
    }

    private DeviceView charged(DeviceView view) {
        return lines.trace(view.id())
                .map(trace -> view.with(view.says().with(trace.battery())))
                .orElse(view);
    }

    @Override
    public Evidence evidence(String device) {
        return lines.trace(device)
                .map(trace -> evidence(trace.view(clock.wallMillis())))
                .orElse(Evidence.NONE);
    }

    private static Evidence evidence(LineTrace.View view) {
        return new Evidence(
                view.refused(),
                view.clockOffsetMillis(),
                view.clockSteps(),
                view.line().entrySet().stream()
                        .collect(Collectors.toMap(each -> each.getKey().wire(), Map.Entry::getValue)),
                view.pieces().stream().map(DeviceDesk::piece).toList());
    }

    private static Piece piece(LineTrace.Piece piece) {
        return new Piece(
                piece.atMillis(),
                piece.source(),
                HexFormat.of().formatHex(piece.bytes()),
                printable(piece.bytes()),
                piece.length());
    }

    private static String printable(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte one : bytes) {
            char c = (char) (one & 0xFF);
            text.append(c >= ' ' && c <= '~' ? c : '.');
        }
        return text.toString();
    }

    @Override
    public List<Stranger> strangers() {
        return lines.unmatched().stream()
                .map(seen -> {
                    Suggestion suggestion = Suggestion.of(
                            seen.topic(), seen.payload(), lines.catalogue().all());
                    return new Stranger(
                            seen.topic(),
                            seen.client(),
                            seen.sample(),
                            seen.messages(),
                            seen.lastMillis(),
                            suggestion.text(),
                            suggestion.why());
                })
                .toList();
    }
}
