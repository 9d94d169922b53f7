package io.vigil;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions of the house hold; and each rule is seen to fail where a fixture breaks it on purpose. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.vigil");
    private static final String FIXTURE = "io.vigil.fixture";
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);
    private static final HouseRules RULES = new HouseRules(FIXTURE);

    @TestFactory
    Stream<DynamicTest> theHouseHolds() {
        assertThat(HOUSE.size()).isGreaterThan(50);
        return new HouseRules("io.vigil")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFailsOnTheFixture() {
        return RULES.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(violations(rule.getValue())).isNotEmpty()));
    }

    /** Each fixture room imports every other one: the rule must complain of the closed ones, and of no other. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "vital: alarm cli config device fhir notify ops session store time ward web",
                "time: alarm cli config device fhir notify ops session store vital ward web",
                "alarm: cli config device fhir notify ops session store time ward web",
                "session: cli config device fhir notify ops store ward web",
                "device: alarm cli config fhir notify ops session store ward web",
                "ward: cli config fhir notify ops store web",
                "store: cli config device fhir notify ops ward web",
                "fhir: cli config device notify ops store ward web",
                "notify: cli config device fhir ops store ward web",
                "web: cli config device fhir notify ops store ward",
                "config: cli fhir notify ops store ward web",
                "ops: alarm cli config device fhir notify store ward web",
            })
    void aRoomMayNotImport(String room, String closed) {
        List<String> violations = violations(RULES.imports(room));

        Set<String> complained = new TreeSet<>();
        for (String other : HouseRules.MAY_IMPORT.keySet()) {
            mention(violations, "." + other + ".Room>").forEach(line -> complained.add(other));
        }
        mention(violations, ".cli.Room>").forEach(line -> complained.add("cli"));
        assertThat(String.join(" ", complained)).isEqualTo(closed.trim());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store: java.sql.Connection",
                "store: org.jdbi.v3.core.Jdbi",
                "store: org.flywaydb.core.Flyway",
                "store: org.sqlite.SQLiteConfig",
                "store.influx: com.influxdb.client.InfluxDBClient",
                "fhir: ca.uhn.fhir.context.FhirContext",
                "fhir: org.hl7.fhir.r4.model.Observation",
                "web: io.vertx.ext.web.Router",
                "device.serial: com.fazecast.jSerialComm.SerialPort",
                "device.mqtt.broker: org.eclipse.paho.client.mqttv3.MqttMessage",
                "device.mqtt.broker: org.eclipse.paho.mqttv5.common.MqttMessage",
                "device.mqtt.endpoint: io.vertx.mqtt.MqttServer",
                "device.sim: com.sun.jna.Pointer",
                "cli.pki: org.bouncycastle.asn1.x509.GeneralName",
            })
    void aLibraryIsKnownToItsRoomAlone(String known) {
        String room = known.split(": ")[0];
        List<String> violations = violations(RULES.alone(room));

        assertThat(mention(violations, "<" + known.split(": ")[1] + ">"))
                .isNotEmpty()
                .allMatch(line -> line.contains(FIXTURE + ".ward.KnowsLibraries")
                        || line.contains(FIXTURE + ".cli.KnowsLibraries"));
        assertThat(mention(violations, FIXTURE + "." + room + ".")).isEmpty();
    }

    @Test
    void theWebClientIsNotThePages() {
        assertThat(mention(violations(RULES.alone("web")), "WebClient")).isEmpty();
    }

    @Test
    void theFoldIsPlainJavaWithoutThreads() {
        List<String> foreign = violations(RULES.plainJava());
        assertThat(mention(foreign, "org.slf4j.Logger")).isNotEmpty();
        assertThat(mention(foreign, "com.fasterxml.jackson.databind.JsonNode")).isNotEmpty();
        assertThat(mention(foreign, "io.vertx.core.Vertx")).isNotEmpty();
        assertThat(mention(foreign, "java.io.File")).isNotEmpty();
        assertThat(mention(foreign, "java.util.List")).isEmpty();

        List<String> threads = violations(RULES.noThreads());
        assertThat(mention(threads, "java.lang.Thread>")).isNotEmpty();
        assertThat(mention(threads, "java.util.concurrent.ExecutorService")).isNotEmpty();
        assertThat(mention(threads, "java.util.concurrent.atomic.AtomicLong")).isNotEmpty();
        assertThat(mention(threads, "CompletionStage")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.currentTimeMillis",
                "System.nanoTime",
                "Instant.now()",
                "LocalDate.now()",
                "Clock.systemUTC",
                "Date.<init>()"
            })
    void nobodyAsksTheMachineForTheTime(String call) {
        assertThat(mention(violations(RULES.clock()), call)).isNotEmpty();
        assertThat(mention(violations(RULES.clock()), FIXTURE + ".time.")).isEmpty();
    }

    @Test
    void theWardKnowsOnlyThePortOfDevice() {
        List<String> violations = violations(RULES.devicePort());

        assertThat(mention(violations, ".device.Room>")).isNotEmpty();
        assertThat(mention(violations, ".device.DevicePort>")).isEmpty();
    }

    @Test
    void aMarkedPackageIsNotComplainedOf() {
        List<String> violations = violations(RULES.nullMarked());

        assertThat(mention(violations, FIXTURE + ".ward is not")).isNotEmpty();
        assertThat(mention(violations, FIXTURE + ".vital is not")).isEmpty();
    }

    private static List<String> violations(ArchRule rule) {
        EvaluationResult result = rule.evaluate(BROKEN);
        return result.getFailureReport().getDetails();
    }

    private static List<String> mention(List<String> violations, String text) {
        Predicate<String> mentions = line -> line.contains(text);
        return violations.stream().filter(mentions).toList();
    }
}
