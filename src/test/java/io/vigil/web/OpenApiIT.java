package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Route;
import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The served description is the list of what exists, who may, and what a body looks like; all of it is tried. */
class OpenApiIT {
    private static final JsonNode DOCUMENT = read();
    private static TestStation station;

    private record Operation(String method, String path, JsonNode node) {
        String concrete() {
            return path.replace("{id}", path.contains("outbox") ? "7" : path.contains("/devices/{id}") ? "ox-1" : "s1")
                            .replace("{alarm}", "spo2.low.crit")
                            .replace("{number}", "7")
                    + (path.endsWith("/readings") ? "?metric=spo2" : "");
        }

        boolean allows(Role role) {
            for (JsonNode allowed : node.path("x-vigil-roles")) {
                if (allowed.asText().equals(role.wire())) {
                    return true;
                }
            }
            return false;
        }

        /** Of those who may. */
        Role somebody() {
            return allows(Role.NURSE) ? Role.NURSE : Role.TECHNICIAN;
        }

        boolean open() {
            return node.path("security").isArray();
        }

        JsonNode content() {
            return node.path("requestBody").path("content").path("application/json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        station = new TestStation();
    }

    @AfterAll
    static void close() throws Exception {
        station.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() {
        Set<String> described = new TreeSet<>();
        operations().forEach(operation -> described.add(operation.toString()));
        assertThat(routes()).isEqualTo(described);
    }

    @Test
    void theServedDescriptionIsThisOne() {
        HttpResponse<String> served = station.get(Role.VIEWER, "/api/v1/openapi.json");
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.body()).contains("\"openapi\": \"3.1.0\"");
        assertThat(served.body()).isEqualTo(OpenApi.text());
    }

    @TestFactory
    List<DynamicTest> withoutLoginOnlyWhatSaysSoAnswers() {
        return each(operation -> {
            int status = call(operation, HttpRequest.newBuilder(station.at(operation.concrete())))
                    .statusCode();
            if (operation.open()) {
                assertThat(status).isNotIn(401, 403);
            } else {
                assertThat(status).isEqualTo(401);
            }
        });
    }

    @TestFactory
    List<DynamicTest> eachRoleMayDoWhatIsDescribedAndNothingElse() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Role role : Role.values()) {
            tests.addAll(each(role + " ", operation -> {
                int status =
                        call(operation, station.as(role, operation.concrete())).statusCode();
                if (operation.allows(role) || operation.open()) {
                    assertThat(status).isNotIn(401, 403, 404, 405, 422);
                } else {
                    assertThat(status).isEqualTo(403);
                }
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> theExampleOfEachBodyIsTakenAndShowsEveryField() {
        return each(operation -> {
            if (operation.content().isMissingNode() || operation.path().startsWith("/login")) {
                return;
            }
            JsonNode example = operation.content().path("example");
            JsonNode properties = operation.content().path("schema").path("properties");
            assertThat(names(example)).isEqualTo(names(properties));
            HttpResponse<String> answer = call(operation, station.as(operation.somebody(), operation.concrete()));
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202, 204);
            assertThat(operation.node().path("responses").has(String.valueOf(answer.statusCode())))
                    .isTrue();
        });
    }

    @TestFactory
    List<DynamicTest> eachRequiredFieldIsRequired() {
        return each(operation -> {
            JsonNode schema = operation.content().path("schema");
            for (JsonNode required : schema.path("required")) {
                var body =
                        operation.content().path("example").<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy();
                body.remove(required.asText());
                HttpResponse<String> answer = station.send(TestStation.json(
                        station.as(operation.somebody(), operation.concrete()), operation.method(), body.toString()));
                assertThat(answer.statusCode()).as(required.asText()).isEqualTo(422);
                assertThat(answer.body()).contains("\"field\":\"" + required.asText() + "\"");
            }
        });
    }

    private static HttpResponse<String> call(Operation operation, HttpRequest.Builder request) {
        JsonNode content = operation.content();
        if (content.isMissingNode()) {
            return station.send(request.method(
                    operation.method(),
                    operation.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("")));
        }
        // No login here: it would count as a failure of this address.
        String body = operation.path().equals("/login")
                ? "{\"user\":\"nurse\",\"password\":\"%s\"}".formatted(FakePorts.PASSWORD)
                // Else the next one would have to know the new one.
                : content.path("example").toString().replace("battery horse correct", FakePorts.PASSWORD);
        return station.send(TestStation.json(request, operation.method(), body));
    }

    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (Route route :
                java.util.Objects.requireNonNull(station.server.router()).getRoutes()) {
            Endpoint endpoint = route.getMetadata("endpoint");
            if (endpoint != null) {
                assertThat(route.getPath()).isEqualTo(endpoint.pattern());
                routes.add(endpoint.method() + " " + endpoint.path());
            } else {
                assertThat(route.getName())
                        .isIn("protection", "pages", "mount /demo-ehr/fhir", "mounted /demo-ehr/fhir");
            }
        }
        return routes;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private interface Check {
        void of(Operation operation);
    }

    private static List<DynamicTest> each(Check check) {
        return each("", check);
    }

    private static List<DynamicTest> each(String prefix, Check check) {
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(prefix + operation, () -> check.of(operation)))
                .toList();
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(new Operation(
                        method.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(OpenApi.text());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
