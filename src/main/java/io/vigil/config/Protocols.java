package io.vigil.config;

import io.vigil.config.ProtocolReader.Sheet;
import io.vigil.session.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The protocols a site can choose from: those in the jar, and a clinic's own, which add to them or override by id. */
public final class Protocols {
    private static final List<String> SHIPPED = List.of("iv-40min", "im", "in-esketamine-rems", "oral-sl");

    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Protocols() {}

    /** Reads files: workers or start only. @param folder the clinic's own ({@code *.yaml}, {@code *.yml}) */
    public static Outcome<List<Protocol>> read(Optional<Path> folder) {
        Protocols protocols = new Protocols();
        for (String id : SHIPPED) {
            String name = "protocols/" + id + ".yaml";
            protocols.add(ProtocolReader.read(name, resource(name)));
        }
        folder.ifPresent(protocols::addFolder);
        return protocols.problems.isEmpty()
                ? new Outcome.Read<>(
                        protocols.sheets.values().stream().map(Sheet::protocol).toList())
                : new Outcome.Refused<>(protocols.problems);
    }

    /** One file, as for {@code replay --protocol FILE}. */
    public static Outcome<Protocol> readFile(Path file) {
        Outcome<Sheet> outcome = sheet(file);
        return outcome instanceof Outcome.Read<Sheet> read
                ? new Outcome.Read<>(read.value().protocol())
                : new Outcome.Refused<>(((Outcome.Refused<Sheet>) outcome).problems());
    }

    private void addFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Path> own = new LinkedHashMap<>();
            files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().forEach(file -> own(file, own));
        } catch (IOException unreadable) {
            problems.add(
                    Place.top(folder.toString()).problem("the folder cannot be read; mend its path or its rights"));
        }
    }

    private void own(Path file, Map<String, Path> own) {
        Outcome<Sheet> outcome = sheet(file);
        if (outcome instanceof Outcome.Read<Sheet> read) {
            Path before = own.putIfAbsent(read.value().protocol().id(), file);
            if (before != null) {
                problems.add(Place.top(file.toString())
                        .problem("protocol '" + read.value().protocol().id() + "' is in " + before
                                + " too; remove one"));
                return;
            }
        }
        add(outcome);
    }

    private static Outcome<Sheet> sheet(Path file) {
        try {
            return ProtocolReader.read(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            return new Outcome.Refused<>(
                    List.of(Place.top(file.toString()).problem("cannot be read; it must be a readable UTF-8 file")));
        }
    }

    private void add(Outcome<Sheet> outcome) {
        if (outcome instanceof Outcome.Refused<Sheet> refused) {
            problems.addAll(refused.problems());
        } else if (outcome instanceof Outcome.Read<Sheet> read) {
            Sheet before = sheets.put(read.value().protocol().id(), read.value());
            if (before != null && !before.lowerable() && shorter(read.value().protocol(), before.protocol())) {
                problems.add(read.value()
                        .place()
                        .problem("'min_observation_min' of " + before.protocol().id() + " cannot be lowered below "
                                + before.protocol().minObservationMinutes() + ", nor counted from another moment"));
            }
        }
    }

    private static boolean shorter(Protocol now, Protocol before) {
        return now.minObservationMinutes() < before.minObservationMinutes()
                || !now.minObservationFrom().equals(before.minObservationFrom());
    }

    private static String resource(String name) {
        try (InputStream in = Protocols.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
