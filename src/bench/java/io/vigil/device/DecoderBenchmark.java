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
 * What one frame, line or message of each type costs from bytes to readings, beside a floor in the same run: the same
 * bytes read out of their array by a checksum. {@code mvn -P bench test-compile exec:exec -Dbench=DecoderBenchmark} prints
 * nanoseconds a frame, and with {@code -prof gc} the bytes allocated for it ({@code gc.alloc.rate.norm}). A thousand
 * devices at r frames a second cost r x ns / 10 000 per cent of a core:
 * formats 2 and 7 send 3 packets a second, Contec 60 frames, all others at most 2.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecoderBenchmark {
    private static final int FRAMES = 60;

    @Param({
        "nonin-df2", "nonin-df7", "nonin-df8", "nonin-df13", "nonin-ascii", "masimo-ascii1", "contec-v7",
        "contec-5byte", "nellcor-ascii", "suntech-advantage", "medlab-un300c", "ivy-450c", "datascope-accutorr",
        "viatom-o2ring", "gatt-heart-rate", "gatt-plx-continuous", "gatt-plx-spot", "gatt-blood-pressure",
        "gatt-intermediate-cuff", "vigil-json", "openmqttgateway", "esphome", "tasmota", "qube-vital", "mqtt-vitals"
    })
    public String type = "";

    private final List<Spoken> frames = new ArrayList<>();
    private byte[] bytes = {};
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
        DeviceType known = Catalogue.builtIn().type(type).orElseThrow();
        Consumer<Decoded> out = black::consume;
        if (known.stream()) {
            Decoder decoder = known.newDecoder();
            decode = () -> decoder.feed(bytes, 0, bytes.length, out);
        } else {
            MessageDecoder decoder = known.messageDecoder();
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
