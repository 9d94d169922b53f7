package io.vigil.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.test.config.TestHSearchAddInConfig;
import ca.uhn.fhir.jpa.test.config.TestR4Config;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** HAPI's JPA server with a database in memory, on a socket of its own: the real thing, which takes a minute to start. */
final class JpaServer implements AutoCloseable {
    private final AnnotationConfigApplicationContext beans =
            new AnnotationConfigApplicationContext(TestR4Config.class, TestHSearchAddInConfig.NoFT.class);

    private final Server jetty = new Server(0);

    JpaServer() throws Exception {
        RestfulServer rest = new RestfulServer(beans.getBean(FhirContext.class));
        rest.registerProviders(beans.getBean("myResourceProvidersR4", ResourceProviderFactory.class)
                .createProviders());
        rest.registerProvider(beans.getBean(JpaSystemProvider.class));
        rest.setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
        ServletContextHandler servlets = new ServletContextHandler();
        servlets.addServlet(new ServletHolder(rest), "/fhir/*");
        jetty.setHandler(servlets);
        jetty.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) jetty.getConnectors()[0]).getLocalPort() + "/fhir");
    }

    @Override
    public void close() throws Exception {
        jetty.stop();
        beans.close();
    }
}
