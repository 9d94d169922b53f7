package io.vigil.device.mqtt.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of MQTT 5.0, 4.7.1 and 4.7.2. */
class TopicFilterTest {
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "#, a/b/c, true",
        "#, $SYS/uptime, false",
        "+/uptime, $SYS/uptime, false",
        "$SYS/#, $SYS/uptime, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "a/b, a/B, false",
        "a/b, a/b/c, false",
    })
    void matches(String filter, String topic, boolean expected) {
        assertThat(TopicFilter.valid(filter)).isTrue();
        assertThat(TopicFilter.matches(filter, topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"sport/tennis#, false", "sport/tennis/#/ranking, false", "sport+, false", "+/tennis/#, true"})
    void wildcardsStandAlone(String filter, boolean valid) {
        assertThat(TopicFilter.valid(filter)).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "vigil/s1/alarm/#, true", "vigil/s1/alarm/+, true", "vigil/s1/state/7, true", "vigil/s1/status, true",
        "vigil/s1/#, false", "#, false", "vigil/s1/ox-1/reading, false", "vigil/+/alarm/#, false",
        "$share/g/vigil/s1/alarm/#, false", "vigil/s2/status, false",
    })
    void onlyVigilsOwnTopicsMayBeListenedTo(String filter, boolean allowed) {
        assertThat(new SiteTopics("s1").subscribable(filter)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "vigil/s1/alarm/7, true",
        "vigil/s1/alarm, true",
        "vigil/s1/state/7, true",
        "vigil/s1/status, true",
        "vigil/s1/ox-1/reading, false",
        "vigil/s1/alarmed/x, false",
    })
    void vigilsOwnTopicsAreKnown(String topic, boolean own) {
        assertThat(new SiteTopics("s1").own(topic)).isEqualTo(own);
    }
}
