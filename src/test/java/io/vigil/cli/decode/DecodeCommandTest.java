package io.vigil.cli.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DecodeCommandTest {
    private static final String MASIMO =
            "05/04/26 10:15:30 SN=0000000001 SPO2=097% BPM=072 PI=04.20% ALARM=0000 EXC=000804";

    private int exit;
    private String complaint = "";

    @Test
    void streamsNameFrameAndOffset() {
        assertThat(decode("80 48 61 00 # good\n11 22\n90 48 55 00\n80 48", "--device", "nonin-df8", "--hex"))
                .containsExactly(
                        "{\"frame\":1,\"offset\":0,\"metric\":\"spo2\",\"value\":97,\"unit\":\"%\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"frame\":1,\"offset\":0,\"metric\":\"pr\",\"value\":72,\"unit\":\"/min\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"offset\":4,\"bytes\":2,\"error\":\"noise\"}",
                        "{\"frame\":2,\"offset\":6,\"metric\":\"spo2\",\"value\":85,\"unit\":\"%\",\"quality\":\"questionable\",\"flags\":[\"low-perfusion\"]}",
                        "{\"frame\":2,\"offset\":6,\"metric\":\"pr\",\"value\":72,\"unit\":\"/min\",\"quality\":\"questionable\",\"flags\":[\"low-perfusion\"]}",
                        "{\"offset\":10,\"bytes\":2,\"error\":\"truncated\"}");
        assertThat(exit).isZero();
    }

    @Test
    void aWholeLastLineCountsWithoutItsEnd() {
        assertThat(decode("# note\n" + MASIMO, "--device", "masimo-ascii1"))
                .containsExactly(
                        "{\"offset\":0,\"bytes\":6,\"error\":\"garbled\"}",
                        masimo("spo2", "97", "%"),
                        masimo("pr", "72", "/min"),
                        masimo("pi", "4.2", "%"));
        assertThat(decode(MASIMO.substring(0, MASIMO.length() - 1), "--device", "masimo-ascii1"))
                .containsExactly("{\"offset\":0,\"bytes\":" + (MASIMO.length() - 1) + ",\"error\":\"garbled\"}");
    }

    private static String masimo(String metric, String value, String unit) {
        return "{\"frame\":1,\"offset\":7,\"metric\":\"" + metric + "\",\"value\":" + value + ",\"unit\":\"" + unit
                + "\",\"quality\":\"questionable\",\"flags\":[\"low-perfusion\"],\"device_time\":\"2026-05-04T10:15:30\"}";
    }

    @Test
    void noReadingIsNull() {
        assertThat(decode("83 7F 7F 08", "--device", "nonin-df8", "--hex"))
                .first()
                .isEqualTo(
                        "{\"frame\":1,\"offset\":0,\"metric\":\"spo2\",\"value\":null,\"unit\":\"%\",\"quality\":\"sensor_off\",\"flags\":[\"sensor-alarm\"]}");
    }

    @Test
    void characteristicsAreALineEach() {
        assertThat(decode("\n10 79 00 4E 00 5C 00 00 00\n1679\n", "--device", "gatt-blood-pressure"))
                .containsExactly(
                        "{\"line\":2,\"metric\":\"sbp\",\"value\":121,\"unit\":\"mm[Hg]\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":2,\"metric\":\"dbp\",\"value\":78,\"unit\":\"mm[Hg]\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":2,\"metric\":\"map\",\"value\":92,\"unit\":\"mm[Hg]\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":3,\"bytes\":2,\"error\":\"truncated\"}");
    }

    @Test
    void messagesComeWithTheirTopicOrBare() {
        String payload = "{\"spo2\":100,\"pi\":0.25}";
        assertThat(decode(
                        "{\"topic\":\"vigil/a/b/reading\",\"payload\":" + payload + "}\n" + payload
                                + "\n{\"topic\":\"x\"}\n{\n",
                        "--device",
                        "vigil-json"))
                .containsExactly(
                        "{\"line\":1,\"metric\":\"spo2\",\"value\":100,\"unit\":\"%\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":1,\"metric\":\"pi\",\"value\":0.25,\"unit\":\"%\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":2,\"metric\":\"spo2\",\"value\":100,\"unit\":\"%\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":2,\"metric\":\"pi\",\"value\":0.25,\"unit\":\"%\",\"quality\":\"good\",\"flags\":[]}",
                        "{\"line\":3,\"bytes\":13,\"error\":\"no reading\"}",
                        "{\"line\":4,\"bytes\":1,\"error\":\"garbled\"}");
    }

    @Test
    void mistakesOfTheCallerAreSaid() {
        assertThat(decode("", "--device", "nonin-df9")).isEmpty();
        assertThat(exit).isEqualTo(2);
        assertThat(complaint).contains("nonin-df9").contains("nonin-df8");
        decode("80 4", "--device", "nonin-df8", "--hex");
        assertThat(exit).isEqualTo(2);
        assertThat(complaint).contains("line 1");
        decode("", "--device", "nonin-df8", Path.of("no", "such", "file").toString());
        assertThat(exit).isEqualTo(1);
    }

    private List<String> decode(String input, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(
                new DecodeCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1))));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        exit = line.execute(arguments);
        line.getErr().flush();
        complaint = err.toString();
        return out.toString().lines().toList();
    }
}
