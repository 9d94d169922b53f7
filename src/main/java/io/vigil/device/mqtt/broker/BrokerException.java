package io.vigil.device.mqtt.broker;

/** The client library refused; the connection is to be made anew. */
final class BrokerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
