package io.vigil.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The service's numbers as Prometheus text. Values are read when they are asked for, so that counting costs the counted
 * nothing. No label holds a patient. Any thread.
 */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** The registry holds what it counts weakly; without this a counter would read 0 after the first collection. */
    private final List<Supplier<Number>> counted = new CopyOnWriteArrayList<>();

    /** JVM and process figures are there from the start. */
    @SuppressWarnings("resource") // lives as long as the process
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** @param name {@code vigil_noun_unit} */
    public void gauge(String name, String help, Supplier<Number> value, String... labels) {
        Gauge.builder(name, value)
                .description(help)
                .tags(Tags.of(labels))
                .strongReference(true)
                .register(registry);
    }

    /** @param name {@code vigil_noun_total}; @param value never falls */
    public void counter(String name, String help, Supplier<Number> value, String... labels) {
        counted.add(value);
        FunctionCounter.builder(name, value, supplier -> supplier.get().doubleValue())
                .description(help)
                .tags(Tags.of(labels))
                .register(registry);
    }

    public String text() {
        return registry.scrape();
    }
}
