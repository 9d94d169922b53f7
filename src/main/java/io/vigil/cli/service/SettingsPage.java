package io.vigil.cli.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Credentials;
import io.vigil.session.Protocol;
import io.vigil.session.port.Accounts;
import java.util.List;
import java.util.Map;

/** The configuration in force for a person to read. Names, addresses and paths; never a password, token or key. Workers only. */
record SettingsPage(VigilConfig config, List<Protocol> protocols, Accounts accounts, boolean demoEhr) {
    /** @param problems what health says is wrong now, by part */
    String json(Map<String, String> problems) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode sections = page.putArray("sections");
        site(section(sections, "site"));
        http(section(sections, "http"));
        mqtt(section(sections, "mqtt"));
        ArrayNode devices = section(sections, "devices");
        config.devices()
                .forEach(device -> entry(
                        devices,
                        device.id(),
                        device.type() + device.chair().map(c -> ", chair " + c).orElse("")));
        ArrayNode rules = section(sections, "protocols");
        protocols.forEach(protocol -> entry(rules, protocol.id(), protocol.title()));
        ehr(section(sections, "ehr"));
        entry(section(sections, "data"), "folder", config.data().toString());
        ArrayNode wrong = page.putArray("problems");
        problems.forEach((part, problem) -> wrong.addObject().put("part", part).put("problem", problem));
        ArrayNode people = page.putArray("accounts");
        accounts.accounts()
                .forEach(one -> people.addObject()
                        .put("user", one.user())
                        .put("role", one.role())
                        .put("disabled", one.disabled()));
        return page.toString();
    }

    private void site(ArrayNode into) {
        entry(into, "id", config.site().id());
        entry(into, "simulated", String.valueOf(config.site().simulated()));
        // Where none are named, as in the demo, those at which a device stands.
        List<String> chairs = config.chairs().isEmpty()
                ? config.devices().stream()
                        .flatMap(device -> device.chair().stream())
                        .distinct()
                        .toList()
                : config.chairs();
        entry(into, "chairs", String.join(", ", chairs));
    }

    private void http(ArrayNode into) {
        VigilConfig.Http http = config.http();
        entry(into, "listen", http.listen().toString());
        entry(into, "tls", http.tls().isPresent() ? "yes" : http.behindProxy() ? "by a proxy" : "no");
        entry(into, "names", String.join(", ", http.names()));
    }

    private void mqtt(ArrayNode into) {
        VigilConfig.Embedded embedded = config.mqtt().embedded();
        entry(into, "embedded", embedded.enabled() ? embedded.listen().toString() : "off");
        entry(into, "embedded.tls", embedded.tls().isPresent() ? "yes" : "no");
        config.mqtt()
                .brokers()
                .forEach(broker -> entry(into, broker.id(), broker.url().toString()));
    }

    private void ehr(ArrayNode into) {
        entry(
                into,
                "url",
                config.ehr()
                        .map(ehr -> ehr.url().toString())
                        .orElse(demoEhr ? "the receiver inside the demo" : "none: nothing is sent anywhere"));
        config.ehr().ifPresent(ehr -> entry(into, "credentials", kind(ehr.credentials())));
    }

    private static String kind(Credentials credentials) {
        return credentials instanceof Credentials.None ? "none" : "set, not shown";
    }

    private static ArrayNode section(ArrayNode sections, String id) {
        return sections.addObject().put("id", id).putArray("entries");
    }

    private static void entry(ArrayNode into, String key, String value) {
        into.addObject().put("key", key).put("value", value);
    }
}
