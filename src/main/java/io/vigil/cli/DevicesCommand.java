package io.vigil.cli;

import io.vigil.cli.option.CatalogueOption;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.LinkSettings;
import io.vigil.device.MqttSettings;
import io.vigil.device.SerialSettings;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code devices}: what is supported. */
@Command(
        name = "devices",
        description =
                "What devices are supported; check DIR runs the examples in your own descriptions, probe PATH finds out who is on a serial port.",
        mixinStandardHelpOptions = true,
        subcommands = {DevicesCheckCommand.class, DevicesProbeCommand.class})
public final class DevicesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final CatalogueOption catalogues = new CatalogueOption();

    @Override
    public Integer call() throws IOException {
        CommandSpec here = Objects.requireNonNull(spec);
        PrintWriter out = here.commandLine().getOut();
        Catalogue catalogue = catalogues.catalogue();
        catalogue.problems().forEach(here.commandLine().getErr()::println);
        for (DeviceType type : catalogue.all()) {
            String metrics = type.metrics().stream().map(Metric::wire).collect(Collectors.joining(" "));
            out.printf("%-20s %-20s %s%n", type.id(), type.kind(), type.vendor() + ": " + type.model());
            out.printf("%-20s %-20s %s%n", "", metrics, link(type.link()));
        }
        out.println("Tested with published captures and vendors' layouts, not on devices.");
        out.flush();
        return 0;
    }

    private static String link(LinkSettings link) {
        if (link instanceof SerialSettings serial) {
            return "serial, " + serial.baud() + " baud, " + serial.dataBits()
                    + serial.parity().name().substring(0, 1).toUpperCase(Locale.ROOT) + serial.stopBits();
        }
        return "mqtt, " + ((MqttSettings) link).topic();
    }
}
