package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LineTraceTest {
    private final LineTrace trace = new LineTrace();

    @Test
    void theBytesOfTheLastMinuteStayAndOlderOnesGo() {
        trace.received(0, "", new byte[] {1, 2, 3}, 2);
        trace.received(30_000, "a/b", new byte[] {4}, 1);
        LineTrace.View view = trace.view(60_000);
        assertThat(view.pieces()).hasSize(2);
        assertThat(view.pieces().get(0).bytes()).containsExactly(1, 2);
        assertThat(view.pieces().get(1).source()).isEqualTo("a/b");
        assertThat(trace.view(60_001).pieces()).hasSize(1);
        assertThat(trace.view(90_001).pieces()).isEmpty();
    }

    @Test
    void whateverADeviceSendsItStaysBounded() {
        for (int i = 0; i < 200_000; i++) {
            trace.received(i / 100, "", new byte[3], 3);
            trace.refused("reason " + i);
        }
        trace.received(2_000, "long", new byte[100_000], 100_000);
        LineTrace.View view = trace.view(2_000);
        assertThat(view.pieces()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(view.pieces().stream()
                        .mapToInt(piece -> piece.bytes().length)
                        .sum())
                .isLessThanOrEqualTo(LineTrace.MOST_BYTES);
        assertThat(view.pieces().get(view.pieces().size() - 1).length()).isEqualTo(100_000);
        assertThat(view.refused()).hasSize(33).containsEntry("other", 200_000L - 32);
    }

    @Test
    void errorsAreCountedByTheirReasonAndTheClocksOffsetIsTheLast() {
        trace.refused("checksum");
        trace.refused("noise");
        trace.refused("checksum");
        trace.clock(11_000, false);
        trace.clock(3_611_000, true);
        LineTrace.View view = trace.view(0);
        assertThat(view.refused()).isEqualTo(Map.of("checksum", 2L, "noise", 1L));
        assertThat(view.clockOffsetMillis()).hasValue(3_611_000);
        assertThat(view.clockSteps()).isEqualTo(1);
    }
}
