package io.vigil.fhir.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import io.vigil.fhir.EntriesOf;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.Patient;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OruMessageTest {
    private final OruMessage messages =
            new OruMessage(new Hl7Address("127.0.0.1", 2575, false, true, "EHR", "CLINIC", 1_000));

    /** By HAPI's own rules for 2.6, from the text that is sent. */
    private static Terser judged(String text) throws Exception {
        try (HapiContext strict = new DefaultHapiContext()) {
            strict.setValidationContext(ValidationContextFactory.defaultValidation());
            Message message = strict.getPipeParser().parse(text);
            assertThat(message.getName()).isEqualTo("ORU_R01");
            assertThat(message.getVersion()).isEqualTo("2.6");
            return new Terser(message);
        }
    }

    private Terser sent(ChartEntry entry) throws Exception {
        return judged(Hl7.text(messages.of(entry)));
    }

    private static String obx(Terser terser, int at, String field) throws Exception {
        String text = terser.get("/PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION(" + at + ")/OBX-" + field);
        return text == null ? "" : text;
    }

    @Test
    void aCuffReadingIsThreeObservationsOfOneDevice() throws Exception {
        Terser said = sent(EntriesOf.pressure(Quality.GOOD, 121, 78, 92));
        assertThat(obx(said, 0, "3-1")).isEqualTo("69965");
        assertThat(obx(said, 1, "3-1") + "^" + obx(said, 1, "3-2") + "^" + obx(said, 1, "3-3"))
                .isEqualTo("150021^MDC_PRESS_BLD_NONINV_SYS^MDC");
        assertThat(obx(said, 1, "5")).isEqualTo("121");
        assertThat(obx(said, 2, "3-1")).isEqualTo("150022");
        assertThat(obx(said, 3, "3-1")).isEqualTo("150023");
        assertThat(obx(said, 3, "5")).isEqualTo("92");
        assertThat(obx(said, 1, "6-1") + "^" + obx(said, 1, "6-4") + "^" + obx(said, 1, "6-6"))
                .isEqualTo("266016^mm[Hg]^UCUM");
        assertThat(obx(said, 1, "4")).isEqualTo("1.1.1.150021");
        assertThat(obx(said, 1, "11")).isEqualTo("F");
        assertThat(obx(said, 1, "14")).isEqualTo("20260504101531.250+0000");
        assertThat(obx(said, 1, "17-2")).isEqualTo("APERIODIC");
        assertThat(obx(said, 1, "18-1")).isEqualTo("demo/cuff-1");
    }

    @Test
    void thePulseOfACuffIsItsOwn() throws Exception {
        Terser said = sent(EntriesOf.cuffPulse(72));
        assertThat(obx(said, 1, "3-1") + "^" + obx(said, 1, "3-2")).isEqualTo("149546^MDC_PULS_RATE_NON_INV");
        assertThat(obx(said, 1, "5")).isEqualTo("72");
        assertThat(obx(said, 1, "17-2")).isEqualTo("APERIODIC");
        assertThat(obx(said, 1, "18-1")).isEqualTo("demo/cuff-1");
        assertThat(obx(sent(EntriesOf.of(Metric.PR, 72, Quality.GOOD)), 1, "3-1"))
                .isEqualTo("149530");
    }

    @Test
    void headPatientAndOrderAreAsPcdWantsThem() throws Exception {
        ChartEntry entry = EntriesOf.spo2(97);
        Terser said = sent(entry);
        assertThat(said.get("/MSH-9-1") + said.get("/MSH-9-2") + said.get("/MSH-9-3"))
                .isEqualTo("ORUR01ORU_R01");
        assertThat(said.get("/MSH-21-3")).isEqualTo("1.3.6.1.4.1.19376.1.6.1.1.1");
        assertThat(said.get("/MSH-5")).isEqualTo("EHR");
        assertThat(said.get("/MSH-11")).isEqualTo("D");
        assertThat(said.get("/.PID-3-1")).isEqualTo("MRN-p-s-1");
        assertThat(said.get("/.PID-3-4-2")).isEqualTo("2.999.1");
        assertThat(said.get("/.PID-5-1")).isNull();
        assertThat(said.get("/.OBR-4-1")).isEqualTo("182777000");
        assertThat(said.get("/.OBR-3-1")).isEqualTo("demo/s-1/1/ox-1/spo2/reading/2026-05-04T10:15:30.250Z~231");
        assertThat(said.get("/MSH-10")).isEqualTo(OruMessage.controlId(entry)).hasSize(36);
    }

    @Test
    void theSameRowIsTheSameMessageForEverAndACorrectionAnotherAboutTheSame() throws Exception {
        ChartEntry entry = EntriesOf.spo2(97);
        assertThat(Hl7.text(messages.of(entry))).isEqualTo(Hl7.text(messages.of(entry)));
        Terser first = sent(entry);
        Terser then = sent(EntriesOf.corrected(entry, Change.AMENDED, 94));
        assertThat(then.get("/MSH-10")).isNotEqualTo(first.get("/MSH-10"));
        assertThat(then.get("/.OBR-3-1")).isEqualTo(first.get("/.OBR-3-1"));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aCorrectionSaysSo(Change change) throws Exception {
        Terser said = sent(EntriesOf.corrected(EntriesOf.spo2(97), change, 94));
        assertThat(obx(said, 1, "11")).isEqualTo(change == Change.AMENDED ? "C" : "W");
        assertThat(said.get("/PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION(1)/NTE-3"))
                .contains("anna", "motion, replaced after a look");
    }

    @ParameterizedTest
    @EnumSource(Quality.class)
    void whatIsNotVouchedForIsNoNumber(Quality quality) throws Exception {
        Terser said = sent(EntriesOf.of(Metric.SPO2, 88, quality));
        boolean number = quality == Quality.GOOD || quality == Quality.QUESTIONABLE;
        assertThat(obx(said, 1, "5")).isEqualTo(number ? "88" : "");
        assertThat(obx(said, 1, "11")).isEqualTo(number ? "F" : "X");
        assertThat(obx(said, 1, "8"))
                .isEqualTo(
                        switch (quality) {
                            case GOOD -> "TEST";
                            case QUESTIONABLE -> "QUES";
                            case SENSOR_OFF -> "OFF";
                            case INVALID -> "INV";
                        });
    }

    @Test
    void aSystolicPressureUnderTheDiastolicIsNotBelieved() throws Exception {
        Terser said = sent(EntriesOf.pressure(Quality.GOOD, 78, 121, 92));
        assertThat(obx(said, 1, "5") + obx(said, 2, "5") + obx(said, 3, "5")).isEmpty();
    }

    @Test
    void aTextWithReservedSignsArrivesAsItWasWritten() throws Exception {
        String text = "M\u00fcller & S\u00f6hne | 5^3 ~ \\home\\ \rNTE|9||forged";
        ChartEntry entry = EntriesOf.of(Kind.ALARM).signed(new Signature("anna|b", EntriesOf.AT));
        ChartEntry.Correction why = new ChartEntry.Correction(entry.key(), Change.AMENDED, "anna", EntriesOf.AT, text);
        String wire = Hl7.text(messages.of(entry.as(entry.key() + "|x", entry.patient(), entry.values(), why)));
        Terser said = judged(wire);
        assertThat(said.get("/PATIENT_RESULT/ORDER_OBSERVATION/OBSERVATION(1)/NTE-3"))
                .contains("M\u00fcller & S\u00f6hne | 5^3 ~ \\home\\");
        assertThat(obx(said, 1, "16-1")).isEqualTo("anna|b");
        assertThat(wire.split("\r")).noneMatch(segment -> segment.startsWith("NTE|9"));
    }

    @Test
    void withoutANumberOfThePatientThereIsNoMessage() {
        Patient bare = new Patient("p", "P.", "1980-01-01", null, "Patient/p");
        ChartEntry entry = EntriesOf.spo2(97);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> messages.of(entry.as(entry.key(), bare, entry.values(), null)))
                .withMessageContaining("number");
    }

    @Test
    void nothingIsWrittenWhereTheServiceRuns() throws Exception {
        Path counter = Path.of("id_file");
        Files.deleteIfExists(counter);
        Hl7.text(messages.of(EntriesOf.spo2(97)));
        Hl7.parsed("MSH|^~\\&|EHR||VIGIL||20260504101530||ACK^R01|1|P|2.6\rMSA|AA|1\r");
        assertThat(counter).doesNotExist();
    }

    @Test
    void thePublishedExampleIsWhatIsSent() throws Exception {
        String published = Files.readString(Path.of("fhir-profiles", "examples", "oru-r01.hl7"));
        String said = Hl7.text(messages.of(EntriesOf.pressure(Quality.GOOD, 121, 78, 92)));
        assertThat(published.replace("\n", "\r")).isEqualTo(said);
        judged(said);
    }
}
