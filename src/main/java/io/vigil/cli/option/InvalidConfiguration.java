package io.vigil.cli.option;

import io.vigil.config.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration that a command was given cannot be used: exit code 3. The message is its problems, one a line. */
public final class InvalidConfiguration extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param problems at least one */
    public InvalidConfiguration(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
