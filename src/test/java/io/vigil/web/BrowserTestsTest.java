package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** So that a build without a browser says that it left the screen untested. */
class BrowserTestsTest {
    @Test
    void aBrowserIsThereToTestTheScreen() throws ClassNotFoundException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chromium")), "browser tests skipped: no /usr/bin/chromium");
        assertThat(Class.forName(
                        "io.vigil.web.station.StationIT", false, getClass().getClassLoader()))
                .as("the ui profile adds src/browser/java where chromium is")
                .isNotNull();
    }
}
