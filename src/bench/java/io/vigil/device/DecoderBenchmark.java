package io.vigil.device;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one frame, line or message of each type costs from bytes to what goes on to the ward, beside a floor in the same
 * run: the same bytes read out of their array by a checksum. {@link DecodingCost} runs it for every type of the
 * catalogue at its true rate and prints the table of README.md.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecoderBenchmark {
    private static final int FRAMES = 60;
    private static final double NANOS = 1e9;

    @Param("masimo-ascii1")
    public String type = "";

    private final List<Spoken> frames = new ArrayList<>();
    private final Thinning thinning = new Thinning();
    private byte[] bytes = {};
    private long nanos;
    private Runnable decode = () -> {};

    @Setup
    public void speak(Blackhole black) {
        Random random = new Random(1);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            frames.add(spoken);
            stream.writeBytes(spoken.bytes());
        }
        bytes = stream.toByteArray();
        long period = Math.round(NANOS / Rates.aSecond(type));
        Consumer<Decoded> out = decoded -> {
            nanos += period;
            black.consume(decoded instanceof Decoded.Sample sample ? thinning.pass(sample, nanos) : decoded);
        };
        DeviceType known = Catalogue.builtIn().type(type).orElseThrow();
        if (known.stream()) {
            Decoder decoder = known.newDecoder();
            decode = () -> decoder.feed(bytes, 0, bytes.length, out);
        } else {
            MessageDecoder decoder = known.newMessageDecoder();
            decode = () -> frames.forEach(frame -> decoder.decode(frame.topic(), frame.bytes()).forEach(out));
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode() {
        decode.run();
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long floor() {
        CRC32 sum = new CRC32();
        for (byte octet : bytes) {
            sum.update(octet);
        }
        return sum.getValue();
    }
}
