package io.vigil.config;

import io.vigil.config.VigilConfig.Credentials;
import io.vigil.config.VigilConfig.Ehr;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section {@code ehr}. */
final class EhrReader {
    private final Findings findings;

    EhrReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Ehr> read(Section root) {
        if (root.saysNone("ehr")) {
            return Optional.empty();
        }
        return root.section("ehr").map(this::ehr);
    }

    private Ehr ehr(Section section) {
        URI url = Urls.read(section, "url", Set.of("http", "https"), "https://ehr.example/fhir", findings);
        section.oneOf("profile", "generic", List.of("generic"));
        section.oneOf("release", "automatic", List.of("automatic"));
        Ehr ehr = new Ehr(
                section.place(),
                url,
                section.flag("test", false),
                section.section("auth").map(this::credentials).orElse(new Credentials.None()));
        if ("http".equals(url.getScheme()) && !Listen.loopback(String.valueOf(url.getHost())) && !ehr.test()) {
            findings.add(section.place("url"), "a patient's data would travel in the clear; use https://");
        }
        section.done();
        return ehr;
    }

    private Credentials credentials(Section section) {
        String type = section.oneOf("type", "none", List.of("none", "basic", "bearer"));
        Credentials credentials = switch (type) {
            case "basic" ->
                new Credentials.Basic(
                        section.required("user", "'basic' needs it"),
                        new Secret(section.required("password", "'basic' needs it, best as ${EHR_PASSWORD}")));
            case "bearer" ->
                new Credentials.Bearer(
                        new Secret(section.required("token", "'bearer' needs it, best as ${EHR_TOKEN}")));
            default -> new Credentials.None();
        };
        section.done();
        return credentials;
    }
}
