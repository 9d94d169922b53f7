package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.VigilConfig.Credentials;
import io.vigil.config.VigilConfig.Line;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("MQTT_PASSWORD", "hush-hush", "EHR_TOKEN", "t0p");
    private static final Set<String> TYPES = Set.of("nonin-df13", "suntech-advantage", "vigil-json");

    @TempDir
    Path folder;

    @Test
    void anEmptyFileIsTheEmbeddedDefaults() {
        VigilConfig config = good("");

        assertThat(config.http().listen()).isEqualTo(new Listen("127.0.0.1", 8080));
        assertThat(config.mqtt().embedded().listen().loopback()).isTrue();
        assertThat(config.devices()).isEmpty();
        assertThat(config.ehr()).isEmpty();
        assertThat(config.site().simulated()).isFalse();
    }

    @Test
    void everySectionBecomesAValue() {
        VigilConfig config = good("""
                site: {id: north, chart_interval_s: 30, cuff_interval_s: 90}
                data: /var/lib/vigil
                http: {listen: "[::1]:9000"}
                auth: {local: true}
                mqtt:
                  embedded: {enabled: false}
                  brokers:
                    - id: clinic
                      url: ssl://broker.example:8883
                      version: 3.1.1
                      user: vigil
                      password: ${MQTT_PASSWORD}
                devices:
                  - id: ox-1
                    type: nonin-df13
                    chair: 1
                    serial:
                      usb: {vid: 0403, pid: 6001, serial: A50285BI}
                  - id: cuff-1
                    type: suntech-advantage
                    chair: 1
                    serial: {port: /dev/serial/by-id/usb-cuff}
                  - id: ox-2
                    type: vigil-json
                    mqtt: {topic: ward/+/ox, broker: clinic}
                chairs: [1, 2]
                ehr:
                  url: https://ehr.example/fhir
                  auth: {type: bearer, token: "${EHR_TOKEN}"}
                """);

        assertThat(config.site().id()).isEqualTo("north");
        assertThat(config.site().chartIntervalMillis()).isEqualTo(30_000);
        assertThat(config.site().cuffIntervalMillis()).isEqualTo(90_000);
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/vigil"));
        assertThat(config.http().listen()).isEqualTo(new Listen("::1", 9000));
        assertThat(config.chairs()).containsExactly("1", "2");
        assertThat(config.devices()).extracting(VigilConfig.Device::id).containsExactly("ox-1", "cuff-1", "ox-2");
        assertThat(config.devices().get(0).line())
                .isEqualTo(new Line.UsbAdapter(new Place("vigil.yaml", 18, 12), "0403", "6001", "A50285BI"));
        assertThat(config.devices().get(1).line()).extracting("path").isEqualTo("/dev/serial/by-id/usb-cuff");
        var broker = config.mqtt().brokers().get(0);
        assertThat(broker.url()).isEqualTo(URI.create("ssl://broker.example:8883"));
        assertThat(broker.version()).isEqualTo("3.1.1");
        assertThat(broker.password().orElseThrow().reveal()).isEqualTo("hush-hush");
        assertThat(config.ehr().orElseThrow().credentials()).isEqualTo(new Credentials.Bearer(new Secret("t0p")));
    }

    @Test
    void anEhrThatAsksForASignedAssertionNamesClientAndKeys() {
        VigilConfig.Ehr ehr = good("""
                        ehr:
                          url: https://ehr.example/fhir
                          auth: {type: smart, client_id: vigil-north, keys: ehr-keys}
                        """).ehr().orElseThrow();

        Credentials.Smart smart = (Credentials.Smart) ehr.credentials();
        assertThat(smart.clientId()).isEqualTo("vigil-north");
        assertThat(smart.keys()).isEqualTo(folder.resolve("ehr-keys"));
        assertThat(smart.scope()).contains("system/Observation.crus");
        assertThat(smart.tokenUrl()).isEmpty();
        assertThat(ehr.trust()).isEqualTo(VigilConfig.Trust.USUAL);
    }

    @Test
    void noSecretIsPrintedWithTheConfiguration() {
        VigilConfig config = good("""
                mqtt: {brokers: [{id: b, url: "tcp://127.0.0.1:1883", user: u, password: "${MQTT_PASSWORD}"}]}
                ehr: {url: "http://127.0.0.1:1/fhir", auth: {type: bearer, token: "${EHR_TOKEN}"}}
                """);

        assertThat(config.toString()).contains("tcp://127.0.0.1:1883").doesNotContain("hush-hush", "t0p");
    }

    /** The text, in which {@code |} ends a line, then where the problem stands and what it must say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "htp: {} ! 1:1 ! unknown key 'htp'; did you mean 'http'?",
                "http:|  lisen: 127.0.0.1:1 ! 2:3 ! unknown key 'lisen'; did you mean 'listen'?",
                "http: {listen: 8080} ! 1:16 ! 'listen' must be HOST:PORT such as 127.0.0.1:8080, not '8080'",
                "http: {listen: 'localhost:70000'} ! 1:16 ! must be HOST:PORT",
                "http: {listen: '0.0.0.0:8080'} ! 1:16 ! without TLS",
                "http: {listen: '127.0.0.1.evil.example:80'} ! 1:16 ! without TLS",
                "http: {listen: '0.0.0.0:1', tls: {certificate: no.pem}} ! 1:48 ! cannot be read",
                "site: {} ! 1:7 ! 'id' is missing",
                "site: {id: 'a/b'} ! 1:12 ! cannot be a name",
                "site: {id: s, simulated: yes} ! 1:26 ! 'simulated' must be true or false, not 'yes'",
                "site: {id: s, chart_interval_s: 9} ! 1:33 ! a whole number from 10 to 3600, not '9'",
                "site: {id: s, chart_interval_s: 60.5} ! 1:33 ! a whole number",
                "site: {id: s, cuff_interval_s: 59} ! 1:32 ! a whole number from 60 to 600, not '59'",
                "site: north ! 1:7 ! 'site' must be a section, not 'north'",
                "http:|  listen: ! 2:10 ! 'listen' must be text, not nothing",
                "data: [a] ! 1:7 ! 'data' must be text, not a list",
                "- a ! 1:1 ! the file must hold sections",
                "site: {id: s}|site: {id: t} ! 2:1 ! 'site' stands here a second time; the first is in line 1",
                "site: &a {id: s} ! 1:7 ! anchor",
                "site: {id: s ! 1:13 ! is not YAML: expected ',' or '}'",
                "auth: {oidc: {issuer: x}} ! 1:23 ! 'issuer' must be an address",
                "auth: {oidc: {issuer: 'http://a.b'}} ! 1:23 ! would travel in the clear",
                "auth: {oidc: {issuer: 'https://a.b', redirect: 'https://c.d/x'}} ! 1:48 ! must end in /oidc/callback",
                "auth: {oidc: {issuer: 'https://a.b', redirect: 'https://c.d/oidc/callback'}} ! 1:14 ! 'client_id' is missing",
                "auth: {oidc: {client_id: c}} ! 1:14 ! nobody could sign in: say under 'roles'",
                "auth: {oidc: {roles: {nurse: [n], nurze: [m]}}} ! 1:35 ! unknown key 'nurze'; did you mean 'nurse'?",
                "ehr: {url: 'https://x.example', auth: {type: smart, keys: k}} ! 1:39 ! 'client_id' is missing",
                "ehr: {url: 'https://x.example', auth: {type: smart, client_id: c}} ! 1:39 ! keys new",
                "ehr: {url: 'https://x.example', tls: {certificate: no.pem}} ! 1:52 ! cannot be read",
                "ehr: {url: 'https://x.example', tls: {ca: no.pem}} ! 1:43 ! cannot be read",
                "auth: {local: false} ! 1:15 ! nobody could sign in",
                "influx: {url: 'http://127.0.0.1:8086'} ! 1:9 ! 'bucket' is missing",
                "influx: {url: 'http://a.b:1', bucket: v} ! 1:15 ! would travel in the clear",
                "notify: {webhok: {}} ! 1:10 ! unknown key 'webhok'; did you mean 'webhook'?",
                "notify: {webhook: {}} ! 1:19 ! 'url' is missing",
                "notify: {webhook: {url: 'ftp://a/', secret: 0123456789abcdef}} ! 1:25 ! 'url' must be an address",
                "notify: {webhook: {url: 'http://a.b/', secret: 0123456789abcdef}} ! 1:25 ! alarms would travel in the clear",
                "notify: {webhook: {url: 'https://a.b/', secret: short}} ! 1:49 ! 'secret' must have at least 16 signs",
                "notify: {webhook: {url: 'https://a.b/', secret: 'whsec_..............'}} ! 1:49 ! 'secret' begins with whsec_",
                "notify: {webhook: {url: 'https://a.b/', secret: 0123456789abcdef, from_level: 3}} ! 1:79 ! 'from_level' must be",
                "mqtt: {embedded: {listen: '0.0.0.0:1883'}} ! 1:27 ! add 'tls' and 'clients'",
                "mqtt: {embedded: {clients: [{user: u, password: p, devices: [ox]}]}} ! 1:29 ! names no device 'ox'",
                "mqtt: {brokers: [{id: b, url: 'tcp://b.example:1883', user: u, password: p}]} ! 1:31 ! in the clear",
                "mqtt: {brokers: [{id: b, url: 'ssl://b.example:8883'}]} ! 1:18 ! needs 'user' and 'password'",
                "mqtt: {brokers: [{id: b, url: 'tcp://u:p@127.0.0.1:1'}]} ! 1:31 ! holds a user or password",
                "mqtt: {brokers: [{id: b, url: 'tcp://127.0.0.1:1', version: 4}]} ! 1:61 ! 'version' cannot be '4'",
                "mqtt: {brokers: [{id: b, url: 'tcp://127.0.0.1:1', tls: {}}]} ! 1:31 ! write ssl://127.0.0.1:1",
                "mqtt: {brokers: [{id: embedded, url: 'tcp://127.0.0.1:1'}]} ! 1:18 ! give the broker another id",
                "devices: [{id: a, type: vigil-jsn, mqtt: {}}] ! 1:25 ! no device type 'vigil-jsn'; did you mean 'vigil-json'?",
                "devices: [{id: a, type: vigil-json}] ! 1:11 ! one of 'serial' and 'mqtt'",
                "devices: [{id: a, type: vigil-json, serial: {}}] ! 1:45 ! one of 'port' and 'usb'",
                "devices: [{id: a, type: vigil-json, serial: {usb: {vid: 12, pid: 6001}}}] ! 1:57 ! four hex digits",
                "devices: [{id: a, type: vigil-json, mqtt: {topic: 'a/#/b'}}] ! 1:51 ! no MQTT topic filter",
                "devices: [{id: a, type: vigil-json, mqtt: {broker: clinik}}] ! 1:43 ! no broker 'clinik'",
                "chairs: [1]|devices: [{id: a, type: vigil-json, chair: 2, mqtt: {}}] ! 2:11 ! not in 'chairs'",
                "chairs: [1, 1] ! 1:9 ! chair '1' is used twice",
                "protocols: /nowhere ! 1:12 ! is not a folder",
                "ehr: {url: 'ftp://x.example'} ! 1:12 ! must be an address such as https://ehr.example/fhir",
                "ehr: {url: 'http://x.example/fhir'} ! 1:12 ! in the clear",
                "ehr: {url: 'https://x.example', release: maybe} ! 1:42 ! 'release' cannot be 'maybe'",
                "ehr: {url: 'https://x.example', auth: {type: basic, user: u}} ! 1:39 ! 'password' is missing",
                "site: {id: s, simulated: true}|ehr: {url: 'https://x.example'} ! 2:6 ! must not feed a live EHR",
            })
    void aProblemIsSaidWithItsPlaceAndItsMend(String text, String where, String what) {
        List<Problem> problems = bad(text.replace('|', '\n'));

        assertThat(problems)
                .as("problems: %s", problems)
                .anySatisfy(problem -> assertThat(problem.toString())
                        .startsWith("vigil.yaml:" + where + ": ")
                        .contains(what));
    }

    @Test
    void anUnsetVariableIsNamedAndNothingOfTheOthersIsShown() {
        List<Problem> problems =
                bad("ehr: {url: 'https://x.example', auth: {type: bearer, token: '${EHR_TOKEN}${NOT_SET}'}}");

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString())
                .startsWith("vigil.yaml:1:61: environment variable NOT_SET is not set")
                .doesNotContain("t0p");
    }

    @Test
    void duplicatesNameTheFirstUse() {
        List<Problem> problems = bad("""
                devices:
                  - {id: a, type: vigil-json, mqtt: {topic: t/1}}
                  - {id: a, type: vigil-json, mqtt: {topic: t/1}}
                  - {id: b, type: nonin-df13, serial: {port: /dev/ttyS0}}
                  - {id: c, type: nonin-df13, serial: {port: /dev/ttyS0}}
                """);

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "vigil.yaml:3:5: device id 'a' is used twice; first in line 2",
                        "vigil.yaml:3:5: source 'embedded t/1' is used twice; first in line 2",
                        "vigil.yaml:5:5: source '/dev/ttyS0' is used twice; first in line 4");
    }

    @Test
    void allProblemsAreFoundInOneRunInTheOrderOfTheFile() {
        List<Problem> problems = bad("nope: 1\nhttp: {listen: x}\ndevices: [{id: a}]\n");

        assertThat(problems).extracting(problem -> problem.place().line()).containsExactly(1, 2, 3, 3);
    }

    @Test
    void onlyOneLineSaysWhatAnUnreadableFileIs() {
        var outcome = reader().read(folder.resolve("absent.yaml"));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<VigilConfig>) outcome).problems())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("absent.yaml") + ":1:1: cannot be read");
    }

    @Test
    void pathsAreRelativeToTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("v.yaml"), "data: store\n");

        assertThat(((Outcome.Read<VigilConfig>) reader().read(file)).value().data())
                .isEqualTo(folder.toAbsolutePath().resolve("store"));
    }

    @Test
    void aTrustedNetworkAndAProxyAreSaidNotGuessed() {
        VigilConfig config = good("""
                http: {listen: "0.0.0.0:8080", behind_proxy: true}
                mqtt: {brokers: [{id: b, url: "tcp://mosquitto:1883", trusted_network: true, user: u, password: p}]}
                """);

        assertThat(config.http().behindProxy()).isTrue();
        assertThat(config.mqtt().brokers()).hasSize(1);
    }

    private ConfigReader reader() {
        return new ConfigReader(ENVIRONMENT, TYPES);
    }

    private VigilConfig good(String text) {
        var outcome = reader().read("vigil.yaml", text, folder);
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        return ((Outcome.Read<VigilConfig>) outcome).value();
    }

    private List<Problem> bad(String text) {
        var outcome = reader().read("vigil.yaml", text, folder);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<VigilConfig>) outcome).problems();
    }
}
