package io.vigil.config;

import io.vigil.config.VigilConfig.Http;
import java.nio.file.Path;
import java.util.Optional;

/** The section {@code http}. */
final class HttpReader {
    private final Findings findings;
    private final Path folder;

    HttpReader(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    Http read(Section root) {
        return root.section("http")
                .map(this::http)
                .orElse(VigilConfig.embedded().http());
    }

    private Http http(Section section) {
        Listen listen = listen(section, "listen", Listen.HTTP, findings);
        Http http = new Http(
                section.place(),
                listen,
                section.section("tls").map(tls -> TlsReader.read(tls, folder, findings)),
                section.flag("behind_proxy", false),
                section.texts("names"));
        if (!listen.loopback() && http.tls().isEmpty() && !http.behindProxy()) {
            findings.add(
                    section.place("listen"),
                    listen + " can be reached from other machines without TLS; add 'tls' with 'certificate' and 'key',"
                            + " or listen on 127.0.0.1, or say 'behind_proxy: true' where a proxy in front ends TLS");
        }
        section.done();
        return http;
    }

    static Listen listen(Section section, String key, Listen fallback, Findings findings) {
        return section.text(key)
                .flatMap(text -> {
                    Optional<Listen> listen = Listen.parse(text);
                    if (listen.isEmpty()) {
                        findings.add(
                                section.place(key),
                                "'" + key + "' must be HOST:PORT such as " + fallback + ", not '" + text + "'");
                    }
                    return listen;
                })
                .orElse(fallback);
    }
}
