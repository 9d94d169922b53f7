package io.vigil.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fault says of the file and of the disk: only a broken file is ever set aside. */
class FaultsTest {
    @ParameterizedTest
    @CsvSource({
        "11, database disk image is malformed, damage, disk",
        "26, file is not a database, damage, disk",
        "522, a read that was short, damage, disk",
        "1, no such table: session, damage, statement",
        "1, cannot commit - no transaction is active, sound, statement",
        "1, cannot rollback - no transaction is active, sound, statement",
        "19, UNIQUE constraint failed, damage, statement",
        "13, database or disk is full, sound, disk",
        "10, disk I/O error, sound, disk",
        "1034, an fsync that failed, sound, disk",
        "8, attempt to write a readonly database, sound, disk",
        "5, database is locked, sound, disk",
    })
    void whatItSays(int code, String message, String file, String whose) {
        var fault = new SQLException(message, null, code);
        assertThat(Faults.ofDamage(new RuntimeException("wrapped", fault)) ? "damage" : "sound")
                .isEqualTo(file);
        assertThat(Faults.ofDisk(fault) ? "disk" : "statement").isEqualTo(whose);
    }
}
