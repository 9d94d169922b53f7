package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.Exchange.Answered;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two forms of RFC 9110, 10.2.3, with its own example date. */
class RetryAfterTest {
    /** Fri, 31 Dec 1999 23:58:59 GMT */
    private static final long NOW = 946_684_739_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "120;;120000",
                "0;;0",
                "'';;0",
                "soon;;0",
                "-5;;0",
                "99999;;3600000",
                "Fri, 31 Dec 1999 23:59:59 GMT;;60000",
                "Fri, 31 Dec 1999 23:58:00 GMT;;0",
                "Fri, 31 Dec 1999 23:59:59 GMT;Fri, 31 Dec 1999 23:59:49 GMT;10000",
                "Sat, 01 Jan 2050 00:00:00 GMT;;3600000"
            })
    void waitIsReadFromSecondsOrDate(String header, String date, long millis) {
        Answered answer = new Answered(503, "", header, date == null ? "" : date, "");
        assertThat(RetryAfter.millis(answer, NOW)).isEqualTo(millis);
    }
}
