package io.vigil;

import io.vigil.cli.Commands;

/** The program's door. */
public final class Vigil {
    private Vigil() {}

    public static void main(String[] args) {
        System.exit(Commands.run(args));
    }
}
