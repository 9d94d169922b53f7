package io.vigil.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Another handler under a path of this server. Reads from this machine need no login, other reads do.
 *
 * @param prefix {@code /demo-ehr/fhir}, without a slash at the end
 * @param handler sees the whole path; called on the server's loop with the body not yet read
 * @param writeToken {@code Authorization: Bearer} that allows other methods than GET and HEAD; empty = nobody may
 */
public record Mount(String prefix, Handler<HttpServerRequest> handler, String writeToken) {}
