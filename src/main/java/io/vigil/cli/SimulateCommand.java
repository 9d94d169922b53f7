package io.vigil.cli;

import io.vigil.cli.option.CatalogueOption;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.sim.Faults;
import io.vigil.device.sim.Metronome;
import io.vigil.device.sim.RecordingCourse;
import io.vigil.device.sim.Script;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: one simulated device, until it is interrupted or its recording ends. */
@Command(name = "simulate", description = "One simulated device.", mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private final Function<String, BiConsumer<String, byte[]>> mqtt;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--device", required = true, paramLabel = "TYPE", description = "Device type, see `devices`.")
    private String device = "";

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Target target;

    @Option(names = "--recording", paramLabel = "FILE", description = "Play a 1 Hz CSV or an HH:MM,Param,Value chart.")
    private @Nullable Path recording;

    @Option(
            names = "--course",
            paramLabel = "1-4",
            description = "Scripted course without a recording: ${DEFAULT-VALUE}.")
    private int course = 1;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Where to publish; by default as the type's devices do. A level written +object is filled.")
    private String topic = "";

    @Mixin
    private final CatalogueOption catalogues = new CatalogueOption();

    @Option(
            names = "--fault",
            paramLabel = "NAME[=FROM[+SECONDS]]",
            description = {
                "What goes wrong, from which second on and for how long (10 and 20 by default); any number of them:",
                "noise: one byte in fifty is another",
                "dropped: one byte in fifty is lost",
                "finger-out: the sensor is off the patient",
                "low-perfusion: the signal is weak, and the device says so",
                "frozen: the numbers stand still",
                "clock-jump: the device's own clock is an hour behind",
                "disconnect: the cable is out, or nothing is published",
                "nan-cuff: cuff measurements fail"
            })
    private List<String> faults = List.of();

    static final class Target {
        @Option(
                names = "--serial",
                paramLabel = "PATH",
                description = "A serial port; made as a pseudo-terminal if absent.")
        @Nullable
        String serial;

        @Option(names = "--mqtt", paramLabel = "URL", description = "A broker.")
        @Nullable
        String mqtt;
    }

    /** @param mqtt a broker's URL to a publisher of payloads on topics; may throw IllegalStateException with the reason */
    public SimulateCommand(Function<String, BiConsumer<String, byte[]>> mqtt) {
        this.mqtt = mqtt;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        Catalogue catalogue = catalogues.catalogue();
        catalogue.problems().forEach(err::println);
        Optional<DeviceType> type = catalogue.type(device);
        Target to = Objects.requireNonNull(target);
        if (type.isEmpty()) {
            err.println(CatalogueOption.unknown(device, catalogue));
            return 2;
        }
        if (type.get().stream() != (to.serial != null) || course < 1 || course > 4) {
            err.println(device + " is reached by " + (type.get().stream() ? "--serial" : "--mqtt")
                    + "; courses are 1 to 4");
            return 2;
        }
        Faults wrong;
        try {
            wrong = Faults.parse(faults);
        } catch (IllegalArgumentException unknown) {
            err.println(unknown.getMessage());
            return 2;
        }
        try {
            Script script = script();
            try (SimulatedLine line = line(type.get(), to, script, wrong)) {
                return play(line, script);
            }
        } catch (IOException | IllegalStateException refused) {
            err.println(refused.getMessage());
            return 1;
        }
    }

    private Script script() throws IOException {
        return recording == null ? new ScriptedCourse(course) : RecordingCourse.read(recording);
    }

    private SimulatedLine line(DeviceType type, Target to, Script script, Faults wrong) throws IOException {
        return to.serial != null
                ? SimulatedLine.serial(type, Path.of(to.serial), script, wrong)
                : SimulatedLine.mqtt(type, topic, mqtt.apply(Objects.requireNonNull(to.mqtt)), script, wrong);
    }

    private int play(SimulatedLine line, Script script) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(device + " at " + line.where());
        out.flush();
        try (Metronome metronome = Metronome.start(Clock.system(), List.of(line, elapsed -> {
            if (script.ended(elapsed)) {
                over.countDown();
            }
        }))) {
            over.await();
        }
        return 0;
    }
}
