package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.History.Bucket;
import io.vigil.session.port.History.Sample;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What history answers is what a plain list of the same samples answers. */
class HistoryIT {
    private static final StoreOptions SMALL = StoreOptions.DEFAULT.withSeal(7, 23);

    @TempDir
    Path temp;

    private final List<Sample> naive = new ArrayList<>();
    private final Random random = new Random(20_260_101);

    /** Two devices, gaps, late arrivals, every quality, implausible and missing values. */
    private Input next(long seq) {
        long arrived = T0 + seq * 1_000;
        long measured = arrived - (random.nextInt(10) == 0 ? random.nextInt(30_000) : random.nextInt(900));
        String device = random.nextInt(4) == 0 ? "ox-2" : "ox-1";
        Quality quality = random.nextInt(8) == 0 ? Quality.values()[random.nextInt(4)] : Quality.GOOD;
        double value =
                random.nextInt(20) == 0 ? Double.NaN : random.nextInt(30) == 0 ? 127 : 85 + random.nextInt(160) / 10.0;
        naive.add(new Sample(measured, arrived, value, quality, device));
        var readings = List.of(new Reading(Metric.SPO2, value, quality, List.of()));
        return new Input("s1", seq, arrived, new Happening.Measured(device, measured, "", readings));
    }

    private List<Sample> expected(long from, long to) {
        return naive.stream()
                .filter(sample -> sample.measuredMillis() >= from && sample.measuredMillis() < to)
                .sorted(Comparator.comparingLong(Sample::measuredMillis))
                .toList();
    }

    private void matches(Store store) {
        for (int i = 0; i < 40; i++) {
            long from = T0 + random.nextInt(900_000) - 20_000;
            long to = from + random.nextInt(600_000);
            assertThat(store.history().samples("s1", Metric.SPO2, from, to))
                    .containsExactlyInAnyOrderElementsOf(expected(from, to))
                    .isSortedAccordingTo(Comparator.comparingLong(Sample::measuredMillis));
            long every = 1 + random.nextInt(90_000);
            List<Bucket> buckets = store.history().buckets("s1", Metric.SPO2, from, to, every);
            assertThat(buckets).hasSize((int) Math.ceil((to - from) / (double) every));
            for (Bucket bucket : buckets) {
                assertBucket(bucket, expected(bucket.fromMillis(), Math.min(to, bucket.fromMillis() + every)));
            }
        }
    }

    /** Only what a device vouched for and a body can have counts: an implausible 127 % is nobody's peak. */
    private static void assertBucket(Bucket bucket, List<Sample> samples) {
        double[] values = samples.stream()
                .filter(sample -> sample.quality() == Quality.GOOD || sample.quality() == Quality.QUESTIONABLE)
                .mapToDouble(Sample::value)
                .filter(value -> value >= 1 && value <= 100)
                .sorted()
                .toArray();
        assertThat(bucket.count()).isEqualTo(values.length);
        if (values.length == 0) {
            assertThat(bucket.min()).isNaN();
            assertThat(bucket.max()).isNaN();
            assertThat(bucket.mean()).isNaN();
        } else {
            assertThat(bucket.min()).isEqualTo(values[0]);
            assertThat(bucket.max()).isEqualTo(values[values.length - 1]);
            double mean = java.util.Arrays.stream(values).average().orElseThrow();
            assertThat(bucket.mean()).isCloseTo(mean, within(1e-9));
        }
    }

    @Test
    void samples_and_buckets_match_a_plain_list_before_and_after_a_restart() throws Exception {
        try (Store store = Store.open(temp, SMALL, Clock.system())) {
            append(store, started("s1"));
            CompletableFuture<Boolean> last = append(store, next(2));
            for (long seq = 3; seq <= 700; seq++) {
                last = append(store, next(seq));
                if (seq % 50 == 0) {
                    last.get(10, TimeUnit.SECONDS);
                }
            }
            last.get(10, TimeUnit.SECONDS);
            matches(store);
        }
        try (Store store = Store.open(temp, SMALL, Clock.system())) {
            matches(store);
            CompletableFuture<Boolean> last = append(store, next(701));
            for (long seq = 702; seq <= 800; seq++) {
                last = append(store, next(seq));
            }
            last.get(10, TimeUnit.SECONDS);
            matches(store);
        }
    }

    @Test
    void a_reader_sees_each_sample_once_while_tails_are_being_sealed() throws Exception {
        try (Store store = Store.open(temp, SMALL, Clock.system())) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            var writing = new AtomicBoolean(true);
            var writer = new Thread(() -> {
                for (long seq = 2; seq <= 3_000; seq++) {
                    append(store, Given.spo2("s1", seq, T0 + seq * 1_000, 50 + seq % 50))
                            .join();
                }
                writing.set(false);
            });
            writer.start();
            int reads = 0;
            int seen = 0;
            while (writing.get() || reads == 0) {
                List<Sample> samples = store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE);
                assertThat(samples.size()).as("nothing committed goes away").isGreaterThanOrEqualTo(seen);
                for (int i = 0; i < samples.size(); i++) {
                    assertThat(samples.get(i).arrivedMillis()).isEqualTo(T0 + (i + 2) * 1_000L);
                }
                seen = samples.size();
                reads++;
            }
            writer.join();
            assertThat(store.history().samples("s1", Metric.SPO2, 0, Long.MAX_VALUE))
                    .hasSize(2_999);
            assertThat(reads).isGreaterThan(20);
        }
    }

    @Test
    void a_bucket_width_that_makes_no_sense_is_refused() throws Exception {
        try (Store store = Store.open(temp, SMALL, Clock.system())) {
            assertThatThrownBy(() -> store.history().buckets("s1", Metric.SPO2, 0, 10, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.history().buckets("s1", Metric.SPO2, 0, Long.MAX_VALUE, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
