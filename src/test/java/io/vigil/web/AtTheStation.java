package io.vigil.web;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of what stands on the wire: a fresh station for each. */
abstract class AtTheStation {
    @SuppressWarnings("NullAway.Init") // opened before each test
    TestStation station;

    @BeforeEach
    void open() throws Exception {
        station = new TestStation();
    }

    @AfterEach
    void close() throws Exception {
        station.close();
    }
}
