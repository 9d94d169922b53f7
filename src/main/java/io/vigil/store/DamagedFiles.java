package io.vigil.store;

import io.vigil.store.file.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves a database that cannot be used aside and puts a salvaged one in its place. Each step can be cut short by a
 * crash: the damaged file stays where it is until the salvaged one is complete.
 */
public final class DamagedFiles {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ASIDE = "vigil.db.damaged-";
    private static final String BUILDING = "vigil.db.salvaging";
    private static final String BUILT = "vigil.db.salvaged";

    private final Path folder;
    private final Database database;

    public DamagedFiles(Path folder) {
        this.folder = folder;
        this.database = Database.in(folder);
    }

    /** Makes the new database. @param why in a person's words */
    void replace(String why, StoreOptions options, long nowMillis) throws IOException, SQLException {
        var building = new Database(folder.resolve(BUILDING));
        building.delete();
        List<String> lines = new ArrayList<>(List.of("The database was damaged: " + why, "What could be saved:"));
        lines.addAll(Salvage.into(building, database, options).lines());
        Path aside = aside(ASIDE, nowMillis);
        Files.write(Path.of(aside + ".txt"), lines);
        Files.move(building.file(), folder.resolve(BUILT), StandardCopyOption.ATOMIC_MOVE);
        swap(aside);
    }

    /** Puts a restored database in place. @return where the one before it is kept */
    public Optional<Path> exchange(Database restored, long nowMillis) throws IOException {
        Path aside = aside("vigil.db.before-restore-", nowMillis);
        boolean before = Files.exists(database.file());
        Files.move(restored.file(), folder.resolve(BUILT), StandardCopyOption.ATOMIC_MOVE);
        swap(aside);
        return before ? Optional.of(aside) : Optional.empty();
    }

    /** A salvage that a crash cut short after it was complete is put in place. */
    void finish(long nowMillis) throws IOException {
        if (Files.exists(folder.resolve(BUILT))) {
            swap(aside(ASIDE, nowMillis));
        }
    }

    /** @return what a person should know of earlier damage, for as long as its report lies in the folder */
    String warning() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> reports = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(ASIDE) && name.endsWith(".txt"))
                    .sorted()
                    .toList();
            return reports.isEmpty()
                    ? ""
                    : "the database was damaged and made again from what could be read: see " + reports
                            + " in the data folder, and remove it when done";
        }
    }

    private Path aside(String kind, long nowMillis) {
        String name = kind + STAMP.format(Instant.ofEpochMilli(nowMillis));
        Path path = folder.resolve(name);
        for (int i = 2; Files.exists(path) || Files.exists(Path.of(path + ".txt")); i++) {
            path = folder.resolve(name + "-" + i);
        }
        return path;
    }

    /** The log first: a database without its log is read as it was before, a log without its database not at all. */
    private void swap(Path aside) throws IOException {
        move(database.log(), Path.of(aside + "-wal"));
        Files.deleteIfExists(database.index());
        move(database.file(), aside);
        Files.move(folder.resolve(BUILT), database.file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }
}
