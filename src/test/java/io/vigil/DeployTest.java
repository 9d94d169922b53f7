package io.vigil;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vigil.cli.CheckCommand;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What lies in deploy/ fits the program. */
class DeployTest {
    private static final Path DEPLOY = Path.of("deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String PROVOCATION = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
    private static final Map<String, String> SECRETS = Map.of(
            "MQTT_PASSWORD",
            "a",
            "EHR_TOKEN",
            "b",
            "EHR_PASSWORD",
            "c",
            "OIDC_SECRET",
            "for a test",
            "OX_2_PASSWORD",
            "d",
            "NOTIFY_SECRET",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "INFLUX_TOKEN",
            "constructed");

    @TempDir
    Path folder;

    @Test
    void theSampleReadsWithoutAProblem() {
        VigilConfig config = read(DEPLOY.resolve("vigil.yaml"));

        assertThat(config.devices()).hasSize(4);
        assertThat(config.ehr()).isPresent();
        assertThat(config.webhook().orElseThrow().fromLevel()).isEqualTo(2);
    }

    @Test
    void theSamplePassesTheCommandThatATechnicianWouldRun() {
        StringWriter out = new StringWriter();
        CommandLine check = new CommandLine(new CheckCommand(reader(), List.of())).setOut(new PrintWriter(out, true));

        assertThat(check.execute("--config", DEPLOY.resolve("vigil.yaml").toString()))
                .as("%s", out)
                .isZero();
        assertThat(out.toString()).contains("no problems");
    }

    @Test
    void theContainersConfigurationReadsWithoutAProblem() {
        assertThat(read(DEPLOY.resolve("vigil-docker.yaml")).http().behindProxy())
                .isTrue();
    }

    @Test
    void theSampleReadsWithEverySettingSwitchedOnToo() throws Exception {
        VigilConfig config = read(everythingOn());

        assertThat(config.http().tls()).isPresent();
        assertThat(config.mqtt().embedded().clients()).hasSize(1);
        assertThat(config.mqtt().brokers().get(0).authority()).isPresent();
        assertThat(config.protocols()).isPresent();
    }

    /** Every section is asked for what it knows, by a key that it cannot know; the sample must show all of that. */
    @Test
    void theSampleShowsEveryKey() throws Exception {
        String sample = Files.readString(DEPLOY.resolve("vigil.yaml"));
        JsonNode tree = YAML.readTree(everythingOn().toFile());
        provoke(tree);
        Path file = folder.resolve("provoking.yaml");
        Files.writeString(file, tree.toString());

        Set<String> known = new TreeSet<>();
        for (Problem problem : problems(file)) {
            var hint = Pattern.compile("unknown key '" + PROVOCATION + "'; known: (.*)")
                    .matcher(problem.message());
            if (hint.matches()) {
                known.addAll(List.of(hint.group(1).split(", ")));
            }
        }

        assertThat(known).contains("site", "chart_interval_s", "trusted_network", "vid", "certificate", "release");
        assertThat(known).allSatisfy(key -> assertThat(sample).containsPattern("(\\b" + key + ":|'" + key + "')"));
    }

    private static void provoke(JsonNode node) {
        node.forEach(DeployTest::provoke);
        if (node instanceof ObjectNode object) {
            object.put(PROVOCATION, 1);
        }
    }

    @Test
    void theComposeFileStartsWhatIsThere() throws Exception {
        JsonNode compose = YAML.readTree(DEPLOY.resolve("docker-compose.yml").toFile());

        assertThat(compose.get("services").fieldNames()).toIterable().containsExactly("vigil", "mosquitto", "influxdb");
        for (JsonNode service : compose.get("services")) {
            for (JsonNode port : service.get("ports")) {
                assertThat(port.asText()).startsWith("127.0.0.1:");
            }
            for (JsonNode volume : service.get("volumes")) {
                String source = volume.asText().split(":")[0];
                if (source.startsWith("./") && !source.endsWith(".passwd")) {
                    assertThat(DEPLOY.resolve(source)).exists();
                } else if (!source.startsWith("./")) {
                    assertThat(compose.get("volumes").has(source)).isTrue();
                }
            }
        }
        String build = compose.at("/services/vigil/build/dockerfile").asText();
        assertThat(Path.of(build)).exists();
    }

    @Test
    void theImageIsMadeOfWhatTheBuildLeaves() throws Exception {
        String recipe = Files.readString(DEPLOY.resolve("Dockerfile"));

        assertThat(recipe).contains("COPY target/vigil.jar ", "COPY deploy/LICENSE ", "USER vigil\n");
        assertThat(Files.readString(Path.of("pom.xml"))).contains("${project.build.directory}/vigil.jar");
    }

    @Test
    void eachUdevLineIsComparisonsAndThenAssignments() throws Exception {
        var part = "[A-Z_]+(\\{[A-Za-z_]+\\})?(==|=|\\+=)\"[^\"]*\"";
        List<String> rules = Files.readAllLines(DEPLOY.resolve("99-vigil.rules")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(rules).hasSize(3).allMatch(line -> line.matches(part + "(, " + part + ")*"));
        assertThat(rules.stream().filter(line -> line.contains("\"0403\"") && line.contains("\"6001\"")))
                .hasSize(2);
        assertThat(rules.stream().filter(line -> line.contains("\"067b\"") && line.contains("\"2303\"")))
                .hasSize(1);
    }

    @Test
    void theLicenceIsWholeAndInTheJar() throws Exception {
        String licence = Files.readString(DEPLOY.resolve("LICENSE"));

        assertThat(licence).contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
        try (var packed = DeployTest.class.getClassLoader().getResourceAsStream("META-INF/vigil/LICENSE")) {
            assertThat(packed).isNotNull();
            assertThat(new String(packed.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(licence);
        }
    }

    /** A copy of the sample with each {@code #key:} switched on and each file it names there. */
    private Path everythingOn() throws Exception {
        String sample = Files.readString(DEPLOY.resolve("vigil.yaml"));
        var pem = Pattern.compile("/etc/vigil/tls/(\\S+)").matcher(sample);
        while (pem.find()) {
            Files.writeString(folder.resolve(pem.group(1)), "constructed");
        }
        Files.createDirectories(folder.resolve("protocols"));
        String text = sample.replaceAll("(?m)^( *)#(?=[^ ])", "$1").replace("/etc/vigil/tls/", "");
        return Files.writeString(
                folder.resolve("all.yaml"),
                text.replace("type: bearer", "type: basic").replaceAll("(?m)^ *token: .*$", ""));
    }

    private static VigilConfig read(Path file) {
        var outcome = reader().read(file);
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Read.class);
        return ((Outcome.Read<VigilConfig>) outcome).value();
    }

    private static List<Problem> problems(Path file) {
        return ((Outcome.Refused<VigilConfig>) reader().read(file)).problems();
    }

    private static ConfigReader reader() {
        return new ConfigReader(
                SECRETS, Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
    }
}
