package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Catalogue;
import io.vigil.device.LinkReport;
import io.vigil.device.LinkReport.LinkState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<LinkReport> reports = new ArrayList<>();
    private final LinkWatch watch =
            new LinkWatch("ox-1", Catalogue.builtIn().type("nonin-df8").orElseThrow(), reports::add);

    @Test
    void aLineGoesFromConnectingToLiveToSilentAndBack() {
        watch.opened(0);
        good(1);
        idle(1, 5.9);
        assertThat(states()).containsExactly(LinkState.CONNECTING, LinkState.LIVE);
        idle(6, 8);
        good(9);
        assertThat(states()).containsExactly(LinkState.CONNECTING, LinkState.LIVE, LinkState.SILENT, LinkState.LIVE);
        assertThat(last().reason()).isEmpty();
    }

    @Test
    void aCuffModuleThatAnswersIsThereAndAnOximeterThatSendsHeadersIsNot() {
        LinkWatch cuff = new LinkWatch(
                "cuff-1", Catalogue.builtIn().type("suntech-advantage").orElseThrow(), reports::add);
        cuff.opened(0);
        cuff.answered(SECOND);
        assertThat(last().state()).isEqualTo(LinkState.LIVE);
        assertThat(last().goodFrames()).isZero();
        watch.opened(0);
        watch.answered(SECOND);
        assertThat(last().state()).isEqualTo(LinkState.CONNECTING);
    }

    @Test
    void onlyBadFramesAreAFaultAndNotSilence() {
        watch.opened(0);
        for (int s = 1; s <= 6; s++) {
            watch.bytes(s * SECOND);
            watch.bad();
            watch.tick(s * SECOND);
        }
        assertThat(last().state()).isEqualTo(LinkState.FAULTY);
        assertThat(last().badFrames()).isEqualTo(6);
        assertThat(last().reason()).contains("Nonin pulse oximeter");
        idle(7, 12);
        assertThat(last().state()).isEqualTo(LinkState.SILENT);
    }

    @Test
    void aLineThatNeverSpokeIsSilentAndAClosedOneGone() {
        watch.opened(0);
        idle(0, 5.2);
        assertThat(last().state()).isEqualTo(LinkState.SILENT);
        watch.gone("unplugged", 6 * SECOND);
        idle(6, 60);
        assertThat(last().state()).isEqualTo(LinkState.GONE);
        assertThat(reports).hasSize(3);
    }

    @Test
    void countersAreToldAtMostOnceASecond() {
        watch.opened(0);
        for (int tenths = 1; tenths <= 100; tenths++) {
            long now = tenths * SECOND / 10;
            watch.bytes(now);
            watch.good(now);
            watch.tick(now);
        }
        assertThat(reports).hasSizeBetween(10, 12);
        assertThat(last().goodFrames()).isGreaterThan(85);
        assertThat(watch.goodFrames()).isEqualTo(100);
    }

    private void good(double second) {
        watch.bytes((long) (second * SECOND));
        watch.good((long) (second * SECOND));
    }

    private void idle(double from, double to) {
        for (double s = from; s <= to; s += 0.1) {
            watch.tick((long) (s * SECOND));
        }
    }

    private List<LinkState> states() {
        List<LinkState> changes = new ArrayList<>();
        for (LinkReport report : reports) {
            if (changes.isEmpty() || changes.get(changes.size() - 1) != report.state()) {
                changes.add(report.state());
            }
        }
        return changes;
    }

    private LinkReport last() {
        return reports.get(reports.size() - 1);
    }
}
