package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.LinkReport;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.session.port.DeviceBoard.Says;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RosterTest {
    private final Roster roster =
            new Roster(Map.of("ox-1", new KnownDevice("ox-1", "nonin-df8", "serial", "1", List.of("spo2"))));

    @Test
    void aLiveDeviceSaysHowGoodItsValuesAre() {
        heard();
        is(LinkState.LIVE);
        assertThat(says().signal()).contains(Quality.QUESTIONABLE);
        assertThat(says().flags()).containsExactly("low-battery", "low-perfusion");
        assertThat(says().readings()).extracting(Reading::value).containsExactly(97.0);
    }

    @ParameterizedTest
    @EnumSource(value = LinkState.class, mode = EnumSource.Mode.EXCLUDE, names = "LIVE")
    void whatADeviceSaidOfItsSignalIsOverOnceItIsNotLive(LinkState state) {
        heard();
        is(state);
        assertThat(says().signal()).isEmpty();
        assertThat(says().flags()).isEmpty();
        assertThat(says().readings()).as("what it gave is not what it gives").isEmpty();
        assertThat(says().lowBattery()).as("an empty battery stays empty").isTrue();
    }

    @Test
    void aDeviceGivesWhatItsTypePromisesAndWhatWasEverHeardOfItButACuffsPulseIsNoFeed() {
        heard();
        Reading own = Reading.of(Metric.PR, 70, Quality.GOOD);
        roster.heard(new Frame("any-1", 0, 0, 0, "", List.of(Reading.of(Metric.SBP, 120, Quality.GOOD), own)));
        roster.heard(new Frame("any-1", 1, 1, 1, "", List.of(Reading.of(Metric.HR, 71, Quality.GOOD))));
        assertThat(roster.devices().get(0).offers()).containsExactly("hr", "sbp");
        roster.heard(new Frame("ox-1", 1, 1, 1, "", List.of(own)));
        assertThat(roster.devices().get(1).offers()).containsExactly("pr", "spo2");
    }

    private void heard() {
        Reading weak = new Reading(Metric.SPO2, 97, Quality.QUESTIONABLE, List.of("low-battery", "low-perfusion"));
        roster.heard(new Frame("ox-1", 0, 0, 0, "", List.of(weak)));
    }

    private void is(LinkState state) {
        roster.report(new LinkReport("ox-1", state, "", 1, 0));
    }

    private Says says() {
        return roster.devices().get(0).says();
    }
}
