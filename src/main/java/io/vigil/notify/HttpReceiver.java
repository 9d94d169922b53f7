package io.vigil.notify;

import io.vigil.time.Clock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A webhook over HTTP. One deadline spans the whole exchange, the answer's text is not read, and redirects are not
 * followed: a notification goes where the operator said. Blocking; one thread.
 */
final class HttpReceiver implements Receiver {
    private static final int SUCCESS = 2;
    private static final int CLIENT_ERROR = 4;
    private static final int HUNDRED = 100;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final long LONGEST_ASKED_MILLIS = 300_000;

    private final Webhook webhook;
    private final Clock clock;
    private final HttpClient client;

    HttpReceiver(Webhook webhook, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(webhook.timeout())
                .build();
    }

    @Override
    public Answer post(String id, String body) {
        CompletableFuture<HttpResponse<Void>> exchange = client.sendAsync(request(id, body), BodyHandlers.discarding());
        try {
            return answer(exchange.get(webhook.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return new Answer.Away("no whole answer within " + webhook.timeout().toMillis() + " ms", 0);
        } catch (InterruptedException stop) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Away("interrupted", 0);
        } catch (ExecutionException failed) {
            return new Answer.Away(readable(failed), 0);
        }
    }

    private HttpRequest request(String id, String body) {
        long seconds = clock.wallMillis() / 1000;
        return HttpRequest.newBuilder(webhook.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Vigil")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", webhook.signature().of(id, seconds, body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static Answer answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status / HUNDRED == SUCCESS) {
            return new Answer.Taken();
        }
        boolean busy = status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY;
        if (status / HUNDRED == CLIENT_ERROR && !busy) {
            return new Answer.Refused("HTTP " + status);
        }
        return new Answer.Away("HTTP " + status, asked(response));
    }

    private static long asked(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Math.min(Long.parseLong(text) * 1000, LONGEST_ASKED_MILLIS))
                .orElse(0L);
    }

    private static String readable(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
