package io.vigil.config;

import io.vigil.config.VigilConfig.Oidc;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code auth}: local users always, and the clinic's own accounts where it has a provider. */
final class OidcReader {
    private static final List<String> ROLES = List.of("admin", "clinician", "nurse", "technician", "viewer");

    private final Findings findings;

    OidcReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Oidc> read(Section root) {
        Optional<Section> auth = root.section("auth");
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        Section section = auth.get();
        if (!section.flag("local", true)) {
            findings.add(
                    section.place("local"),
                    "'local' cannot be false: when the provider is away nobody could sign in; remove it");
        }
        Optional<Oidc> oidc = section.section("oidc").map(this::oidc);
        section.done();
        return oidc;
    }

    private Oidc oidc(Section section) {
        URI issuer =
                Urls.read(section, "issuer", Set.of("http", "https"), "https://login.example/realms/clinic", findings);
        if ("http".equals(issuer.getScheme()) && !Listen.loopback(String.valueOf(issuer.getHost()))) {
            findings.add(section.place("issuer"), "who signs in would travel in the clear; use https://");
        }
        URI redirect = Urls.read(
                section, "redirect", Set.of("http", "https"), "https://station.example/oidc/callback", findings);
        if (redirect.getHost() != null && !"/oidc/callback".equals(redirect.getPath())) {
            findings.add(section.place("redirect"), "'redirect' must end in /oidc/callback");
        }
        Oidc oidc = new Oidc(
                section.place(),
                issuer,
                section.required("client_id", "give the name under which the provider knows this station"),
                section.secret("client_secret"),
                redirect,
                section.text("user_claim", "preferred_username"),
                section.text("role_claim", "roles"),
                roles(section));
        section.done();
        return oidc;
    }

    /** In the order of the roles: who is two things is the first of them. */
    private Map<String, String> roles(Section section) {
        Map<String, String> byWord = new LinkedHashMap<>();
        Optional<Section> roles = section.section("roles");
        for (String role : ROLES) {
            roles.map(named -> named.texts(role)).orElse(List.of()).forEach(word -> byWord.putIfAbsent(word, role));
        }
        roles.ifPresent(Section::done);
        if (byWord.isEmpty()) {
            findings.add(section.place("roles"), "nobody could sign in: say under 'roles' which words make a nurse");
        }
        return byWord;
    }
}
