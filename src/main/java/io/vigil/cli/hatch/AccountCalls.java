package io.vigil.cli.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import java.util.List;

/** The accounts' side of the local socket that is in the service. Passwords cross it only as hashes. */
final class AccountCalls {
    private final Accounts accounts;

    AccountCalls(Accounts accounts) {
        this.accounts = accounts;
    }

    JsonNode answer(JsonNode asked) {
        return switch (asked.path("ask").asText()) {
            case "account" ->
                list(accounts.account(asked.path("user").asText()).stream().toList());
            case "accounts" -> list(accounts.accounts());
            case "save" -> {
                accounts.save(account(asked.path("account")));
                yield done();
            }
            case "token" -> {
                accounts.saveToken(
                        asked.path("hash").asText(),
                        asked.path("user").asText(),
                        asked.path("name").asText(),
                        asked.path("created").asLong());
                yield done();
            }
            case "holder" ->
                accounts.userOfToken(asked.path("hash").asText())
                        .map(user -> done().put("user", user))
                        .orElseGet(AccountCalls::done);
            default -> Wire.refused("the service does not know this question; is it of another version?");
        };
    }

    static ObjectNode json(Account account) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("user", account.user())
                .put("role", account.role())
                .put("hash", account.passwordHash())
                .put("disabled", account.disabled());
    }

    static Account account(JsonNode json) {
        return new Account(
                json.path("user").asText(),
                json.path("role").asText(),
                json.path("hash").asText(),
                json.path("disabled").asBoolean());
    }

    private static ObjectNode list(List<Account> found) {
        ObjectNode answer = done();
        ArrayNode rows = answer.putArray("accounts");
        found.forEach(account -> rows.add(json(account)));
        return answer;
    }

    private static ObjectNode done() {
        return JsonNodeFactory.instance.objectNode();
    }
}
