package io.vigil.cli.service;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.session.port.DraftDesk;
import io.vigil.session.port.PortDesk;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the configuration that a person describes, and reads it as {@code check} would. It is given back as text and
 * kept nowhere. Workers only.
 *
 * @param present what is in force: where this station listens and keeps its data stays so
 * @param reader without the environment: a draft can ask for none of its secrets
 * @param jar how this service was started, such as {@code vigil.jar}
 */
record ConfigDraft(VigilConfig present, PortDesk ports, ConfigReader reader, String jar) implements DraftDesk {
    static final String FILE = "vigil.yaml";

    @Override
    public Draft draft(Wanted wanted) {
        String check = "java -jar " + jar + " check --config " + FILE;
        String run = "java -jar " + jar + " run --config " + FILE;
        String text = new DraftText(present, ports.ports(), check, run).of(wanted);
        return new Draft(FILE, text, faults(text), check, run, startedWith());
    }

    private List<Fault> faults(String text) {
        Outcome<VigilConfig> outcome = reader.read(FILE, text, Path.of(""));
        return outcome instanceof Outcome.Refused<VigilConfig> refused
                ? refused.problems().stream().map(ConfigDraft::fault).toList()
                : List.of();
    }

    private static Fault fault(Problem problem) {
        return new Fault(problem.place().line(), problem.place().column(), problem.message());
    }

    /** The places of what holds without a file are in brackets. */
    private String startedWith() {
        String file = present.http().place().file();
        return file.startsWith("(") ? "" : file;
    }
}
