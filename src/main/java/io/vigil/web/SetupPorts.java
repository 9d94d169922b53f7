package io.vigil.web;

import io.vigil.session.port.DraftDesk;
import io.vigil.session.port.PortDesk;
import io.vigil.session.port.SiteLog;

/**
 * What setting up a station needs.
 *
 * @param code with which the first account is made while there is none; empty: nobody may, over HTTP
 */
public record SetupPorts(PortDesk ports, DraftDesk drafts, SiteLog log, String code) {}
