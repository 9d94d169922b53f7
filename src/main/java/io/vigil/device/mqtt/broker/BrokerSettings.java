package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.SiteTopics;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to reach an external broker.
 *
 * @param name in reports and logs
 * @param url {@code tcp://host:1883} or {@code ssl://host:8883}
 * @param clientId unique at the broker and the same after a restart: the broker keeps the unacknowledged under it
 * @param user empty for none
 * @param password empty for none; never printed
 * @param tls for {@code ssl://}; null for the machine's own trust
 * @param keepAliveSeconds over 0; after twice this without a word from the broker the connection is made anew
 * @param receiveMaximum unacknowledged messages the broker may have under way (MQTT 5)
 * @param sessionExpirySeconds how long the broker shall keep the session (MQTT 5)
 * @param statusTopic {@code vigil/<site>/status}; empty to say nothing
 * @param discover topic filters to listen on beside those of the configured devices, for what could be configured
 */
public record BrokerSettings(
        String name,
        String url,
        String clientId,
        String user,
        String password,
        @Nullable SSLSocketFactory tls,
        int keepAliveSeconds,
        int receiveMaximum,
        long sessionExpirySeconds,
        String statusTopic,
        Set<String> discover) {
    public BrokerSettings {
        discover = Set.copyOf(discover);
    }

    private static final int ONE_DAY_SECONDS = 86_400;

    public static BrokerSettings of(String name, String url, String clientId, String site) {
        String status = new SiteTopics(site).status();
        return new BrokerSettings(name, url, clientId, "", "", null, 15, 500, ONE_DAY_SECONDS, status, Set.of());
    }

    public BrokerSettings discovering(Set<String> filters) {
        return new BrokerSettings(
                name,
                url,
                clientId,
                user,
                password,
                tls,
                keepAliveSeconds,
                receiveMaximum,
                sessionExpirySeconds,
                statusTopic,
                filters);
    }

    public BrokerSettings withCredentials(String newUser, String newPassword, @Nullable SSLSocketFactory newTls) {
        return new BrokerSettings(
                name,
                url,
                clientId,
                newUser,
                newPassword,
                newTls,
                keepAliveSeconds,
                receiveMaximum,
                sessionExpirySeconds,
                statusTopic,
                discover);
    }

    public BrokerSettings withKeepAlive(int seconds) {
        return new BrokerSettings(
                name,
                url,
                clientId,
                user,
                password,
                tls,
                seconds,
                receiveMaximum,
                sessionExpirySeconds,
                statusTopic,
                discover);
    }

    BrokerSettings withReceiveMaximum(int messages) {
        return new BrokerSettings(
                name,
                url,
                clientId,
                user,
                password,
                tls,
                keepAliveSeconds,
                messages,
                sessionExpirySeconds,
                statusTopic,
                discover);
    }

    BrokerSettings withoutStatus() {
        return new BrokerSettings(
                name,
                url,
                clientId,
                user,
                password,
                tls,
                keepAliveSeconds,
                receiveMaximum,
                sessionExpirySeconds,
                "",
                discover);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BrokerSettings[" + name + ", " + url + ", " + clientId + "]";
    }
}
