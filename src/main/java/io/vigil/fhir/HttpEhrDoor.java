package io.vigil.fhir;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An EHR over HTTP. One deadline spans the whole exchange and the answer is bounded, so that neither a dripping nor an
 * endless body holds the lane. Redirects are not followed: patient data goes where the operator said, nowhere else.
 * Blocking: a worker that is not itself a Vert.x worker context (its answers arrive on an event loop).
 */
final class HttpEhrDoor implements EhrDoor, EhrCalls {
    static final int LONGEST_ANSWER_BYTES = 1 << 20;
    private static final String FHIR_JSON = "application/fhir+json";

    private final HttpClientAgent client;
    private final Endpoint endpoint;
    private final Credential credential;

    HttpEhrDoor(HttpClientAgent client, Endpoint endpoint, Credential credential) {
        this.client = client;
        this.endpoint = endpoint;
        this.credential = credential;
    }

    @Override
    public Exchange post(String bundle, boolean renewed) {
        return call(new Call("POST", "", bundle, ""), renewed);
    }

    @Override
    public Exchange call(Call call, boolean renewed) {
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        CompletableFuture<Exchange> exchange = credential
                .authorization(renewed)
                .compose(authorization -> client.request(target(call, authorization)))
                .compose(request -> send(request, call.body(), sent))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            return exchange.get(endpoint.timeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return givenUp(sent, "no whole answer within " + endpoint.timeoutMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return givenUp(sent, "interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            return new Exchange.Unanswered(readable(e));
        }
    }

    private RequestOptions target(Call call, String authorization) {
        String base = endpoint.base().toString();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setAbsoluteURI(call.path().isEmpty() ? base : base.replaceFirst("/$", "") + "/" + call.path())
                .setFollowRedirects(false)
                .setConnectTimeout(endpoint.timeoutMillis())
                .putHeader("Content-Type", FHIR_JSON + "; charset=utf-8")
                .putHeader("Accept", FHIR_JSON)
                .putHeader("Prefer", "return=minimal");
        if (!call.ifMatch().isEmpty()) {
            options.putHeader("If-Match", call.ifMatch());
        }
        return authorization.isEmpty() ? options : options.putHeader("Authorization", authorization);
    }

    private static Future<Exchange> send(
            HttpClientRequest request, String bundle, AtomicReference<HttpClientRequest> sent) {
        sent.set(request);
        // The future tells of every fault already; without a handler Vert.x logs it a second time.
        request.exceptionHandler(fault -> {});
        // Listened for before it is sent: a fast answer would otherwise be over before anybody reads it.
        Future<Exchange> answer = request.response().compose(HttpEhrDoor::answered);
        return request.send(Buffer.buffer(bundle)).compose(response -> answer);
    }

    private static Future<Exchange> answered(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_ANSWER_BYTES) {
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        return response.end()
                .map(done -> new Exchange.Answered(
                        response.statusCode(),
                        header(response, "Content-Type"),
                        header(response, "Retry-After"),
                        header(response, "Date"),
                        body.toString(),
                        header(response, "Location"),
                        header(response, "ETag")));
    }

    private static String header(HttpClientResponse response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }

    private static Exchange givenUp(AtomicReference<HttpClientRequest> sent, String reason) {
        HttpClientRequest request = sent.get();
        if (request != null) {
            request.reset();
        }
        return new Exchange.Unanswered(reason);
    }

    private static String readable(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
