package io.vigil.web;

import io.vigil.session.Protocol;
import io.vigil.session.port.Accounts;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartReads;
import io.vigil.session.port.DeviceBoard;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.History;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.NoticeDesk;
import io.vigil.session.port.Patients;
import io.vigil.session.port.Pins;
import io.vigil.session.port.Waveforms;
import java.util.List;

/** Everything the server serves from. */
public record WebPorts(
        Inputs inputs,
        History history,
        ChartDesk outbox,
        Accounts accounts,
        Pins pins,
        DeviceBoard devices,
        NoticeDesk notices,
        Waveforms waveforms,
        List<Protocol> protocols,
        Patients patients,
        EhrPatients ehrPatients,
        ChartReads chart,
        SetupPorts setup) {
    public WebPorts {
        protocols = List.copyOf(protocols);
    }
}
