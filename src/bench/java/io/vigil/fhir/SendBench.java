package io.vigil.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Patient;
import io.vigil.session.Site;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;

/**
 * What an outage of eight hours of twenty chairs costs to send: our whole way, from the durable outbox to the EHR and the
 * answers back into the outbox, beside HAPI's plain client that posts the same bundles out of memory and records nothing;
 * pair by pair in the same run, to the same receiver in a process of its own. Arguments: the receiver's base address
 * ({@link Receiver}), a folder on the disk to measure, rows a run, pairs. Not a test.
 */
final class SendBench {
    static final int CHAIRS = 20;
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ObservationMapper MAPPER = new ObservationMapper();

    private SendBench() {}

    /** @param seconds of the wall; @param cpuMicros of this process for each Observation */
    private record Cost(int rows, double seconds, double cpuMicros) {
        double perSecond() {
            return rows / seconds;
        }

        @Override
        public String toString() {
            return "%,.0f/s, %.0f us CPU each".formatted(perSecond(), cpuMicros);
        }
    }

    private interface Run {
        void now() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        URI base = URI.create(args[0]);
        Path folder = Path.of(args[1]);
        int rows = Integer.parseInt(args[2]);
        int pairs = Integer.parseInt(args[3]);
        double[] ratios = new double[pairs];
        double[] drains = new double[pairs];
        Vertx vertx = Vertx.vertx();
        encoded();
        for (int pair = -1; pair < pairs; pair++) {
            int size = pair < 0 ? Math.min(rows, 1_000) : rows;
            List<ChartEntry> entries = entries(size, pair);
            Cost plain = cost(size, () -> plain(base, entries));
            Cost ours = ours(vertx, base, Files.createTempDirectory(folder, "send"), entries);
            if (pair >= 0) {
                ratios[pair] = ours.perSecond() / plain.perSecond();
                drains[pair] = ours.seconds();
            }
            System.out.printf("%s: HAPI client %s; outbox to EHR %s%n", pair < 0 ? "warm-up" : "pair " + (pair + 1), plain, ours);
        }
        Arrays.sort(ratios);
        Arrays.sort(drains);
        System.out.printf(
                "ours to HAPI's: median %.2f, from %.2f to %.2f; %d rows are drained in %.1f s (%.1f to %.1f)%n",
                ratios[pairs / 2], ratios[0], ratios[pairs - 1], rows, drains[pairs / 2], drains[0], drains[pairs - 1]);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Cost cost(int rows, Run run) throws Exception {
        long cpu = MACHINE.getProcessCpuTime();
        long began = System.nanoTime();
        run.now();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Cost(rows, seconds, (MACHINE.getProcessCpuTime() - cpu) / 1e3 / rows);
    }

    /** Mapping and encoding alone, one Observation at a time. */
    private static void encoded() throws Exception {
        List<ChartEntry> entries = entries(2_000, 99);
        for (int round = 0; round < 4; round++) {
            Cost cost = cost(entries.size(), () -> {
                for (ChartEntry entry : entries) {
                    FhirJson.encode(MAPPER.observation(entry, "Device/1"));
                }
            });
            System.out.println("mapped and encoded: " + cost);
        }
    }

    private static void plain(URI base, List<ChartEntry> entries) {
        FhirContext r4 = FhirContext.forR4Cached();
        r4.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = r4.newRestfulGenericClient(base.toString());
        for (List<Row> batch : Batches.of(rows(entries))) {
            Bundle bundle = (Bundle) FhirJson.parseLeniently(TransactionBundle.of(batch, MAPPER).json());
            client.transaction().withBundle(bundle).execute();
        }
    }

    private static Cost ours(Vertx vertx, URI base, Path folder, List<ChartEntry> entries) throws Exception {
        HttpClientAgent client = vertx.createHttpClient();
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            store.journal().note("s0", 1_777_889_730_250L, List.of(), entries);
            while (store.outbox().backlog().pending() < entries.size()) {
                Thread.sleep(20);
            }
            Endpoint to = new Endpoint(base, true, 30_000);
            Delivery delivery = new Delivery(
                    vertx, client, Clock.system(), new Random(1), store.outbox(), to, Credential.none(), MAPPER,
                    EhrProfile.named("generic"));
            Cost cost = cost(entries.size(), () -> {
                delivery.start();
                while (delivery.status().delivered() < entries.size()) {
                    Thread.sleep(5);
                }
            });
            delivery.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            return cost;
        } finally {
            client.close();
        }
    }

    private static List<Row> rows(List<ChartEntry> entries) {
        List<Row> rows = new ArrayList<>();
        for (ChartEntry entry : entries) {
            rows.add(new Row(rows.size() + 1, State.PENDING, entry, 0, 0, 0, "", ""));
        }
        return rows;
    }

    /** As the chart of a session is: of each five minutes four summaries of the oximeter's, a cuff reading and its pulse. */
    private static List<ChartEntry> entries(int count, int run) {
        List<ChartEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int chair = i % CHAIRS;
            long at = 1_777_889_730_250L + i / CHAIRS * 50_000L;
            int what = i / CHAIRS % 6;
            boolean cuff = what >= 4;
            List<Value> values = what == 4
                    ? List.of(new Value(Metric.SBP, 121), new Value(Metric.DBP, 78), new Value(Metric.MAP, 92))
                    : List.of(new Value(what < 2 ? Metric.SPO2 : Metric.PR, 72 + i % 20));
            Kind kind = cuff ? Kind.READING : what % 2 == 0 ? Kind.MEDIAN : what == 1 ? Kind.NADIR : Kind.PEAK;
            String session = "s" + chair;
            Patient patient = new Patient("p" + chair, "", "", null, "Patient/p" + chair);
            String key = "bench|" + session + "|1|" + run + "|" + i;
            entries.add(new ChartEntry(
                    key, new Site("bench", true), session, patient, cuff ? "cuff-1" : "ox-1", kind, at, Quality.GOOD,
                    values));
        }
        return entries;
    }
}
