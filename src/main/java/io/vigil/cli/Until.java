package io.vigil.cli;

import io.vigil.cli.service.Service;
import java.util.concurrent.CountDownLatch;

/** Keeps a command in the foreground until its process is told to stop, and the process until the service has. */
final class Until {
    private Until() {}

    static void stopped(Service service) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            told.countDown();
                        },
                        "vigil-stop"));
        told.await();
    }
}
