package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.web.live.LiveLimits;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose guesses count for whom, by what the request says of where it comes from. */
class BehindProxyIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // configured; what the guesser's requests say; what a colleague's says; the colleague's answer
                "true  | 192.0.2.1                   | 192.0.2.2          | 401",
                "true  | 192.0.2.1                   | 192.0.2.1          | 429",
                // The sender may write what it likes before what the proxy adds.
                "true  | 192.0.2.2, 192.0.2.1        | 192.0.2.2          | 401",
                "true  | 198.51.100.9, 192.0.2.1     | 192.0.2.1          | 429",
                "true  | 2001:db8::1                 | 2001:db8::2        | 401",
                // No address: the proxy's own counts.
                "true  | unknown                     | _hidden            | 429",
                // Nobody was configured: what the header says is anybody's.
                "false | 192.0.2.1                   | 192.0.2.2          | 429",
            })
    void theAddressIsWhatTheProxySaidLast(boolean proxy, String guesser, String colleague, int answer)
            throws Exception {
        WebOptions options = new WebOptions("127.0.0.1", 0, null, Set.of(), null, proxy);
        try (TestStation station = new TestStation(options, LiveLimits.DEFAULT)) {
            for (int guess = 0; guess < 5; guess++) {
                assertThat(tried(station, guesser)).isEqualTo(401);
            }
            assertThat(tried(station, guesser)).isEqualTo(429);
            assertThat(tried(station, colleague)).isEqualTo(answer);
        }
    }

    private static int tried(TestStation station, String from) {
        HttpRequest.Builder login = HttpRequest.newBuilder(station.at("/login")).header("X-Forwarded-For", from);
        return station.send(TestStation.json(login, "POST", "{\"user\":\"nurse\",\"password\":\"not the password\"}"))
                .statusCode();
    }
}
