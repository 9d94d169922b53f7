package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Devices move from patient to patient in the midst of their stream, readings come late and come again: what is charted,
 * summarised or not, is charted to whoever wore the device when it was measured, and no cuff reading twice or not at all.
 */
class ChartedToProperties {
    private static final List<String> DEVICES = List.of("ox-1", "cuff-1");
    private static final int SECONDS = 200;

    /** A reading as the device sent it. */
    private record Sent(String device, long atMillis, String stamp, Metric metric, double value) {}

    private final Map<String, List<String>> wearers = new HashMap<>();
    private final Map<String, String> now = new HashMap<>();
    /** Each value is given once, so that it tells which reading it is. */
    private final Map<Double, String> expected = new LinkedHashMap<>();

    private final List<Sent> underway = new ArrayList<>();
    private final List<Sent> delivered = new ArrayList<>();
    private final List<Double> cuffs = new ArrayList<>();
    private House house = new House();
    private Random random = new Random(0);
    private double step;

    @Property(tries = 60)
    void whoeverWoreItThenIsCharted(@ForAll long seed) {
        random = new Random(seed);
        house = new House();
        List.of(wearers, now, expected).forEach(Map::clear);
        List.of(underway, delivered, cuffs).forEach(List::clear);
        step = 0;
        List<String> sessions = new ArrayList<>();
        for (int chair = 1; chair <= 2; chair++) {
            sessions.add(house.start("" + chair).session().orElseThrow().id());
        }
        DEVICES.forEach(device -> wearers.put(device, new ArrayList<>()));
        for (int second = 0; second < SECONDS; second++) {
            pass(sessions);
        }
        underway.forEach(this::deliver);
        house.journal.commit();
        sessions.forEach(session -> house.act(session, new Action.Discharge("end")));
        house.journal.commit();
        check("seed " + seed);
    }

    private void pass(List<String> sessions) {
        if (random.nextInt(8) == 0) {
            move(DEVICES.get(random.nextInt(2)), sessions.get(random.nextInt(2)));
        } else if (random.nextInt(40) == 0) {
            house.restart(0);
        }
        DEVICES.forEach(each -> Objects.requireNonNull(wearers.get(each)).add(now.getOrDefault(each, "")));
        house.clock.leap(500);
        measure("ox-1", Metric.SPO2, 70 + ++step / 100);
        if (random.nextInt(6) == 0) {
            measure("cuff-1", Metric.SBP, 100 + ++step / 100);
        }
        // Each comes at once, or late and out of order, and some come again, also after the device has moved on.
        for (int most = random.nextInt(4); most > 0 && !underway.isEmpty(); most--) {
            deliver(underway.remove(random.nextInt(underway.size())));
        }
        if (random.nextInt(5) == 0 && !delivered.isEmpty()) {
            hear(delivered.get(delivered.size() - 1 - random.nextInt(Math.min(20, delivered.size()))));
        }
        house.clock.leap(500);
        house.ward.tick();
        house.journal.commit();
    }

    private void move(String device, String to) {
        String wearer = now.get(device);
        if (wearer != null && random.nextInt(4) == 0) {
            house.rebind(wearer, List.of(), List.of(device), false);
            now.remove(device);
        } else if (!to.equals(wearer)) {
            house.rebind(to, List.of(device), List.of(), true);
            now.put(device, to);
        }
    }

    private void measure(String device, Metric metric, double value) {
        underway.add(new Sent(device, house.clock.wallMillis(), "n" + step, metric, value));
        expected.put(value, now.getOrDefault(device, ""));
        if (metric == Metric.SBP) {
            cuffs.add(value);
        }
    }

    private void deliver(Sent sent) {
        hear(sent);
        delivered.add(sent);
    }

    private void hear(Sent sent) {
        house.hear(sent.device(), sent.atMillis(), sent.stamp(), sent.metric(), sent.value());
    }

    private void check(String seed) {
        Map<String, ChartEntry> byKey = new LinkedHashMap<>();
        for (ChartEntry entry : house.journal.charts) {
            ChartEntry known = byKey.putIfAbsent(entry.key(), entry);
            assertThat(known == null || known.values().equals(entry.values()))
                    .as("%s: two things under %s", seed, entry.key())
                    .isTrue();
        }
        Map<Double, Integer> readings = new HashMap<>();
        for (ChartEntry entry : byKey.values()) {
            for (ChartEntry.Value value : entry.values()) {
                if (Double.isFinite(value.value())) {
                    assertThat(expected.get(value.value()))
                            .as("%s: who wore the device of %s", seed, entry)
                            .isEqualTo(entry.session());
                    if (entry.kind() == Kind.READING) {
                        readings.merge(value.value(), 1, Integer::sum);
                    }
                }
            }
        }
        for (double cuff : cuffs) {
            int times = "".equals(expected.get(cuff)) ? 0 : 1;
            assertThat(readings.getOrDefault(cuff, 0))
                    .as("%s: cuff reading %s", seed, cuff)
                    .isEqualTo(times);
        }
    }
}
