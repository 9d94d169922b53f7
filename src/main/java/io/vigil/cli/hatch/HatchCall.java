package io.vigil.cli.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.session.port.Accounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A command's side of the local socket. Blocking; one thread. Faults come as IllegalStateException, fit to print. */
public final class HatchCall implements Accounts, AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader answers;

    private HatchCall(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** @return empty when no service listens in the folder */
    public static Optional<HatchCall> to(Path folder) {
        Path file = folder.resolve(Hatch.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HatchCall(SocketChannel.open(UnixDomainSocketAddress.of(file))));
        } catch (IOException left) {
            return Optional.empty();
        }
    }

    /** What is wrong with the service now, the reason by part. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        ask(question("problems"))
                .path("problems")
                .properties()
                .forEach(each -> problems.put(each.getKey(), each.getValue().asText()));
        return problems;
    }

    @Override
    public Optional<Account> account(String user) {
        return accounts(question("account").put("user", user)).stream().findFirst();
    }

    @Override
    public List<Account> accounts() {
        return accounts(question("accounts"));
    }

    @Override
    public void save(Account account) {
        ObjectNode question = question("save");
        question.set("account", AccountCalls.json(account));
        ask(question);
    }

    @Override
    public void saveToken(String tokenHash, String user, String name, long createdMillis) {
        ask(question("token")
                .put("hash", tokenHash)
                .put("user", user)
                .put("name", name)
                .put("created", createdMillis));
    }

    @Override
    public Optional<String> userOfToken(String tokenHash) {
        return Optional.ofNullable(
                        ask(question("holder").put("hash", tokenHash)).get("user"))
                .map(JsonNode::asText);
    }

    private List<Account> accounts(ObjectNode question) {
        List<Account> found = new ArrayList<>();
        ask(question).path("accounts").forEach(row -> found.add(AccountCalls.account(row)));
        return found;
    }

    private static ObjectNode question(String ask) {
        return JsonNodeFactory.instance.objectNode().put("ask", ask);
    }

    private JsonNode ask(ObjectNode question) {
        try {
            Wire.write(channel, question);
            String line = Wire.line(answers);
            if (line == null) {
                throw new IllegalStateException("the service hung up; look at its log");
            }
            JsonNode answer = Wire.JSON.readTree(line);
            if (answer.has("refused")) {
                throw new IllegalStateException(
                        "the service refused: " + answer.path("refused").asText());
            }
            return answer;
        } catch (IOException broken) {
            throw new IllegalStateException("the service does not answer: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
