package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.description.DeviceAlarm;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of bytes by description alone, against frames whose values are known from the layouts of real devices. */
class DescribedFramesTest {
    /** Nonin's data format 8, in the language. */
    private static final String SYNC = Invented.SERIAL + """
            framing: {length: 4, sync: {bit: 7, first: 1}}
            records:
              - fields:
                  pr: b0[1:0] ++ b1[6:0]
                  doubt: b0[5:2]
                  spo2: b2
                  alarm: b3[3]
                  battery: b3[0]
                readings:
                  spo2: {from: spo2, none: [127], frozen: {alarm: '1'}}
                  pr: {from: pr, none: [511], frozen: {alarm: '1'}}
                status:
                  - from: doubt
                    bits: {0x8: questionable out-of-track, 0x4: questionable low-perfusion}
                alarms:
                  - {from: alarm, bits: {0x1: medium sensor-off}}
            examples:
              - {hex: '81 16 60 00', expect: [spo2 96, pr 150]}
              - {hex: '90 48 55 00', expect: [spo2 85 questionable low-perfusion, pr 72 questionable low-perfusion]}
              - {hex: '80 48 61 08', expect: [spo2 none invalid frozen, pr none invalid frozen]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void splitBitsAndTheSyncBit() {
        List<Decoded> all = read(SYNC, hex("16 81 16 60 00 81 48 83 7F 7F 00"));
        assertThat(values(all, Metric.PR)).containsExactly(150.0, Double.NaN);
        assertThat(rejected(all)).extracting(Decoded.Rejected::reason).containsExactly("noise", "framing");
        assertThat(samples(read(SYNC, hex("80 48 61 08"))).get(0).alarms())
                .containsExactly(new DeviceAlarm("sensor-off", DeviceAlarm.Priority.MEDIUM, DeviceAlarm.State.ACTIVE));
    }

    @Test
    void lengthByteAndTwosComplement() {
        String suntech = Invented.SERIAL + """
                framing:
                  start: '3E'
                  length: {at: 1, lowest: 3}
                  longest: 67
                  checksum: {kind: twos}
                records:
                  - fields:
                      sys: {at: 2, bytes: 2}
                      dia: {at: 4, bytes: 2}
                      beats: b6
                      status: b7
                      pulse: b16
                      map: {at: 18, bytes: 2}
                      error: b20
                    size: 24
                    readings: {sbp: sys, dbp: dia, map: map, pr: pulse}
                    together: [sbp, dbp]
                  - fields: {pressure: {at: 2, bytes: 2, endian: little}}
                    size: 5
                    ignore: cuff pressure
                examples:
                  - hex: 3E 18 73 00 4A 00 1E 01 00 00 00 00 00 00 31 07 55 00 58 00 00 00 00 E9
                    expect: [sbp 115, dbp 74, map 88, pr 85]
                  - {hex: 3E 05 02 01 BA, expect: [ignored cuff pressure]}
                  - {hex: 3E 05 02 01 B1, expect: [refused checksum]}
                """;
        List<Decoded> all = read(suntech, hex("3E 18 3E 05 02 01 BA"));
        assertThat(all).last().isEqualTo(new Decoded.Ignored(2, 5, "cuff pressure"));
    }

    @Test
    void savedHighBits() {
        String contec = Invented.SERIAL + """
                framing: {start: '01', length: 9, sync: {bit: 7, first: 0}}
                records:
                  - fields:
                      none: b4[4]
                      pr: b5
                      spo2: b6
                      pi: {at: 7, bytes: 2}
                    saved_high_bits: {at: 1, from: 2}
                    readings:
                      spo2: {from: spo2, none: [127]}
                      pr: {from: pr, none: [255]}
                      pi: {from: pi, scale: 0.01, none: [65535], valid: {none: '0'}}
                examples:
                  - {hex: 01 E0 84 93 92 BC E3 FF FF, expect: [spo2 99, pr 60, pi none]}
                """;
        assertThat(values(read(contec, hex("01 E8 84 93 82 BC E3 AC 82")), Metric.PR))
                .containsExactly(188.0);
    }

    @Test
    void startAndEndWithASumInHex() {
        String medlab = Invented.SERIAL + """
                framing: {start: '02', end: '03', longest: 64, checksum: {kind: sum8, as: hex, at: -3, from: 1, to: -3}}
                records:
                  - {matching: 'R(?<pr>\\d{3});', readings: {pr: pr}}
                examples:
                  - {input: "\\x02R072;26\\x03", expect: [pr 72]}
                  - {input: "\\x02R073;26\\x03", expect: [refused checksum]}
                """;
        List<Decoded> all = read(medlab, ascii("\u0002R0\u0002R072;26\u0003"));
        assertThat(rejected(all)).containsExactly(new Decoded.Rejected(0, 3, "truncated"));
        assertThat(values(all, Metric.PR)).containsExactly(72.0);
    }

    @Test
    void crcSumOfSevenBitsAndXor() {
        // A published request of a ring, a published frame of an oximeter; the others are the catalogues' check values.
        sum("{kind: crc8, poly: '07'}", "AA 17 E8 00 00 00 00 1B");
        sum("{kind: sum7}", "EB 01 04 53 63 7F 00 25");
        sum("{kind: crc8, poly: '07'}", "31 32 33 34 35 36 37 38 39 F4");
        sum("{kind: crc8, poly: '31', reflect: true}", "31 32 33 34 35 36 37 38 39 A1");
        sum("{kind: xor}", "31 32 33 34 35 36 37 38 39 31");
    }

    private void sum(String checksum, String frame) {
        int length = (frame.length() + 1) / 3;
        String text = Invented.SERIAL
                + """
                framing: {start: 'START', length: LENGTH, checksum: CHECKSUM}
                records: [{fields: {a: b1}, ignore: frame}]
                examples: [{hex: FRAME, expect: [ignored frame]}]
                """.replace("START", frame.substring(0, 2))
                        .replace("LENGTH", "" + length)
                        .replace("CHECKSUM", checksum)
                        .replace("FRAME", frame);
        assertThat(new Invented(folder).problems(text)).as(checksum).isEmpty();
        byte[] broken = hex(frame);
        broken[3] ^= 4;
        assertThat(rejected(read(text, broken))).isNotEmpty();
    }

    @Test
    void numbersOfEveryForm() {
        String forms = Invented.SERIAL + """
                framing: {start: AA, length: 12, checksum: {kind: xor}}
                records:
                  - fields:
                      spo2: {at: 1, as: bcd}
                      pr: {at: 2, bytes: 2, endian: big}
                      pi: {at: 4, as: sfloat}
                      sbp: {at: 6, bytes: 2, signed: true}
                      kind: {at: 8, bytes: 2, as: text}
                      serial: {at: 10, as: hex}
                    when: kind == OX and serial != ff
                    readings:
                      spo2: spo2
                      pr: pr
                      pi: pi
                      sbp: {from: sbp, offset: 100}
                  - {fields: {serial: b10}, when: {serial: '255'}, refuse: not this one}
                examples:
                  - hex: AA 97 00 48 6C E1 FE FF 4F 58 01 00
                    expect: [refused checksum]
                """.replace("6C E1 FE FF 4F 58 01 00", "6C E1 FE FF 4F 58 01 EF");
        Decoded.Sample sample = samples(read(
                        forms.replace("refused checksum", "spo2 97, pr 72, pi 3.64, sbp 98"),
                        hex("AA 97 00 48 6C E1 FE FF 4F 58 01 EF")))
                .get(0);
        assertThat(reading(sample, Metric.SBP).value()).isEqualTo(98);
    }

    @Test
    void aFrameWithoutAChecksumCountsWhenAnotherFollows() {
        String confirmed = Invented.SERIAL + """
                framing: {start: AA, length: 3, confirmed: true}
                records: [{fields: {spo2: b1, pr: b2}, readings: {spo2: spo2, pr: pr}}]
                examples: [{hex: AA 61 48 AA 60 48, expect: [spo2 97, pr 72, spo2 96, pr 72]}]
                """;
        List<Decoded> all = read(confirmed, hex("AA 10 AA 61 48 AA 60 48"));
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0, 96.0);
        assertThat(reading(samples(all).get(0), Metric.SPO2).quality()).isEqualTo(Quality.GOOD);
    }

    private List<Decoded> read(String text, byte[] stream) {
        return Invented.read(new Invented(folder).type(text), stream);
    }
}
