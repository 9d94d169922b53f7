package io.vigil.cli.export;

import io.vigil.cli.option.DataOption;
import io.vigil.session.Input;
import io.vigil.store.beside.Beside;
import io.vigil.store.record.RecordLines;
import io.vigil.web.report.Report;
import io.vigil.web.report.ReportPdf;
import io.vigil.web.report.ReportWriter;
import io.vigil.web.report.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: one session's record, also while the service runs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes one session's record; reads beside a running service.")
public final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data;

    @Parameters(paramLabel = "SESSION", description = "its id")
    private String session = "";

    @Option(names = "--format", required = true, description = "csv, jsonl, scenario, fhir or pdf")
    private String format = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "a file that does not exist yet; else standard output")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--language", description = "of a pdf: en or es", defaultValue = "en")
    private String language = "en";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public ExportCommand(DataOption data) {
        this.data = data;
    }

    @Override
    public Integer call() throws IOException {
        if (!List.of("csv", "jsonl", "scenario", "fhir", "pdf").contains(format)) {
            throw new ParameterException(
                    spec.commandLine(), "no format '" + format + "'; use csv, jsonl, scenario, fhir or pdf");
        }
        if (format.equals("pdf") && output.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "a pdf is no text for a terminal; add --output FILE");
        }
        try (Beside store = Beside.open(data.folder())) {
            List<Input> inputs = store.inputs(session);
            if (inputs.isEmpty()) {
                List<String> known = store.sessions();
                throw new IOException("no session '" + session + "'; there "
                        + (known.isEmpty()
                                ? "is none"
                                : "are " + known.stream().limit(10).toList()));
            }
            return write(store, inputs);
        }
    }

    private int write(Beside store, List<Input> inputs) throws IOException {
        if (format.equals("pdf")) {
            Report report = new ReportWriter(Words.of(language), ZoneId.systemDefault())
                    .write(inputs, store.events(session), store.charted(session));
            Files.write(output.orElseThrow(), ReportPdf.of(report, language), StandardOpenOption.CREATE_NEW);
            return 0;
        }
        if (output.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            body(store, inputs, out);
            return out.checkError() ? 1 : 0;
        }
        var file = Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        try (var out = new PrintWriter(file)) {
            body(store, inputs, out);
            return out.checkError() ? 1 : 0;
        }
    }

    private void body(Beside store, List<Input> inputs, PrintWriter out) throws IOException {
        switch (format) {
            case "csv" -> new ExportCsv(out).write(inputs, store.events(session));
            case "fhir" -> out.println(ExportFhir.text(store.charted(session)));
            case "jsonl" -> RecordLines.write(store.record(session), out);
            default -> new ExportScenario(out).write(inputs);
        }
        out.flush();
    }
}
