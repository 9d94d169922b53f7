package io.vigil.notify;

import java.net.URI;
import java.time.Duration;

/**
 * Where notifications go and how long to insist.
 *
 * @param url http or https
 * @param signature made with the secret both sides know
 * @param fromLevel lowest escalation level that is told, 1 or 2
 * @param timeout of one attempt, from connecting to the whole answer
 * @param alarmAfter a notification that has waited so long is a technical alarm
 * @param giveUpAfter then it is no longer tried: it would only mislead
 */
public record Webhook(
        URI url, Signature signature, int fromLevel, Duration timeout, Duration alarmAfter, Duration giveUpAfter) {}
