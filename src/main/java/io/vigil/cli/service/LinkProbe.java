package io.vigil.cli.service;

import io.vigil.config.Place;
import io.vigil.config.Probe;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.serial.UsbAdapter;
import io.vigil.fhir.hl7.Hl7Address;
import io.vigil.store.influx.InfluxCopy;
import io.vigil.store.influx.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Tries what a configuration leads to: serial ports, brokers, the EHR, the webhook, InfluxDB. Blocking, at most some seconds for each. */
public final class LinkProbe implements Probe {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int MQTT = 1883;
    private static final int MQTT_TLS = 8883;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    @Override
    public List<Problem> problems(VigilConfig config) {
        List<Problem> problems = new ArrayList<>();
        config.devices().forEach(device -> serial(device).ifPresent(problems::add));
        for (VigilConfig.Broker broker : config.mqtt().brokers()) {
            int usual = broker.url().getScheme().equals("ssl") ? MQTT_TLS : MQTT;
            connect(broker.place(), "broker " + broker.id(), broker.url(), usual)
                    .or(() -> handshake(broker, usual))
                    .ifPresent(problems::add);
        }
        config.ehr().ifPresent(ehr -> {
            int usual = usual(ehr.url());
            connect(ehr.place(), "the EHR", ehr.url(), usual).ifPresent(problems::add);
        });
        config.webhook().ifPresent(webhook -> {
            int usual = webhook.url().getScheme().equals("https") ? HTTPS : HTTP;
            connect(webhook.place(), "the receiver of notifications", webhook.url(), usual)
                    .ifPresent(problems::add);
        });
        config.influx()
                .flatMap(influx -> InfluxCopy.tried(target(influx))
                        .map(why -> influx.place().problem(why)))
                .ifPresent(problems::add);
        return problems;
    }

    private static int usual(URI ehr) {
        return switch (ehr.getScheme()) {
            case "https" -> HTTPS;
            case "http" -> HTTP;
            default -> Hl7Address.USUAL_PORT;
        };
    }

    static Target target(VigilConfig.Influx influx) {
        return new Target(
                influx.url(), influx.org(), influx.bucket(), influx.token().reveal());
    }

    private static Optional<Problem> serial(VigilConfig.Device device) {
        if (device.line() instanceof Line.UsbAdapter usb) {
            UsbAdapter adapter = new UsbAdapter(usb.vendor(), usb.product(), usb.serial());
            return adapter.present()
                    ? Optional.empty()
                    : Optional.of(usb.place()
                            .problem("no USB adapter " + adapter
                                    + " is plugged in; plug it in or mend its ids (lsusb)"));
        }
        if (!(device.line() instanceof Line.SerialPort line) || !line.path().startsWith("/")) {
            return Optional.empty();
        }
        Path port = Path.of(line.path());
        if (!Files.exists(port)) {
            return Optional.of(line.place()
                    .problem("nothing is plugged in at " + line.path()
                            + "; plug it in or mend the path (ls /dev/serial/by-id)"));
        }
        return Files.isReadable(port) && Files.isWritable(port)
                ? Optional.empty()
                : Optional.of(line.place()
                        .problem(line.path() + " may not be used by this user; add it to the group dialout"));
    }

    /** Whether both sides accept each other's certificates; a broker that wants one of ours closes without. */
    private static Optional<Problem> handshake(VigilConfig.Broker broker, int usualPort) {
        if (!broker.url().getScheme().equals("ssl")) {
            return Optional.empty();
        }
        int port = broker.url().getPort() < 0 ? usualPort : broker.url().getPort();
        try (Socket socket = TlsSockets.of(
                        broker.authority(),
                        broker.identity().map(own -> new TlsSockets.Identity(own.certificate(), own.key())))
                .createSocket(broker.url().getHost(), port)) {
            socket.setSoTimeout(CONNECT_MILLIS);
            ((SSLSocket) socket).startHandshake();
            return Optional.empty();
        } catch (IOException | IllegalStateException refused) {
            return Optional.of(broker.place()
                    .problem("broker " + broker.id()
                            + " and this configuration do not accept each other's certificates (" + refused.getMessage()
                            + "); mend 'tls'"));
        }
    }

    private static Optional<Problem> connect(Place place, String what, URI url, int usualPort) {
        int port = url.getPort() < 0 ? usualPort : url.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException unreachable) {
            return Optional.of(place.problem(what + " does not answer at " + url.getHost() + ":" + port + " ("
                    + unreachable.getMessage() + "); start it, or mend the address or the network"));
        }
    }
}
