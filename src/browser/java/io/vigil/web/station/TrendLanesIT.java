package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The lanes above the curves: what is drawn last lies on top. */
class TrendLanesIT extends OnDuty {
    @Test
    void ofAlarmsThatStandTogetherTheMostUrgentLiesOnTop() {
        onDuty(Patients.calm(1));
        Object kinds = station.page.evaluate("""
                async () => {
                  await (await import("/js/words/words.js")).moreWords(["session"]);
                  const { spans } = await import("/js/session/trend-lanes.js");
                  const raised = (alarm, priority, at) =>
                    ({ at, category: "alarm", what: `${alarm} raised`, detail: JSON.stringify({ priority }) });
                  const events = [
                    raised("a", "medium", "2026-05-04T10:00:00Z"),
                    raised("b", "high", "2026-05-04T10:00:10Z"),
                    raised("c", "low", "2026-05-04T10:00:20Z"),
                    raised("d", "medium", "2026-05-04T10:00:30Z"),
                  ];
                  const from = Date.parse("2026-05-04T09:59:00Z");
                  const to = Date.parse("2026-05-04T10:05:00Z");
                  const session = { phase: "dosing", phases: ["baseline"], started: "2026-05-04T09:59:00Z" };
                  return spans({ events, from, to }, session).filter(({ lane }) => lane === 2).map(({ kind }) => kind);
                }""");
        assertThat(kinds).isEqualTo(List.of("low", "medium", "medium", "high"));
    }
}
