package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.hatch.Hatch;
import io.vigil.config.ConfigReader;
import io.vigil.config.Place;
import io.vigil.config.Probe;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    @TempDir
    Path folder;

    private final StringWriter page = new StringWriter();

    @Test
    void aServiceThatIsWellIsWell() throws IOException {
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system());
                Hatch hatch = Hatch.open(data, store.accounts(), Map::of)) {
            assertThat(doctor(config -> List.of(), "--data", data.toString())).isZero();
        }
        assertThat(page.toString())
                .contains("reports no problem", "chain of 0 records is whole", "Nothing is wrong.")
                .doesNotContain("WRONG");
    }

    @Test
    void whatTheServiceReportsIsInThePageWithItsPart() throws IOException {
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system());
                Hatch hatch = Hatch.open(data, store.accounts(), () -> Map.of("ehr", "refused with 403"))) {
            assertThat(doctor(config -> List.of(), "--quiet", "--data", data.toString()))
                    .isEqualTo(1);
        }
        assertThat(page.toString().strip()).isEqualTo("WRONG  service        ehr: refused with 403");
    }

    @Test
    void aServiceThatDoesNotRunAndAFolderThatIsNotThereAreTwoThings() {
        assertThat(doctor(config -> List.of(), "--data", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(page.toString()).contains("none runs on", "there is no folder", "2 things are wrong.");
    }

    @Test
    void aWrongConfigurationAndASilentLinkAreNamedWithTheirPlace() throws IOException {
        Path file = folder.resolve("vigil.yaml");
        Files.writeString(file, "site:\n  idd: x\n");
        doctor(config -> List.of(), "--config", file.toString(), "--data", folder.toString());
        assertThat(page.toString()).contains("WRONG  configuration", "vigil.yaml:2:3:");

        Files.writeString(file, "site:\n  id: x\n");
        Probe silent = config -> List.of(Place.top("vigil.yaml").problem("broker b1 does not answer; start it"));
        doctor(silent, "--config", file.toString(), "--data", folder.toString());
        assertThat(page.toString()).contains("WRONG  links", "broker b1 does not answer");
    }

    private int doctor(Probe probe, String... args) {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(Arrays.asList(args));
        ConfigReader reader = new ConfigReader(Map.of(), Set.of());
        return new CommandLine(new Commands())
                .addSubcommand(new DoctorCommand(reader, List.of(probe)))
                .setOut(new PrintWriter(page, true))
                .setErr(new PrintWriter(page, true))
                .execute(all.toArray(String[]::new));
    }
}
