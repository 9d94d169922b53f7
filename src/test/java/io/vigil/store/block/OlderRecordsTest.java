package io.vigil.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import org.junit.jupiter.api.Test;

/** What an earlier version journaled, which did not yet say what had been looked at. */
class OlderRecordsTest {
    @Test
    void aPhaseAndAnUndoAreReadAsTheyWereMeant() {
        assertThat(action("{\"type\":\"phase\",\"phase\":\"dosing\"}")).isEqualTo(new Action.MovePhase("dosing"));
        assertThat(action("{\"type\":\"undo\",\"action\":\"dose\",\"reason\":\"slip\"}"))
                .isEqualTo(new Action.Undo("dose", "slip"));
    }

    private static Action action(String json) {
        String acted = Json.text(new Happening.Acted("nurse", "k", new Action.Note("here")));
        String earlier = acted.replaceFirst("\\{\"type\":\"note\"[^}]*}", json);
        assertThat(earlier).isNotEqualTo(acted);
        return ((Happening.Acted) Json.happening(earlier)).action();
    }
}
