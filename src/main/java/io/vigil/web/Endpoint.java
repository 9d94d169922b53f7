package io.vigil.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.signin.Role;

/** One method of one path, as the served OpenAPI describes it. @param path with {@code {name}} for its parameters */
record Endpoint(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
    static final String API = "/api/v1";

    static Endpoint get(String path, Access access, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.GET, path, access, handler);
    }

    static Endpoint post(String path, Access access, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.POST, path, access, handler);
    }

    static Endpoint put(String path, Access access, Handler<RoutingContext> handler) {
        return new Endpoint(HttpMethod.PUT, path, access, handler);
    }

    boolean safe() {
        return method.equals(HttpMethod.GET);
    }

    /** Changes something that not every role may change: on a shared screen one person answers for it. */
    boolean byOnePerson() {
        return !safe() && !access.anybody() && access.roles().size() < Role.values().length;
    }

    /** As vertx-web writes it. */
    String pattern() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
