package io.vigil.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BlockProperties {
    @Provide
    Arbitrary<List<Stored>> records() {
        Arbitrary<Stored> folded = Happenings.inputs().map(Stored.Folded::new);
        Arbitrary<Stored> unworn = Happenings.frames().map(Stored.Unworn::new);
        return Arbitraries.oneOf(folded, folded, unworn).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<ChartEntry> charts() {
        return Happenings.charts();
    }

    @Provide
    Arbitrary<List<Double>> doubles() {
        return Happenings.doubles().list().ofMaxSize(50);
    }

    private static byte[] packed(List<Stored> records) {
        var encoder = new BlockEncoder();
        encoder.begin();
        for (Stored record : records) {
            if (record instanceof Stored.Folded folded) {
                encoder.input(folded.input());
            } else if (record instanceof Stored.Unworn unworn) {
                encoder.unworn(unworn.frame());
            }
        }
        assertThat(encoder.count()).isEqualTo(records.size());
        return encoder.toArray();
    }

    @Property(tries = 300)
    void any_block_reads_back_as_it_was_written(@ForAll("records") List<Stored> records) {
        assertThat(BlockDecoder.decode(packed(records))).isEqualTo(records);
    }

    @Property(tries = 1000)
    void any_bytes_are_a_block_or_garbled_and_nothing_else(@ForAll byte[] noise, @ForAll boolean headed) {
        byte[] payload = noise.clone();
        if (headed && payload.length > 1) {
            payload[0] = BlockEncoder.MAGIC;
            payload[1] = BlockEncoder.VERSION;
        }
        try {
            BlockDecoder.decode(payload);
        } catch (Garbled expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    @Property(tries = 300)
    void a_block_with_a_changed_byte_reads_or_is_garbled(
            @ForAll("records") List<Stored> records, @ForAll int place, @ForAll byte with) {
        byte[] payload = packed(records);
        payload[Math.floorMod(place, payload.length)] = with;
        try {
            BlockDecoder.decode(payload);
        } catch (Garbled expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }

    @Property(tries = 1000)
    void numbers_keep_every_bit(@ForAll("doubles") List<Double> numbers) {
        var out = new Bytes();
        for (double number : numbers) {
            out.put(Number64.form(number));
            byte[] to = out.ahead(Varint.MOST);
            out.reach(Number64.write(to, out.size(), Number64.form(number), number));
        }
        var in = new Cursor(out.toArray());
        for (double number : numbers) {
            assertThat(Double.doubleToRawLongBits(Number64.read(in, in.get())))
                    .isEqualTo(Double.doubleToRawLongBits(number));
        }
        assertThat(in.done()).isTrue();
    }

    @Property(tries = 300)
    void chart_entries_read_back(@ForAll("charts") ChartEntry entry) {
        assertThat(Json.chartEntry(Json.text(entry))).isEqualTo(entry);
    }

    @Example
    void every_happening_and_action_has_a_name_of_its_own_on_disk() {
        assertThat(names(Json.HappeningNames.class))
                .containsExactlyInAnyOrder(Happening.class.getPermittedSubclasses());
        assertThat(names(Json.ActionNames.class)).containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
    }

    /** Written by hand from the layout in BlockEncoder, so that reader and writer cannot drift together. */
    @Example
    void a_block_of_version_1_is_as_its_layout_says() {
        String hex = "56 01 1027000000000000" // 'V', version 1, base 10000
                + "00 03 04 7331" // word 0: s1
                + "00 03 04 6f78" // word 1: ox
                + "00 04 06 6c6f77" // word 2: low
                + "01 12 00 05 00 01 09 00 03" // s1, seq 5, at the base, ox, 5 ms before, no stamp, three readings
                + "01 08 c201" // spo2 good, whole, 97
                + "05 51 08 01 02" // pi questionable, tenths, flagged, 0.4, one flag: low
                + "06 02"; // sbp invalid, no value
        byte[] payload = HexFormat.of().parseHex(hex.replace(" ", ""));
        var readings = List.of(
                Reading.of(Metric.SPO2, 97, Quality.GOOD),
                new Reading(Metric.PI, 0.4, Quality.QUESTIONABLE, List.of("low")),
                Reading.none(Metric.SBP, Quality.INVALID, List.of()));
        Stored record =
                new Stored.Folded(new Input("s1", 5, 10_000, new Happening.Measured("ox", 9_995, "", readings)));
        assertThat(BlockDecoder.decode(payload)).containsExactly(record);
        assertThat(packed(List.of(record))).isEqualTo(payload);
    }

    private static List<Class<?>> names(Class<?> mixin) {
        var subtypes = mixin.getAnnotation(com.fasterxml.jackson.annotation.JsonSubTypes.class)
                .value();
        Set<String> distinct = new TreeSet<>();
        Arrays.stream(subtypes).forEach(subtype -> distinct.add(subtype.name()));
        assertThat(distinct).hasSize(subtypes.length);
        return new ArrayList<>(
                Arrays.stream(subtypes).<Class<?>>map(s -> s.value()).toList());
    }
}
