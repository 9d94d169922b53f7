package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.LeapClock;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final LeapClock clock = new LeapClock();
    private final HoldingPort port = new HoldingPort();
    private final Intake intake = new Intake(Bindings.of("ox-1"), port, clock);

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void aGatewaysLastWillSpeaksForAllItsDevices() {
        DeviceBinding one = new DeviceBinding("a", "number", Bindings.NUMBER, Set.of(), 0, "gw/lwt");
        DeviceBinding two = new DeviceBinding("b", "number", Bindings.NUMBER, Set.of(), 0, "gw/lwt");
        Intake both = new Intake(Map.of("t/a", one, "t/b", two), port, clock);
        Arrivals arrivals = new Arrivals("broker", both, clock);
        arrivals.take(new Incoming("gw/lwt", Bindings.bytes("{\"state\": \"offline\"}"), 1, 1, false, true), ok -> {});
        assertThat(port.last("a").state()).isEqualTo(LinkState.GONE);
        assertThat(port.last("b").state()).isEqualTo(LinkState.GONE);
        arrivals.take(new Incoming("gw/lwt", Bindings.bytes("online"), 1, 1, false, true), ok -> {});
        assertThat(port.last("a").state()).isEqualTo(LinkState.CONNECTING);
    }

    @Test
    void whatIsTooMuchOrTooLongIsLeftOutAloudAndABacklogIsNot() {
        Arrivals arrivals = new Arrivals("broker", intake, clock);
        List<Boolean> settled = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            arrivals.take(
                    new Incoming("vigil/s1/ox-1/reading", Bindings.bytes("" + i % 90), 0, 0, false, false),
                    settled::add);
        }
        assertThat(arrivals.refused()).isEqualTo(300 - Arrivals.MESSAGES_PER_SECOND);
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
        assertThat(port.last("ox-1").reason()).contains("more messages");
        for (int i = 0; i < 1_000; i++) {
            arrivals.take(
                    new Incoming("vigil/s1/ox-1/reading", Bindings.bytes("97"), i, 1, false, false), settled::add);
        }
        assertThat(arrivals.refused()).isEqualTo(100);
        arrivals.take(new Incoming("vigil/s1/ox-1/reading", new byte[70_000], 1, 1, false, false), settled::add);
        assertThat(arrivals.refused()).isEqualTo(101);
        assertThat(intake.trace("ox-1").orElseThrow().view(0).refused()).containsEntry("message too long", 1L);
        assertThat(settled).contains(true);
    }
}
