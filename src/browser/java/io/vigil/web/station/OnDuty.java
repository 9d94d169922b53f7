package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A browser for the class; for each test a fresh server and a fresh station, and nothing on the console after it. */
class OnDuty {
    static Browsers browsers;
    StationStub stub;
    StationPage station;

    @BeforeAll
    static void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    static void quit() {
        browsers.close();
    }

    @BeforeEach
    void open() throws Exception {
        stub = new StationStub();
        station = new StationPage(browsers.browser);
    }

    @AfterEach
    void close() {
        try {
            assertThat(station.complaints).isEmpty();
        } finally {
            station.close();
            stub.close();
        }
    }

    void onDuty(JsonObject... sessions) {
        stub.show(sessions);
        station.open(stub.url()).enterAsDemoNurse();
    }
}
