package io.vigil.config;

import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.session.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code vigil.yaml} to a {@link VigilConfig}, or to everything that is wrong with it. Reads one file; any thread. */
public final class ConfigReader {
    private static final long MILLIS = 1_000;
    private static final int USUAL_CHART_S = 300;
    private static final int SHORTEST_CHART_S = 10;
    private static final int LONGEST_CHART_S = 3600;

    private final Map<String, String> environment;
    private final Set<String> deviceTypes;

    /**
     * @param environment for {@code ${NAME}}
     * @param deviceTypes the types that have a description
     */
    public ConfigReader(Map<String, String> environment, Set<String> deviceTypes) {
        this.environment = Map.copyOf(environment);
        this.deviceTypes = Set.copyOf(deviceTypes);
    }

    public Outcome<VigilConfig> read(Path file) {
        String name = file.toString();
        try {
            return read(name, Files.readString(file), folderOf(file));
        } catch (IOException unreadable) {
            return new Outcome.Refused<>(List.of(Place.top(name)
                    .problem("cannot be read; give the path of a readable UTF-8 file (" + reason(unreadable) + ")")));
        }
    }

    /** @param name by which problems call the text; @param folder what relative paths in it are relative to */
    public Outcome<VigilConfig> read(String name, String text, Path folder) {
        Findings findings = new Findings(environment);
        try {
            Yaml root = YamlParser.parse(name, text);
            if (root instanceof Yaml.Mapping mapping) {
                VigilConfig config = config(new Section(mapping, findings), findings, folder);
                return findings.problems().isEmpty()
                        ? new Outcome.Read<>(config)
                        : new Outcome.Refused<>(findings.problems());
            }
            findings.add(
                    root.place(), "the file must hold sections such as 'site:' and 'devices:', not " + root.kind());
        } catch (YamlParser.Misread misread) {
            findings.add(misread.problem());
        }
        return new Outcome.Refused<>(findings.problems());
    }

    private VigilConfig config(Section root, Findings findings, Path folder) {
        VigilConfig bare = VigilConfig.embedded();
        Optional<Section> site = root.section("site");
        Optional<Path> own = root.text("devices_folder").map(folder::resolve);
        Set<String> types = new HashSet<>(deviceTypes);
        own.ifPresent(described -> types.addAll(describedIn(described)));
        Optional<VigilConfig.Ehr> ehr = new EhrReader(findings, folder).read(root);
        VigilConfig config = new VigilConfig(
                site.map(section -> site(section, findings))
                        .orElse(bare.site())
                        .charting(ehr.map(VigilConfig.Ehr::alsoCharted).orElse(Set.of())),
                root.text("data").map(folder::resolve).orElse(bare.data()),
                new HttpReader(findings, folder).read(root),
                new MqttReader(findings, folder).read(root),
                own,
                new DeviceReader(findings, types).read(root),
                root.texts("chairs"),
                root.text("protocols").map(folder::resolve),
                ehr,
                new NotifyReader(findings).read(root),
                new InfluxReader(findings).read(root),
                new RetentionReader(folder).read(root),
                new OidcReader(findings).read(root));
        site.ifPresent(Section::done);
        root.done();
        return new References(root, findings).checked(config);
    }

    /** A wrong description, or a folder that is not there, is told by {@code check}; here it is a type that is not there. */
    private static List<String> describedIn(Path folder) {
        return Catalogue.of(folder).all().stream().map(DeviceType::id).toList();
    }

    private static Site site(Section section, Findings findings) {
        String id = section.required(
                "id", "give a short name such as 'clinic-north'; it stands in MQTT topics and in the EHR");
        References.name(id, section.place("id"), findings);
        int chartSeconds = section.whole("chart_interval_s", USUAL_CHART_S, SHORTEST_CHART_S, LONGEST_CHART_S);
        int cuffSeconds = section.whole(
                "cuff_interval_s",
                (int) (Site.SHORTEST_CUFF_MILLIS / MILLIS),
                (int) (Site.SHORTEST_CUFF_MILLIS / MILLIS),
                (int) (Site.LONGEST_CUFF_MILLIS / MILLIS));
        return new Site(id, section.flag("simulated", false), chartSeconds * MILLIS, cuffSeconds * MILLIS);
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of("") : folder;
    }

    private static String reason(IOException unreadable) {
        return unreadable.getClass().getSimpleName();
    }
}
