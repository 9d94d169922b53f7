package io.vigil.config;

import io.vigil.config.VigilConfig.Influx;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The section {@code influx}. */
final class InfluxReader {
    private final Findings findings;

    InfluxReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Influx> read(Section root) {
        return root.saysNone("influx")
                ? Optional.empty()
                : root.section("influx").map(this::influx);
    }

    private Influx influx(Section section) {
        URI url = Urls.read(section, "url", Set.of("http", "https"), "http://127.0.0.1:8086", findings);
        boolean closed = section.flag("trusted_network", false);
        if ("http".equals(url.getScheme()) && !Listen.loopback(String.valueOf(url.getHost())) && !closed) {
            findings.add(
                    section.place("url"),
                    "readings and the token would travel in the clear; use https://, or say 'trusted_network: true'"
                            + " where the network is closed");
        }
        Influx influx = new Influx(
                section.place(),
                url,
                section.text("org", ""),
                section.required("bucket", "name the bucket, or 'database/retention-policy' of a 1.x server"),
                new Secret(section.text("token", "")));
        section.done();
        return influx;
    }
}
