package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.port.DraftDesk.Device;
import io.vigil.session.port.DraftDesk.Wanted;
import io.vigil.web.signin.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ports and drafts as they stand on the wire; who may is the matrix's to say. */
class PortRoutesIT extends AtTheStation {
    private static final String PROBE = "/api/v1/ports/probe";

    @Test
    void portsAreListedWithWhoHasThemAndTheLastProbe() {
        assertThat(station.get(Role.TECHNICIAN, "/api/v1/ports").body())
                .contains("{\"path\":\"/dev/ttyUSB0\",\"name\":\"FT232R USB UART\",\"vid\":\"0403\",\"pid\":\"6001\","
                        + "\"serial\":\"A1\",\"held_by\":\"\"}")
                .contains("\"held_by\":\"ox-1\"")
                .contains("\"state\":\"done\",\"step\":4,\"steps\":4,\"step_s\":5,\"line\":\"4800 8N1\",\"bytes\":75")
                .contains("\"type\":\"nonin-df8\"", "\"good\":15", "\"seconds\":5");
    }

    @Test
    void aProbeIsOnRecordUnderWhoeverBeganIt() {
        assertThat(probe("/dev/ttyUSB0").statusCode()).isEqualTo(202);
        assertThat(station.fakes.setup.probed).containsExactly("/dev/ttyUSB0");
        assertThat(station.fakes.setup.did)
                .containsExactly(new FakeSetup.Did("ports.probe", "technician", "/dev/ttyUSB0"));
    }

    @Test
    void aDevicesPortIsRefusedWithTheDevicesName() {
        HttpResponse<String> held = probe("/dev/ttyUSB1");
        assertThat(held.statusCode()).isEqualTo(409);
        assertThat(held.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(held.body()).contains("urn:vigil:problem:port-held", "ox-1");
        assertThat(station.fakes.setup.probed).isEmpty();
        assertThat(station.fakes.setup.did).isEmpty();
    }

    @Test
    void whatIsNoPortOfThisMachineIsNeverOpened() {
        for (String path : List.of("/etc/passwd", "/dev/ttyUSB0/../ttyUSB1", "COM9", "")) {
            assertThat(probe(path).statusCode()).as(path).isEqualTo(422);
        }
        assertThat(station.fakes.setup.probed).isEmpty();
    }

    @Test
    void aSecondProbeAtOnceIsRefusedAndTheFirstCanBeStopped() {
        station.fakes.setup.occupied = true;
        assertThat(probe("/dev/ttyUSB0").body()).contains("urn:vigil:problem:probing", "somebody");
        assertThat(station.post(Role.ADMIN, PROBE + "/stop", "").statusCode()).isEqualTo(204);
        assertThat(station.fakes.setup.stopped).isTrue();
    }

    @Test
    void aDraftIsAskedForWithDevicesAndFaultsAreNamedByTheirPlace() {
        String wanted =
                "{\"site\":\"north\",\"chairs\":[\"1\"],\"devices\":[{\"id\":\"ox\",\"type\":\"t\",\"path\":\"/dev/x\"}]}";
        assertThat(station.post(Role.TECHNICIAN, "/api/v1/settings/draft", wanted)
                        .body())
                .contains("site: {id: north}", "\"problems\":[]", "\"check\":\"check it\"");
        assertThat(station.fakes.setup.drafted)
                .containsExactly(new Wanted("north", List.of("1"), List.of(new Device("ox", "t", "", "/dev/x"))));
        HttpResponse<String> faulty =
                station.post(Role.TECHNICIAN, "/api/v1/settings/draft", wanted.replace("\"path\"", "\"pathh\""));
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("\"field\":\"devices.0.path\"", "\"pointer\":\"#/devices/0/path\"");
    }

    private HttpResponse<String> probe(String path) {
        return station.post(Role.TECHNICIAN, PROBE, "{\"path\":\"" + path + "\"}");
    }
}
