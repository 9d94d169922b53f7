package io.vigil.config;

import io.vigil.config.VigilConfig.Credentials;
import io.vigil.config.VigilConfig.Ehr;
import io.vigil.config.VigilConfig.Hl7;
import io.vigil.config.VigilConfig.Trust;
import io.vigil.session.ChartEntry.Kind;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The section {@code ehr}. */
final class EhrReader {
    /** What Vigil writes and looks up, no more. */
    private static final String SCOPE =
            "system/Observation.crus system/Device.crus system/Provenance.cu system/Patient.rs";

    /** The one without FHIR. */
    static final String HL7_V2 = "hl7v2";

    /** The files in {@code fhir-profiles/ehr}; a test holds the two lists together. */
    static final List<String> PROFILES =
            List.of("generic", "hapi", "oracle-health", "epic-like", "read-only-test", HL7_V2);

    /** Those that demand a practitioner as the performer. */
    static final List<String> NEEDS_PERSON = List.of("oracle-health");

    private static final Map<String, Kind> ON_REQUEST =
            Kind.ON_REQUEST.stream().collect(Collectors.toUnmodifiableMap(Kind::wire, kind -> kind));

    private final Findings findings;
    private final Path folder;

    /** @param folder what relative paths are relative to */
    EhrReader(Findings findings, Path folder) {
        this.findings = findings;
        this.folder = folder;
    }

    Optional<Ehr> read(Section root) {
        if (root.saysNone("ehr")) {
            return Optional.empty();
        }
        return root.section("ehr").map(this::ehr);
    }

    private Ehr ehr(Section section) {
        String profile = section.oneOf("profile", "generic", PROFILES);
        URI url = profile.equals(HL7_V2)
                ? Urls.read(section, "url", Set.of("mllp", "mllps"), "mllps://ehr.example:2575", findings)
                : Urls.read(section, "url", Set.of("http", "https"), "https://ehr.example/fhir", findings);
        boolean manual = "manual".equals(section.oneOf("release", "automatic", List.of("automatic", "manual")));
        if (NEEDS_PERSON.contains(profile) && !manual) {
            findings.add(
                    section.place(),
                    "'" + profile + "' takes a value only from a practitioner: say 'release: manual' and who is who"
                            + " under 'practitioners'");
        }
        Ehr ehr = new Ehr(
                section.place(),
                url,
                section.flag("test", false),
                section.section("auth").map(this::credentials).orElse(new Credentials.None()),
                section.section("tls").map(this::trust).orElse(Trust.USUAL),
                profile,
                manual,
                practitioners(section),
                section.text("organization").filter(named -> reference(section, "organization", named, "Organization")),
                section.whole("oldest_min", 60, 1, 10_080) * 60_000L,
                also(section),
                section.section("hl7v2").map(EhrReader::hl7).orElse(Hl7.UNNAMED),
                section.whole("timeout_s", Ehr.TIMEOUT_SECONDS, 1, 300));
        boolean trusted = section.flag("trusted_network", false);
        boolean clear = "http".equals(url.getScheme()) || ("mllp".equals(url.getScheme()) && !trusted);
        if (clear && !Listen.loopback(String.valueOf(url.getHost())) && !ehr.test()) {
            findings.add(
                    section.place("url"),
                    "a patient's data would travel in the clear; use "
                            + ("mllp".equals(url.getScheme())
                                    ? "mllps://, or say 'trusted_network: true' for a closed network"
                                    : "https://"));
        }
        if (profile.equals(HL7_V2) && !(ehr.credentials() instanceof Credentials.None)) {
            findings.add(section.place("auth"), "HL7 v2 knows no sign-in; use 'tls' with 'certificate' and 'key'");
        }
        section.done();
        return ehr;
    }

    private static Hl7 hl7(Section section) {
        Hl7 hl7 = new Hl7(section.text("application", ""), section.text("facility", ""));
        section.done();
        return hl7;
    }

    private static Set<Kind> also(Section section) {
        Set<Kind> also = EnumSet.noneOf(Kind.class);
        also.addAll(section.choices("also", ON_REQUEST));
        return also;
    }

    private Map<String, String> practitioners(Section section) {
        Map<String, String> known = new LinkedHashMap<>();
        for (Section person : section.sections("practitioners")) {
            String user = person.required("user", "name the user as at the sign-in");
            String named = person.required("reference", "write it as Practitioner/12");
            if (reference(person, "reference", named, "Practitioner")) {
                known.put(user, named);
            }
            person.done();
        }
        return known;
    }

    private boolean reference(Section section, String key, String named, String type) {
        boolean fits = named.matches(type + "/[A-Za-z0-9.-]{1,64}");
        if (!fits && !named.isEmpty()) {
            findings.add(section.place(key), "'" + key + "' must read like " + type + "/12");
        }
        return fits;
    }

    private Credentials credentials(Section section) {
        String type = section.oneOf("type", "none", List.of("none", "basic", "bearer", "smart"));
        Credentials credentials = switch (type) {
            case "basic" ->
                new Credentials.Basic(
                        section.required("user", "'basic' needs it"),
                        new Secret(section.required("password", "'basic' needs it, best as ${EHR_PASSWORD}")));
            case "bearer" ->
                new Credentials.Bearer(
                        new Secret(section.required("token", "'bearer' needs it, best as ${EHR_TOKEN}")));
            case "smart" -> smart(section);
            default -> new Credentials.None();
        };
        section.done();
        return credentials;
    }

    private Credentials smart(Section section) {
        Optional<URI> token = section.has("token_url")
                ? Optional.of(
                        Urls.read(section, "token_url", Set.of("http", "https"), "https://ehr.example/token", findings))
                : Optional.empty();
        return new Credentials.Smart(
                section.required("client_id", "the EHR gives it when it registers Vigil"),
                section.text("scope", SCOPE),
                token,
                folder.resolve(section.required("keys", "name the folder that `keys new` writes to")));
    }

    private Trust trust(Section section) {
        boolean shows = section.has("certificate") || section.has("key");
        Trust trust = new Trust(
                shows
                        ? Optional.of(new VigilConfig.Tls(
                                section.place(),
                                TlsReader.file(section, "certificate", folder, findings),
                                TlsReader.file(section, "key", folder, findings)))
                        : Optional.empty(),
                section.has("ca") ? Optional.of(TlsReader.file(section, "ca", folder, findings)) : Optional.empty());
        section.done();
        return trust;
    }
}
