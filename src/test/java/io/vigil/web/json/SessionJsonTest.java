package io.vigil.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.web.Views;
import org.junit.jupiter.api.Test;

class SessionJsonTest {
    @Test
    void aSessionIsWrittenAsItIsAgreedWithTheScreens() throws Exception {
        String agreed = """
                {"id":"s1","revision":4,"at":"2026-05-04T10:15:31.200Z","open":true,
                 "patient":{"id":"p1","display":"A. B.","birthDate":"1980-02-03","reference":"Patient/123"},
                 "chair":"2","protocol":"iv-40min","protocol_title":"IV 40 min","phase":"dosing",
                 "phases":["baseline","dosing","observation"],"started":"2026-05-04T10:05:30.000Z",
                 "phase_since":"2026-05-04T10:14:30.000Z","dose_at":null,"next_cuff_due":"2026-05-04T10:17:30.000Z",
                 "observation_until":null,"weight_kg":70,"baseline":{"spo2":98.5,"sbp":118},
                 "readings":{
                  "spo2":{"value":97,"unit":"%","display":"live","quality":"good","t":"2026-05-04T10:15:30.000Z",
                   "age_s":1.2,"limit_low":92,"limit_high":null,"violated":false,"delta":-1,"device":"ox-1","flags":[]},
                  "pr":{"value":null,"unit":"/min","display":"none","quality":null,"t":null,"age_s":null,
                   "limit_low":null,"limit_high":null,"violated":false,"delta":null,"device":"","flags":[]}},
                 "pulse":null,"alarms":[{"alarm":"spo2.low.crit","kind":"limit_low","metrics":["spo2"],"priority":"high",
                  "state":"acked","occurrence":1,"since":"2026-05-04T10:15:25.000Z",
                  "changed":"2026-05-04T10:15:28.000Z","worst":85,"limit":88,"level":0,"latching":true,
                  "acknowledged_by":"demo"}],
                 "sounding":"high","room":{"cue":false,"sounds":false,"level":0},"audio_paused_until":null,"standby_until":null,"devices":["ox-1"],"simulated":true,
                 "limits":{"spo2.low.crit":{"limit":87,"bounds":[85.0,95.0],"default":88}},
                 "discharge":{"ready":false,"missing":["Aldrete score 7 is below 9"],
                  "checks":[{"check":"ride","met":true},{"check":"aldrete","met":false}],
                  "assessment":{"aldrete":7,"moaas":null,"ride_confirmed":true,"resolved":["sedation"]}},
                 "care":{"subject_revision":1,"baseline_proposed":{},
                  "cuff":{"device":"","automatic":false,"not_automatic_because":"","measuring_since":null,
                   "started":null,"started_because":"","started_by":"","startable_from":null,"due_because":"",
                   "trouble":""},
                  "doses":[],"adverse_events":[],"checkpoints":[],"undoable":null}}""";
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(SessionJson.text(Views.session("s1", 4)))).isEqualTo(json.readTree(agreed));
    }
}
