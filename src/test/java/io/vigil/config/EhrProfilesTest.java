package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.EhrProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The profiles that a configuration may name are those that there are, and say the same of themselves. */
class EhrProfilesTest {
    @Test
    void each_name_has_its_file_and_each_file_its_name() throws IOException {
        try (var files = Files.list(Path.of("fhir-profiles", "ehr"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(EhrReader.PROFILES);
        }
    }

    @Test
    void which_of_them_demand_a_person_is_known_to_the_configuration() {
        for (String name : EhrReader.PROFILES) {
            EhrProfile profile = EhrProfile.named(name);
            assertThat(profile.id()).isEqualTo(name);
            assertThat(profile.practitioner()).as(name).isEqualTo(EhrReader.NEEDS_PERSON.contains(name));
        }
    }
}
