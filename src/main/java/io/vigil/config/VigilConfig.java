package io.vigil.config;

import io.vigil.device.Catalogue;
import io.vigil.session.ChartEntry;
import io.vigil.session.Site;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole configuration, checked: every reference in it leads somewhere.
 *
 * @param data folder of the embedded database and all else the service writes
 * @param devicesFolder a folder of descriptions that add to, or override, the shipped device types
 * @param protocols a folder that adds to, or overrides, the shipped protocols
 * @param ehr absent: nothing is sent anywhere
 * @param influx absent: history is in the embedded database only
 * @param retention absent: sessions stay in the database for ever
 * @param oidc absent: local users only
 * @param webhook absent: nobody away from the screens is told, but through MQTT
 */
public record VigilConfig(
        Site site,
        Path data,
        Http http,
        Mqtt mqtt,
        Optional<Path> devicesFolder,
        List<Device> devices,
        List<String> chairs,
        Optional<Path> protocols,
        Optional<Ehr> ehr,
        Optional<Webhook> webhook,
        Optional<Influx> influx,
        Optional<Retention> retention,
        Optional<Oidc> oidc) {

    /**
     * @param behindProxy a proxy in front ends TLS, so that plain HTTP beyond loopback is meant
     * @param names further names by which browsers reach the station, as behind a proxy
     */
    public record Http(Place place, Listen listen, Optional<Tls> tls, boolean behindProxy, List<String> names) {}

    /**
     * The clinic's own accounts, by OpenID Connect.
     *
     * @param secret absent: a public client
     * @param redirect the address of {@code /oidc/callback} as browsers reach it
     * @param roles the role that a word of {@code roleClaim} gives; of several the first in this order counts
     */
    public record Oidc(
            Place place,
            URI issuer,
            String clientId,
            Optional<Secret> secret,
            URI redirect,
            String userClaim,
            String roleClaim,
            Map<String, String> roles) {}

    /** PEM files. */
    public record Tls(Place place, Path certificate, Path key) {}

    public record Mqtt(Embedded embedded, List<Broker> brokers) {}

    /**
     * The endpoint inside the service; beyond loopback only with TLS and clients.
     *
     * @param clientAuthority PEM file of the authority that signed the clients' certificates: who has none of it is not
     *     let in; absent: clients need none
     */
    public record Embedded(
            Place place,
            boolean enabled,
            Listen listen,
            Optional<Tls> tls,
            Optional<Path> clientAuthority,
            List<Client> clients) {}

    /** @param devices ids for which the client may publish; empty: it only listens */
    public record Client(Place place, String user, Secret password, List<String> devices) {}

    /**
     * @param url {@code tcp://host:port} or {@code ssl://host:port}
     * @param version {@code 3.1.1} or {@code 5}
     * @param authority PEM file of the authority that signed the broker's certificate; absent: the JDK's
     * @param identity certificate and key by which the service shows the broker who it is
     * @param discover topic filters beside the devices' own, for what could be configured
     */
    public record Broker(
            Place place,
            String id,
            URI url,
            String version,
            Optional<String> user,
            Optional<Secret> password,
            String clientId,
            Optional<Path> authority,
            Optional<Tls> identity,
            Set<String> discover) {
        public Broker {
            discover = Set.copyOf(discover);
        }
    }

    /** @param chair where the device belongs; absent: it is bound by hand */
    public record Device(Place place, String id, String type, Optional<String> chair, Line line) {}

    /** How a device reaches the service. */
    public sealed interface Line {
        /**
         * @param path better one of {@code /dev/serial/by-id/} than {@code /dev/ttyUSB0}
         * @param baud bits per second; 0: as the device's description says
         */
        record SerialPort(Place place, String path, int baud) implements Line {
            public SerialPort(Place place, String path) {
                this(place, path, 0);
            }
        }

        /**
         * @param vendor four hex digits
         * @param product four hex digits
         * @param serial empty: any
         * @param baud as of a {@link SerialPort}
         */
        record UsbAdapter(Place place, String vendor, String product, String serial, int baud) implements Line {
            public UsbAdapter(Place place, String vendor, String product, String serial) {
                this(place, vendor, product, serial, 0);
            }
        }

        /**
         * @param broker a broker's id or {@code embedded}
         * @param topic absent: as the description says
         * @param availability where the device or its gateway says that it is there, or gone; absent: nowhere
         * @param source which of the devices behind one gateway it is, such as its address; empty: the only one
         */
        record Topic(Place place, String broker, Optional<String> topic, Optional<String> availability, String source)
                implements Line {
            public Topic(Place place, String broker, Optional<String> topic) {
                this(place, broker, topic, Optional.empty(), "");
            }
        }
    }

    /**
     * @param test a receiver for tests and demos: only such a one is fed by a simulated site
     * @param profile what the EHR can do, by the name of a file in {@code fhir-profiles/ehr}
     * @param manual whether each value waits for a nurse's release
     * @param practitioners {@code Practitioner/12} in the EHR, by user
     * @param organization {@code Organization/5}, who stands behind what nobody released
     * @param alsoCharted of what is off by itself: session, dose, alarm as an issue, summary of an interval
     * @param hl7 how messages are addressed where the EHR takes HL7 v2
     * @param timeoutSeconds for one whole exchange
     * @param oldestMillis from this age of an undelivered value on there is a technical alarm
     */
    public record Ehr(
            Place place,
            URI url,
            boolean test,
            Credentials credentials,
            Trust trust,
            String profile,
            boolean manual,
            Map<String, String> practitioners,
            Optional<String> organization,
            long oldestMillis,
            Set<ChartEntry.Kind> alsoCharted,
            Hl7 hl7,
            int timeoutSeconds) {
        public static final int TIMEOUT_SECONDS = 30;
        public static final long OLDEST_MILLIS = 3_600_000;

        public Ehr {
            practitioners = Map.copyOf(practitioners);
            alsoCharted = Set.copyOf(alsoCharted);
        }

        public Ehr(Place place, URI url, boolean test, Credentials credentials, Trust trust) {
            this(
                    place,
                    url,
                    test,
                    credentials,
                    trust,
                    "generic",
                    false,
                    Map.of(),
                    Optional.empty(),
                    OLDEST_MILLIS,
                    Set.of(),
                    Hl7.UNNAMED,
                    TIMEOUT_SECONDS);
        }
    }

    /** The receiver's names in HL7 v2 messages, MSH-5 and MSH-6; empty where it wants none. */
    public record Hl7(String application, String facility) {
        public static final Hl7 UNNAMED = new Hl7("", "");
    }

    /**
     * TLS to the EHR beyond the machine's own authorities.
     *
     * @param client what we show where the EHR asks for a certificate
     * @param authorities PEM; replaces the machine's own
     */
    public record Trust(Optional<Tls> client, Optional<Path> authorities) {
        public static final Trust USUAL = new Trust(Optional.empty(), Optional.empty());
    }

    /** How the service signs in to the EHR. */
    public sealed interface Credentials {
        record None() implements Credentials {}

        record Basic(String user, Secret password) implements Credentials {}

        record Bearer(Secret token) implements Credentials {}

        /** SMART Backend Services. @param keys folder of the key pairs, made by {@code keys new} */
        record Smart(String clientId, String scope, Optional<URI> tokenUrl, Path keys) implements Credentials {}
    }

    /**
     * Where people away from the screens are told.
     *
     * @param fromLevel lowest escalation level that is told, 1 or 2
     * @param alarmAfterSeconds a notification that has waited so long is a technical alarm
     * @param giveUpAfterSeconds then it is no longer tried
     */
    public record Webhook(
            Place place,
            URI url,
            Secret secret,
            int fromLevel,
            int timeoutSeconds,
            int alarmAfterSeconds,
            int giveUpAfterSeconds) {}

    /**
     * A second store of what was measured.
     *
     * @param org empty where the server knows none, as 1.x
     * @param bucket or {@code database/retention-policy} of a 1.x server
     */
    public record Influx(Place place, URI url, String org, String bucket, Secret token) {}

    /**
     * When sessions leave the database.
     *
     * @param days after its end
     * @param export folder in which each one's record is kept from then on
     */
    public record Retention(Place place, int days, Path export) {}

    public VigilConfig {
        devices = List.copyOf(devices);
        chairs = List.copyOf(chairs);
    }

    /** The device types there are: the shipped ones, and those of the clinic's own folder. */
    public Catalogue catalogue() {
        return devicesFolder.map(Catalogue.builtIn()::with).orElseGet(Catalogue::builtIn);
    }

    /** What holds without a file: loopback only, the embedded endpoint and database, no device, no EHR. */
    public static VigilConfig embedded() {
        Place none = Place.top("(no file)");
        return new VigilConfig(
                new Site("clinic", false),
                Path.of("vigil-data"),
                new Http(none, Listen.HTTP, Optional.empty(), false, List.of()),
                new Mqtt(
                        new Embedded(none, true, Listen.MQTT, Optional.empty(), Optional.empty(), List.of()),
                        List.of()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
