package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the demo with sixteen sessions at random times. An alarm stands all the while (SpO2 84), a device of another process publishes at
 * QoS 1, a nurse writes notes: whatever was acknowledged is there once after the restart, and the alarm is the same one.
 */
class KillIT {
    private static final String SESSION = """
            {"patient":{"id":"kill","display":"Test K","birthDate":"1980-02-03"},"protocol":"iv-40min",
             "chair":"16","devices":["kill-1"]}""";
    private static final String TOPIC = "vigil/demo/kill-1/reading";

    /** With the session of this test sixteen, all with devices that speak and pleths that run. */
    private static final String[] FULL_LOAD = {"--patients", "15"};

    private final TreeSet<Integer> readings = new TreeSet<>();
    private int serial = 1;
    private final TreeSet<String> notes = new TreeSet<>();
    private final List<Long> backMillis = new ArrayList<>();

    @Test
    void whatWasAcknowledgedSurvivesKillsOnceAndTheAlarmStaysTheSame(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isRegularFile(DemoJar.jar()), "kill test skipped: no " + DemoJar.jar() + ", package it first");
        int rounds = Integer.getInteger("vigil.kills", 2);
        long seed = Long.getLong("vigil.seed", System.nanoTime());
        System.out.println("KillIT: " + rounds + " kills, seed " + seed + " (-Dvigil.seed, -Dvigil.kills)");
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        String session;
        try (DemoJar demo = new DemoJar(data, folder, FULL_LOAD)) {
            session = begin(demo);
            work(demo, session, 8_000 + random.nextInt(2_000), 0);
        }
        for (int round = 1; round <= rounds; round++) {
            long begun = System.nanoTime();
            try (DemoJar demo = new DemoJar(data, folder, FULL_LOAD)) {
                check(demo, session);
                backMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                work(demo, session, 500 + random.nextInt(4_000), round);
            }
        }
        try (DemoJar demo = new DemoJar(data, folder, FULL_LOAD)) {
            check(demo, session);
        }
        assertThat(readings).as("acknowledged readings to check").hasSizeGreaterThan(rounds * 5);
        assertThat(notes).as("acknowledged notes to check").hasSizeGreaterThan(rounds);
        assertSound(data.resolve("vigil.db"));
        System.out.printf(
                "KillIT: %d kills, %d readings and %d notes acknowledged, none lost or doubled; from the start of the"
                        + " process until the standing alarm is shown again: median %d, worst %d ms%n",
                rounds + 1,
                readings.size(),
                notes.size(),
                backMillis.stream().sorted().skip(rounds / 2).findFirst().orElse(0L),
                Collections.max(backMillis));
    }

    private static String begin(DemoJar demo) throws Exception {
        AckedPublisher first = new AckedPublisher(demo.mqtt(), TOPIC, 90_000);
        Thread thread = new Thread(first);
        thread.start();
        await("the device is heard").atMost(Duration.ofSeconds(10)).until(() -> !first.acknowledged.isEmpty());
        first.stop();
        thread.join();
        var answer = demo.post("/api/v1/sessions", "begin", SESSION);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return demo.get("/api/v1/sessions").findValues("id").stream()
                .map(JsonNode::asText)
                .filter(id -> answer.body().contains(id))
                .findFirst()
                .orElseThrow();
    }

    /** Readings and notes until the process is killed in the middle of them. */
    private void work(DemoJar demo, String session, long millis, int round) throws Exception {
        AckedPublisher device = new AckedPublisher(demo.mqtt(), TOPIC, serial);
        Thread publishing = new Thread(device);
        publishing.start();
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(millis);
                demo.kill();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        try {
            for (int note = 0; killer.isAlive(); note++) {
                String text = "note-%d-%d".formatted(round, note);
                var answer = demo.post("/api/v1/sessions/" + session + "/note", text, "{\"text\":\"" + text + "\"}");
                if (answer.statusCode() == 200) {
                    notes.add(text);
                }
            }
        } catch (IOException killed) {
            // That note was not acknowledged.
        }
        killer.join();
        device.stop();
        publishing.join();
        serial = device.serial();
        readings.addAll(device.acknowledged);
    }

    private void check(DemoJar demo, String session) throws Exception {
        JsonNode view = demo.get("/api/v1/sessions/" + session);
        assertThat(view.path("open").asBoolean()).isTrue();
        Map<Integer, Integer> stored = new HashMap<>();
        demo.get("/api/v1/sessions/" + session + "/readings?metric=pi")
                .path("readings")
                .forEach(sample -> stored.merge(
                        (int) Math.round(sample.path("value").asDouble() * AckedPublisher.SCALE), 1, Integer::sum));
        assertThat(stored.keySet()).as("readings").containsAll(readings);
        assertThat(stored.values()).as("a reading stored twice").allMatch(count -> count == 1);
        Map<String, Integer> written = new HashMap<>();
        Map<String, Integer> raised = new HashMap<>();
        demo.get("/api/v1/sessions/" + session + "/events").forEach(event -> {
            String text = event.toString();
            java.util.regex.Matcher note =
                    java.util.regex.Pattern.compile("note-\\d+-\\d+").matcher(text);
            if (note.find()) {
                written.merge(note.group(), 1, Integer::sum);
            }
            if (event.path("id").asText().endsWith("/raised")) {
                raised.merge(event.path("id").asText(), 1, Integer::sum);
            }
        });
        assertThat(written.keySet()).as("notes").containsAll(notes);
        assertThat(written.values()).as("a note written twice").allMatch(count -> count == 1);
        assertThat(raised.values()).as("an alarm event twice").allMatch(count -> count == 1);
        assertThat(raised.keySet())
                .as("the standing alarm is one occurrence over all restarts")
                .contains(session + "/spo2.low.crit/1/raised")
                .noneMatch(id -> id.contains("/spo2.low") && !id.contains("/1/"));
        assertThat(view.path("alarms").findValuesAsText("alarm")).contains("spo2.low.crit");
    }

    /** An independent reader: plain SQL on the file. */
    private static void assertSound(Path database) throws SQLException {
        try (Connection sql = DriverManager.getConnection("jdbc:sqlite:" + database);
                ResultSet check = sql.createStatement().executeQuery("PRAGMA integrity_check")) {
            assertThat(check.getString(1)).isEqualTo("ok");
        }
    }
}
