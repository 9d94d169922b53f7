package io.vigil.store.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.store.block.Garbled;
import io.vigil.vital.Quality;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChunkProperties {
    record Row(long measured, long arrived, double value, Quality quality) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Double> whole = Arbitraries.integers().between(0, 330).map(Integer::doubleValue);
        Arbitrary<Double> tenths = Arbitraries.integers().between(0, 3300).map(n -> n / 10.0);
        Arbitrary<Double> any = Arbitraries.oneOf(
                Arbitraries.doubles(), Arbitraries.of(-0.0, Double.POSITIVE_INFINITY, Double.NaN, 1e18));
        return Arbitraries.of(List.of(whole, tenths, any)).flatMap(values -> rows(values.injectDuplicates(0.2)));
    }

    private static Arbitrary<List<Row>> rows(Arbitrary<Double> values) {
        Arbitrary<Long> times = Arbitraries.oneOf(
                Arbitraries.longs().between(1_777_000_000_000L, 1_777_000_100_000L), Arbitraries.longs());
        Arbitrary<Double> withGaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, values), net.jqwik.api.Tuple.of(1, Arbitraries.just(Double.NaN)));
        return Combinators.combine(times, times, withGaps, Arbitraries.of(Quality.class))
                .as(Row::new)
                .list()
                .ofMaxSize(600);
    }

    @Property(tries = 1000)
    void any_samples_unpack_as_they_were_packed(@ForAll("rows") List<Row> rows) {
        var samples = new Samples();
        rows.forEach(row -> samples.add(row.measured, row.arrived, row.value, row.quality));
        Samples back = Chunk.unpack(Chunk.pack(samples));
        assertThat(back.size()).isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(new Row(back.measured(i), back.arrived(i), back.value(i), back.quality(i)))
                    .isEqualTo(row);
            assertThat(Double.doubleToRawLongBits(back.value(i))).isEqualTo(Double.doubleToRawLongBits(row.value));
        }
    }

    @Property(tries = 1000)
    void any_bytes_are_a_chunk_or_garbled_and_nothing_else(@ForAll byte[] noise) {
        try {
            Chunk.unpack(noise);
        } catch (Garbled expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }
}
