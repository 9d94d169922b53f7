package io.vigil.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM whose system calls are looked at, or made to fail, from outside. */
final class Strace {
    private Strace() {}

    /** False where there is none, or where processes may not be traced. */
    static boolean works(Path folder) throws InterruptedException {
        try {
            Process trial = new ProcessBuilder(
                            "strace", "-f", "-o", folder.resolve("trial").toString(), "true")
                    .start();
            return trial.waitFor(20, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static Process of(List<String> options, String property, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace"));
        command.addAll(options);
        command.addAll(jvm(property, main, arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static List<String> jvm(String property, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                property,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
