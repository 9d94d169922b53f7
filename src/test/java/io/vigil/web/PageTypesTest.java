package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSDoc types of the pages, by TypeScript's own compiler, where node is there to run it. */
class PageTypesTest {
    private static final String JARS = "META-INF/resources/webjars/";
    private static final Path PAGES = Path.of("src/main/resources/web/js").toAbsolutePath();

    /** In the jar, and as the compiler looks for it. */
    private static final Map<String, String> MODULES = Map.of(
            "typescript/5.9.3", "typescript",
            "lit/3.3.1", "lit",
            "lit-html/3.3.1", "lit-html",
            "lit-element/4.2.1", "lit-element",
            "lit__reactive-element/2.1.1", "@lit/reactive-element");

    /** Of the charts the pages say little enough. */
    private static final String CHARTS = "declare const echarts: any; export = echarts;";

    @Test
    void theCompilerFindsNothingToObjectTo(@TempDir Path folder) throws Exception {
        Optional<Path> node = node();
        assumeTrue(node.isPresent(), "page types skipped: no node on the PATH");
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            assumeTrue(
                    unpacked(module.getKey(), folder.resolve("node_modules").resolve(module.getValue())),
                    "page types skipped: no " + module.getKey() + " on the class path");
        }
        Files.writeString(folder.resolve("echarts.d.ts"), CHARTS);
        Files.writeString(
                folder.resolve("tsconfig.json"), """
                {"compilerOptions": {
                   "allowJs": true, "checkJs": true, "noEmit": true, "strict": true, "skipLibCheck": true, "types": [],
                   "target": "es2022", "module": "esnext", "moduleResolution": "bundler",
                   "lib": ["es2022", "dom", "dom.iterable"],
                   "paths": {"lit": ["./node_modules/lit/index.d.ts"], "echarts": ["./echarts.d.ts"]}},
                 "include": ["%s/**/*.js", "echarts.d.ts"]}
                """.formatted(PAGES.toString().replace('\\', '/')));
        Process compiler = new ProcessBuilder(
                        node.get().toString(),
                        "node_modules/typescript/lib/tsc.js",
                        "-p",
                        "tsconfig.json",
                        "--pretty",
                        "false",
                        "--listFiles")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> objections =
                said.lines().filter(line -> line.contains("error TS")).toList();
        assertThat(objections).isEmpty();
        assertThat(compiler.waitFor()).as(said).isZero();
        assertThat(said.lines()
                        .filter(line -> line.startsWith(PAGES.toString()))
                        .count())
                .as("pages looked at")
                .isEqualTo(pages());
    }

    private static long pages() throws IOException {
        try (var walk = Files.walk(PAGES)) {
            return walk.filter(file -> file.toString().endsWith(".js")).count();
        }
    }

    private static Optional<Path> node() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @return false without such a jar */
    private static boolean unpacked(String module, Path to) throws IOException {
        String root = JARS + module + "/";
        URL known = PageTypesTest.class.getClassLoader().getResource(root + "package.json");
        if (known == null) {
            return false;
        }
        JarURLConnection connection = (JarURLConnection) known.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : jar.stream().filter(one -> needed(one, root)).toList()) {
                Path file = to.resolve(entry.getName().substring(root.length()));
                Files.createDirectories(file.getParent());
                Files.copy(jar.getInputStream(entry), file);
            }
        }
        return true;
    }

    private static boolean needed(JarEntry entry, String root) {
        String name = entry.getName();
        boolean compiler = name.matches(".*/typescript/[^/]+/lib/[^/]+");
        return !entry.isDirectory()
                && name.startsWith(root)
                && (compiler || name.endsWith(".d.ts") || name.endsWith("package.json"));
    }
}
