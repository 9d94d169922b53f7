package io.vigil.cli.service;

import io.vigil.device.SerialSettings;
import io.vigil.device.serial.PortTrouble;
import io.vigil.device.serial.SerialProbe;
import io.vigil.session.port.PortDesk.Heard;
import io.vigil.session.port.PortDesk.Port;
import io.vigil.session.port.PortDesk.Probe;
import io.vigil.session.port.PortDesk.State;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port that is being listened to, on a thread of its own; what it has come to is for any thread. */
final class RunningProbe implements SerialProbe.Follower, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProbe.class);
    private static final long CLOSE_MILLIS = 3_000;

    private final Port port;
    private final List<Port> ports;
    private volatile boolean stopping;
    private volatile Probe view;
    private volatile Thread thread = new Thread();

    /** @param ports all that there are */
    RunningProbe(Port port, List<Port> ports, String by, long stepMillis) {
        this.port = port;
        this.ports = ports;
        this.view = new Probe(port.path(), by, State.LISTENING, 0, 0, stepMillis, "", 0, List.of());
    }

    void start(SerialDesk.Prober prober) {
        thread = new Thread(() -> run(prober), "vigil-probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(SerialDesk.Prober prober) {
        try {
            over(prober.probe(port.path(), this));
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("the probe of {} failed", port.path(), fault);
            show(State.FAILED, 0, List.of());
        }
    }

    private void over(SerialProbe.Outcome outcome) {
        State state = outcome.trouble() == PortTrouble.NONE
                ? stopping ? State.STOPPED : State.DONE
                : switch (outcome.trouble()) {
                    case BUSY -> State.BUSY;
                    case FORBIDDEN -> State.FORBIDDEN;
                    case MISSING -> State.MISSING;
                    default -> State.FAILED;
                };
        show(state, outcome.bytes(), outcome.answers().stream().map(this::heard).toList());
    }

    private Heard heard(SerialProbe.Answer answer) {
        String type = answer.type().id();
        return new Heard(
                type,
                answer.type().vendor(),
                answer.type().model(),
                answer.line().inWords(),
                answer.good(),
                answer.bad(),
                answer.millis(),
                answer.says(),
                "devices:\n" + DeviceEntry.of(type + "-1", type, "", port, ports));
    }

    private void show(State state, long bytes, List<Heard> heard) {
        Probe now = view;
        view = new Probe(
                now.path(), now.by(), state, now.step(), now.steps(), now.stepMillis(), now.line(), bytes, heard);
    }

    @Override
    public void listening(int step, int steps, SerialSettings line) {
        Probe now = view;
        view = new Probe(
                now.path(),
                now.by(),
                now.state(),
                step,
                steps,
                now.stepMillis(),
                line.inWords(),
                now.bytes(),
                now.heard());
    }

    @Override
    public boolean goOn() {
        return !stopping;
    }

    Probe view() {
        return view;
    }

    /** @return false when it is over already */
    boolean stop() {
        stopping = true;
        return view.state() == State.LISTENING;
    }

    /** Stops, and waits until the port is given back. */
    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
