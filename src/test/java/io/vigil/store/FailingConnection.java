package io.vigil.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The writing connection with a fault before its n-th statement or commit, or with a commit that went through and then
 * said it had not. It shows how the writer takes an answer, not what SQLite does with a half-written page: for that the
 * fault would have to lie below SQLite, in its file system, which Java cannot reach.
 */
final class FailingConnection {
    private static final Set<String> COUNTED = Set.of("execute", "executeUpdate", "executeQuery", "commit");

    private final AtomicLong calls = new AtomicLong();
    private final long failAt;
    private final SQLiteErrorCode code;
    private final boolean after;

    /** @param after the call is done before it is said to have failed */
    FailingConnection(long failAt, SQLiteErrorCode code, boolean after) {
        this.failAt = failAt;
        this.code = code;
        this.after = after;
    }

    long calls() {
        return calls.get();
    }

    Connection around(Connection real) {
        return wrap(Connection.class, real);
    }

    private <T> T wrap(Class<T> type, T real) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            boolean fails = COUNTED.contains(method.getName()) && calls.incrementAndGet() == failAt;
            if (fails && !after) {
                throw fault();
            }
            Object result;
            try {
                result = method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (fails) {
                throw fault();
            }
            if (result instanceof PreparedStatement prepared) {
                return wrap(PreparedStatement.class, prepared);
            }
            return result instanceof Statement plain ? wrap(Statement.class, plain) : result;
        });
        return type.cast(proxy);
    }

    private SQLException fault() {
        return new SQLiteException("put in: " + code.message, code);
    }
}
