package io.vigil.store;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Pins;
import io.vigil.store.file.Readers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Local users, their PINs and their API tokens as tables. A disabled user's tokens are nobody's. */
final class StoredAccounts implements Accounts, Pins {
    private static final String ACCOUNT = "SELECT user, role, password_hash, disabled FROM account ";

    private final Readers readers;
    private final Transactions transactions;

    StoredAccounts(Readers readers, Transactions transactions) {
        this.readers = readers;
        this.transactions = transactions;
    }

    @Override
    public Optional<Account> account(String user) {
        return readers.read(handle -> handle.createQuery(ACCOUNT + "WHERE user = ?")
                .bind(0, user)
                .map((row, ctx) -> account(row))
                .findOne());
    }

    @Override
    public List<Account> accounts() {
        return readers.read(handle -> handle.createQuery(ACCOUNT + "ORDER BY user")
                .map((row, ctx) -> account(row))
                .list());
    }

    @Override
    public void save(Account account) {
        write(
                "INSERT OR REPLACE INTO account (user, role, password_hash, disabled) VALUES (?, ?, ?, ?)",
                account.user(),
                account.role(),
                account.passwordHash(),
                account.disabled() ? 1 : 0);
    }

    @Override
    public boolean saveFirst(Account account) {
        return write(
                        "INSERT INTO account (user, role, password_hash, disabled) SELECT ?, ?, ?, ?"
                                + " WHERE NOT EXISTS (SELECT 1 FROM account)",
                        account.user(),
                        account.role(),
                        account.passwordHash(),
                        account.disabled() ? 1 : 0)
                > 0;
    }

    @Override
    public void saveToken(String tokenHash, String user, String name, long createdMillis) {
        write(
                "INSERT OR REPLACE INTO token (hash, user, name, created_millis) VALUES (?, ?, ?, ?)",
                tokenHash,
                user,
                name,
                createdMillis);
    }

    @Override
    public Optional<String> userOfToken(String tokenHash) {
        return readers.read(handle -> handle.createQuery("SELECT t.user FROM token t LEFT JOIN account a"
                        + " ON a.user = t.user WHERE t.hash = ? AND coalesce(a.disabled, 0) = 0")
                .bind(0, tokenHash)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public Optional<String> pinHash(String user) {
        return readers.read(handle -> handle.createQuery("SELECT hash FROM pin WHERE user = ?")
                .bind(0, user)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public void savePin(String user, String hash) {
        write("INSERT OR REPLACE INTO pin (user, hash) VALUES (?, ?)", user, hash);
    }

    /** @return how many rows it changed */
    private int write(String sql, Object... values) {
        return transactions.<Integer>call(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4));
    }
}
