package io.vigil.whole;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device of its own process: publishes at QoS 1 and remembers exactly what was acknowledged to it. */
final class AckedPublisher implements Runnable {
    /** A serial number as a perfusion index: 1 is 0.001 %. */
    static final double SCALE = 1000.0;

    private static final long EVERY_MILLIS = 40;

    /** Serial numbers of acknowledged readings, told as their perfusion index. */
    final List<Integer> acknowledged = new CopyOnWriteArrayList<>();

    private final AtomicBoolean stop = new AtomicBoolean();
    private final String url;
    private final String topic;
    private int serial;

    /** @param serial of the first reading */
    AckedPublisher(String url, String topic, int serial) {
        this.url = url;
        this.topic = topic;
        this.serial = serial;
    }

    /** Of the next reading, whether the last was acknowledged or not. */
    int serial() {
        return serial;
    }

    @Override
    public void run() {
        try (MqttClient client = new MqttClient(url, "kill-device", new MemoryPersistence())) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setCleanSession(true);
            client.setTimeToWait(5_000);
            client.connect(options);
            while (!stop.get()) {
                int mine = serial++;
                String body = "{\"t\":\"%s\",\"spo2\":84,\"pr\":71,\"pi\":%s}"
                        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), mine / SCALE);
                // Returns only when the PUBACK is there.
                client.publish(topic, body.getBytes(StandardCharsets.UTF_8), 1, false);
                acknowledged.add(mine);
                Thread.sleep(EVERY_MILLIS);
            }
            client.disconnectForcibly(100, 100);
        } catch (MqttException gone) {
            // The service was killed under it: what was not acknowledged is not counted.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stop.set(true);
    }
}
