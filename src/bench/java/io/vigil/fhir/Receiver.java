package io.vigil.fhir;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Says yes to every entry of a transaction and keeps nothing: the floor under whoever sends. Argument: the port. */
final class Receiver {
    private Receiver() {}

    public static void main(String[] args) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    JsonArray taken = new JsonArray();
                    int entries = body.toJsonObject().getJsonArray("entry").size();
                    for (int i = 0; i < entries; i++) {
                        JsonObject response = new JsonObject().put("status", "201 Created");
                        taken.add(new JsonObject().put("response", response.put("location", "Observation/" + i)));
                    }
                    JsonObject answer = new JsonObject().put("resourceType", "Bundle").put("type", "transaction-response");
                    request.response()
                            .putHeader("Content-Type", "application/fhir+json")
                            .end(answer.put("entry", taken).encode());
                }))
                .listen(Integer.parseInt(args[0]), "127.0.0.1")
                .onSuccess(up -> System.out.println("http://127.0.0.1:" + up.actualPort() + "/fhir"));
    }
}
