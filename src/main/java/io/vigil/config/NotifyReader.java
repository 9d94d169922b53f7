package io.vigil.config;

import io.vigil.config.VigilConfig.Webhook;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The section {@code notify}. */
final class NotifyReader {
    private static final int SHORTEST_SECRET = 16;
    private static final int DAY_S = 86_400;
    private static final String ENCODED = "whsec_";

    private final Findings findings;

    NotifyReader(Findings findings) {
        this.findings = findings;
    }

    Optional<Webhook> read(Section root) {
        Optional<Section> notify = root.section("notify");
        Optional<Webhook> webhook =
                notify.flatMap(section -> section.section("webhook")).map(this::webhook);
        notify.ifPresent(Section::done);
        return webhook;
    }

    private Webhook webhook(Section section) {
        URI url = Urls.read(section, "url", Set.of("http", "https"), "https://alerts.clinic.example/vigil", findings);
        String secret = section.required(
                "secret", "the receiver knows Vigil by it; best as ${NOTIFY_SECRET}, 16 signs or more");
        check(secret, section.place("secret"));
        boolean closed = section.flag("trusted_network", false);
        if ("http".equals(url.getScheme()) && !Listen.loopback(String.valueOf(url.getHost())) && !closed) {
            findings.add(
                    section.place("url"),
                    "alarms would travel in the clear; use https://, or say 'trusted_network: true' where the network"
                            + " is closed");
        }
        Webhook webhook = new Webhook(
                section.place(),
                url,
                new Secret(secret),
                section.whole("from_level", 2, 1, 2),
                section.whole("timeout_s", 10, 1, 60),
                section.whole("alarm_after_s", 60, 10, 3600),
                section.whole("give_up_after_s", DAY_S, 60, 7 * DAY_S));
        section.done();
        return webhook;
    }

    private void check(String secret, Place place) {
        if (secret.isEmpty()) {
            return;
        }
        if (secret.length() < SHORTEST_SECRET) {
            findings.add(place, "'secret' must have at least " + SHORTEST_SECRET + " signs; make a longer one");
        } else if (secret.startsWith(ENCODED)) {
            try {
                Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            } catch (IllegalArgumentException notEncoded) {
                findings.add(place, "'secret' begins with whsec_ but is no base64 after it; copy it again");
            }
        }
    }
}
