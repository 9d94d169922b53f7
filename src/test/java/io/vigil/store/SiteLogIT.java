package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.port.Accounts.Account;
import io.vigil.session.port.History.LogEntry;
import io.vigil.time.Clock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteLogIT {
    @TempDir
    Path folder;

    @Test
    void whatBelongsToNoSessionIsInTheChainOfTheAudit() throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            store.siteLog().did("ports.probe", "tess", "/dev/ttyUSB0");
            store.siteLog().did("account.password", "tess", "");
        }
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            assertThat(store.history().audit(10))
                    .extracting(LogEntry::category, LogEntry::what, LogEntry::by, LogEntry::detail, LogEntry::session)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("site", "account.password", "tess", "", ""),
                            org.assertj.core.groups.Tuple.tuple("site", "ports.probe", "tess", "/dev/ttyUSB0", ""));
            assertThat(store.auditProblem()).isEmpty();
        }
    }

    @Test
    void theFirstAccountIsTheFirstOnly() throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            Account ada = new Account("ada", "admin", "hash", false);
            assertThat(store.accounts().saveFirst(ada)).isTrue();
            assertThat(store.accounts().saveFirst(ada)).isFalse();
            assertThat(store.accounts().saveFirst(new Account("eve", "admin", "other", false)))
                    .isFalse();
            assertThat(store.accounts().accounts()).containsExactly(ada);
        }
    }
}
