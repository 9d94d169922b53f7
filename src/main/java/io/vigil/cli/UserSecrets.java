package io.vigil.cli;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How secrets are made and kept.
 *
 * @param passwordHash slow, salted
 * @param freshToken at least 128 random bits, printable
 * @param tokenHash SHA-256 in hex, as {@code Accounts.saveToken} keeps it
 */
public record UserSecrets(
        UnaryOperator<String> passwordHash, Supplier<String> freshToken, UnaryOperator<String> tokenHash) {}
