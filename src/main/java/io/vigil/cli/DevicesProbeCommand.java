package io.vigil.cli;

import io.vigil.device.Catalogue;
import io.vigil.device.serial.SerialProbe;
import io.vigil.time.Clock;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices probe PATH}: who is on this serial port. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Listens on a serial port at every speed that a known device uses, and says who answers.",
            "Asks what can be asked without harm; no cuff is ever started.",
            "Exit code 0: somebody answered, 1: nobody did, 3: the port cannot be opened."
        })
public final class DevicesProbeCommand implements Callable<Integer> {
    private static final int NOBODY = 1;
    private static final int NO_PORT = 3;
    private static final int MOST_SECONDS = 60;

    @Parameters(paramLabel = "PATH", description = "/dev/ttyUSB0, /dev/serial/by-id/…, COM3")
    private String path = "";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "how long to listen at each speed, 1 to 60; default ${DEFAULT-VALUE}")
    private int seconds = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long listenMillis = 1000L * Math.max(1, Math.min(MOST_SECONDS, seconds));
        SerialProbe.Outcome outcome =
                new SerialProbe(Catalogue.builtIn().all(), Clock.system(), listenMillis).probe(path);
        for (SerialProbe.Answer answer : outcome.answers()) {
            out.printf(
                    "%-20s %-14s %d good, %d refused: %s%n",
                    answer.type().id(), answer.line().inWords(), answer.good(), answer.bad(), answer.says());
        }
        if (!outcome.reason().isEmpty()) {
            spec.commandLine().getErr().println(outcome.reason());
            return NO_PORT;
        }
        if (outcome.answers().isEmpty()) {
            out.println(
                    outcome.bytes() == 0
                            ? "Nothing was heard. Is the device switched on, and the cable a crossed one?"
                            : outcome.bytes()
                                    + " bytes were heard that no known device says. Check its output format.");
            return NOBODY;
        }
        out.flush();
        return 0;
    }
}
