package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A reading is charted to the patient who wore the device when it was measured, however late it arrives. */
class RoutingProperties {
    private static final List<String> DEVICES = List.of("ox-1", "ox-2");
    private static final int STEPS = 60;

    /** Who wore which device in each second of a random schedule, written down beside the ward and not by it. */
    @Property(tries = 150)
    void aReadingIsRoutedByItsOwnTime(@ForAll long seed) {
        Random random = new Random(seed);
        House house = new House();
        List<String> sessions = new ArrayList<>();
        for (int chair = 1; chair <= 3; chair++) {
            sessions.add(house.start("" + chair).session().orElseThrow().id());
        }
        Map<String, List<String>> wearers = new HashMap<>();
        Map<Double, String> expected = new HashMap<>();
        DEVICES.forEach(device -> wearers.put(device, new ArrayList<>()));
        Map<String, String> now = new HashMap<>();
        double value = 1;
        for (int second = 0; second < STEPS; second++) {
            String device = DEVICES.get(random.nextInt(2));
            String to = sessions.get(random.nextInt(3));
            move(house, random.nextInt(6), device, to, now);
            DEVICES.forEach(each -> Objects.requireNonNull(wearers.get(each)).add(now.getOrDefault(each, "")));
            house.clock.leap(500);
            int late = random.nextInt(Math.min(second + 1, 100));
            String reader = DEVICES.get(random.nextInt(2));
            house.hear(reader, late * 1000L, Metric.PI, value);
            expected.put(value, Objects.requireNonNull(wearers.get(reader)).get(second - late));
            value += 0.001;
            house.clock.leap(500);
            house.ward.tick();
            house.journal.commit();
        }
        Map<Double, String> routed = new HashMap<>();
        sessions.forEach(id -> house.inputs(id).stream()
                .filter(Happening.Measured.class::isInstance)
                .map(Happening.Measured.class::cast)
                .forEach(frame -> routed.put(frame.readings().get(0).value(), id)));
        house.journal.unworn.forEach(frame -> routed.put(frame.readings().get(0).value(), ""));
        assertThat(routed).as("seed " + seed).isEqualTo(expected);
    }

    private static void move(House house, int what, String device, String to, Map<String, String> now) {
        String wearer = now.get(device);
        if (what == 0 && wearer != null) {
            house.rebind(wearer, List.of(), List.of(device), false);
            now.remove(device);
        } else if (what <= 2 && !to.equals(wearer)) {
            assertThat(house.rebind(to, List.of(device), List.of(), true).status())
                    .isEqualTo(Status.DONE);
            now.put(device, to);
        } else if (what == 3) {
            house.restart(0);
        } else if (what == 4) {
            house.act(to, new Action.Note("x"));
        }
    }
}
