package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.Place;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.sim.PseudoTerminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code check} finds out by trying. */
class LinkProbeIT {
    private static final Place PLACE = new Place("vigil.yaml", 7, 3);

    private static List<Problem> problems(List<Line> lines, List<URI> brokers) {
        VigilConfig bare = VigilConfig.embedded();
        return new LinkProbe()
                .problems(new VigilConfig(
                        bare.site(),
                        bare.data(),
                        bare.http(),
                        new VigilConfig.Mqtt(
                                bare.mqtt().embedded(),
                                brokers.stream().map(LinkProbeIT::broker).toList()),
                        Optional.empty(),
                        lines.stream()
                                .map(line -> new VigilConfig.Device(PLACE, "d", "nonin-df8", Optional.empty(), line))
                                .toList(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static VigilConfig.Broker broker(URI url) {
        return new VigilConfig.Broker(
                PLACE,
                "b",
                url,
                "5",
                Optional.empty(),
                Optional.empty(),
                "c",
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    @Test
    void whatAnswersIsNoProblem() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                PseudoTerminal cable = PseudoTerminal.open()) {
            assertThat(problems(
                            List.of(new Line.SerialPort(PLACE, cable.path())),
                            List.of(URI.create("tcp://127.0.0.1:" + broker.getLocalPort()))))
                    .isEmpty();
        }
    }

    @Test
    void aMissingPortAndAMissingAdapterAreNamedAtTheirPlaceWithTheMend() {
        List<Problem> problems = problems(
                List.of(
                        new Line.SerialPort(PLACE, "/dev/no-such-port"),
                        new Line.UsbAdapter(PLACE, "ffff", "fffe", "none")),
                List.of());
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0).toString()).startsWith("vigil.yaml:7:3: ").contains("/dev/no-such-port", "by-id");
        assertThat(problems.get(1).toString()).contains("ffff:fffe none", "lsusb");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        assertThat(problems(List.of(), List.of(URI.create("tcp://127.0.0.1:" + closed))))
                .singleElement()
                .asString()
                .contains("broker b does not answer at 127.0.0.1:" + closed);
    }
}
