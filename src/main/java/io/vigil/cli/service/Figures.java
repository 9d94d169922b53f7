package io.vigil.cli.service;

import io.vigil.device.mqtt.broker.MqttLink;
import io.vigil.device.mqtt.endpoint.MqttEndpoint;
import io.vigil.device.serial.SerialLink;
import io.vigil.fhir.DeliveryStatus;
import io.vigil.notify.Notifier;
import io.vigil.ops.LoopLatency;
import io.vigil.ops.Metrics;
import io.vigil.session.SessionView;
import io.vigil.store.Store;
import io.vigil.store.influx.InfluxCopy;
import io.vigil.ward.Ward;
import io.vigil.web.live.LiveHub;
import java.util.function.Supplier;

/** Which numbers of which room are shown at {@code /metrics}. */
final class Figures {
    private final Metrics metrics;

    Figures(Metrics metrics) {
        this.metrics = metrics;
    }

    void ward(Ward ward, Loop loop, LoopLatency latency) {
        latency.show(metrics);
        metrics.gauge("vigil_loop_queue_frames", "Frames waiting for the alarm loop", ward::queuedFrames);
        metrics.counter("vigil_loop_steps_total", "Steps of the alarm loop", ward::ticks);
        metrics.counter("vigil_loop_defects_total", "Defects caught on the alarm loop", loop::defects);
        metrics.gauge(
                "vigil_sessions_open",
                "Open sessions",
                () -> ward.desk().sessions().stream().filter(SessionView::open).count());
    }

    void store(Store store) {
        metrics.gauge(
                "vigil_journal_queue_entries",
                "Entries waiting for a commit",
                () -> store.figures().queueDepth());
        metrics.counter(
                "vigil_journal_refused_total",
                "Entries that found no place in the queue",
                () -> store.figures().refusedReadings(),
                "kind",
                "reading");
        metrics.counter(
                "vigil_journal_refused_total",
                "Entries that found no place in the queue",
                () -> store.figures().refusedVital(),
                "kind",
                "vital");
        metrics.counter(
                "vigil_journal_commits_total", "Commits", () -> store.figures().commits());
        metrics.counter(
                "vigil_journal_entries_total",
                "Entries committed",
                () -> store.figures().entries());
        metrics.counter(
                "vigil_journal_failures_total",
                "Commits that failed",
                () -> store.figures().failures());
        commit("0.5", () -> store.figures().commitMicrosP50());
        commit("0.99", () -> store.figures().commitMicrosP99());
        commit("1.0", () -> store.figures().commitMicrosMax());
        metrics.gauge(
                "vigil_database_bytes",
                "The embedded database with its log",
                () -> store.figures().databaseBytes());
    }

    private void commit(String quantile, Supplier<Long> micros) {
        metrics.gauge(
                "vigil_journal_commit_seconds",
                "How long a commit takes",
                () -> micros.get() / 1e6,
                "quantile",
                quantile);
    }

    void screens(LiveHub hub) {
        metrics.gauge(
                "vigil_screens",
                "Screens that reported lately",
                () -> hub.counts().screens());
        metrics.gauge(
                "vigil_screens_audible",
                "Screens that would sound an alarm",
                () -> hub.counts().audible());
        metrics.counter(
                "vigil_screen_values_skipped_total",
                "Frames of values not sent to a screen whose line was full",
                () -> hub.counts().valuesSkipped());
        metrics.counter(
                "vigil_screens_closed_behind_total",
                "Screens closed for taking too little",
                () -> hub.counts().closedBehind());
    }

    void notifications(Notifier notifier) {
        metrics.counter(
                "vigil_notifications_total",
                "Notifications told, and attempts that failed",
                () -> notifier.status().sent(),
                "result",
                "sent");
        metrics.counter(
                "vigil_notifications_total",
                "Notifications told, and attempts that failed",
                () -> notifier.status().failed(),
                "result",
                "failed");
        metrics.gauge(
                "vigil_notifications_pending",
                "Notifications to be delivered",
                () -> notifier.status().pending());
        metrics.gauge(
                "vigil_notifications_expired",
                "Notifications given up",
                () -> notifier.status().expired());
        metrics.gauge(
                "vigil_notifications_oldest_seconds",
                "Age of the oldest undelivered notification",
                () -> notifier.oldestMillis() / 1000.0);
    }

    void influx(InfluxCopy copy) {
        metrics.counter(
                "vigil_influx_readings_total",
                "Readings written to InfluxDB since the start",
                () -> copy.status().written());
        metrics.counter(
                "vigil_influx_failures_total",
                "Attempts to write to InfluxDB that failed",
                () -> copy.status().failures());
        metrics.gauge(
                "vigil_influx_behind_commits",
                "Commits of the journal that InfluxDB has not yet",
                () -> copy.status().blocksBehind());
        metrics.gauge(
                "vigil_influx_behind_seconds",
                "How far InfluxDB is behind the journal",
                () -> copy.status().millisBehind() / 1000.0);
    }

    void waves(Ward ward, LiveHub hub, Store store) {
        metrics.counter(
                "vigil_wave_samples_kept_total",
                "Samples of waveforms written",
                () -> store.waves().keptSamples());
        metrics.counter(
                "vigil_wave_bytes_kept_total",
                "Bytes these samples took",
                () -> store.waves().keptBytes());
        metrics.counter(
                "vigil_wave_samples_dropped_total",
                "Samples of waveforms for which there was no room on disk or on its way",
                () -> store.waves().droppedSamples());
        metrics.counter(
                "vigil_wave_parts_skipped_total",
                "Quarter seconds of waveforms a screen asked for and did not get",
                hub::wavesDropped);
        metrics.counter(
                "vigil_wave_parts_unworn_total",
                "Quarter seconds of waveforms of devices nobody wore",
                ward::wavesUnworn);
    }

    void devices(DeviceLines lines) {
        metrics.counter(
                "vigil_topics_dropped_total",
                "Outbound messages some listener had no room for",
                () -> lines.topics().dropped());
        lines.endpoints().forEach(this::endpoint);
        lines.links().forEach(this::link);
        metrics.counter(
                "vigil_serial_frames_total",
                "Frames of serial devices",
                () -> lines.serial().stream().mapToLong(SerialLink::goodFrames).sum(),
                "result",
                "good");
        metrics.counter(
                "vigil_serial_frames_total",
                "Frames of serial devices",
                () -> lines.serial().stream().mapToLong(SerialLink::badFrames).sum(),
                "result",
                "bad");
    }

    private void endpoint(MqttEndpoint endpoint) {
        metrics.gauge(
                "vigil_mqtt_clients",
                "Clients of the embedded endpoint",
                () -> endpoint.counts().clients());
        metrics.counter(
                "vigil_mqtt_messages_total",
                "Messages published to the embedded endpoint",
                () -> endpoint.counts().messages());
        metrics.counter(
                "vigil_mqtt_unmatched_total",
                "Messages on topics of no known device",
                () -> endpoint.counts().unmatched());
        metrics.counter(
                "vigil_mqtt_refused_total",
                "Publishes and connects that were not allowed",
                () -> endpoint.counts().forbidden() + endpoint.counts().refusedConnects());
        metrics.counter(
                "vigil_mqtt_floods_total",
                "Clients disconnected for sending too much",
                () -> endpoint.counts().floods());
        metrics.counter(
                "vigil_mqtt_unacknowledged_total",
                "Messages left unacknowledged because they did not become durable",
                () -> endpoint.counts().unacknowledged());
    }

    private void link(MqttLink link) {
        String broker = link.status().broker();
        metrics.gauge(
                "vigil_broker_connected",
                "1 while connected",
                () -> link.status().connected() ? 1 : 0,
                "broker",
                broker);
        metrics.counter(
                "vigil_broker_connects_total",
                "Times connected",
                () -> link.status().connects(),
                "broker",
                broker);
        metrics.counter(
                "vigil_broker_messages_total",
                "Messages received",
                () -> link.status().messages(),
                "broker",
                broker);
    }

    void chart(Supplier<DeliveryStatus> status) {
        metrics.gauge(
                "vigil_ehr_pending",
                "Chart entries to be delivered",
                () -> status.get().backlog().pending());
        metrics.gauge(
                "vigil_ehr_waiting",
                "Chart entries that wait for a person",
                () -> status.get().backlog().waiting());
        metrics.gauge(
                "vigil_ehr_quarantined",
                "Chart entries the EHR refused",
                () -> status.get().backlog().quarantined());
        metrics.gauge(
                "vigil_ehr_oldest_seconds",
                "Age of the oldest undelivered entry",
                () -> status.get().oldestAgeMillis() / 1000.0);
        metrics.counter(
                "vigil_ehr_delivered_total",
                "Entries delivered since the start",
                () -> status.get().delivered());
    }
}
