package io.vigil.fhir;

import ca.uhn.fhir.parser.DataFormatException;
import io.vigil.fhir.EhrCalls.Call;
import io.vigil.fhir.Exchange.Answered;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.time.Clock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Observation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Observation at a time, to an EHR that knows no conditional create. That each takes effect once is our memory: what
 * may have been sent before (an attempt that failed, or a row older than this process) is looked for by patient, code and
 * time before it is sent again, and a correction goes to the address the outbox remembers. Blocking; one worker.
 */
final class SingleSender implements Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(SingleSender.class);

    private final EhrCalls ehr;
    private final EhrProfile profile;
    private final ObservationMapper mapper;
    private final ChartOutbox outbox;
    private final Clock clock;
    private final long startedMillis;
    private final Set<String> told = new TreeSet<>();

    SingleSender(EhrCalls ehr, EhrProfile profile, ObservationMapper mapper, ChartOutbox outbox, Clock clock) {
        this.ehr = ehr;
        this.profile = profile;
        this.mapper = mapper;
        this.outbox = outbox;
        this.clock = clock;
        this.startedMillis = clock.wallMillis();
    }

    @Override
    public Verdict send(List<Row> rows) {
        if (rows.size() != 1) {
            return new Verdict.Refused("one at a time");
        }
        Row row = rows.get(0);
        try {
            DomainResource any = mapper.resource(row.entry(), "Device/unknown");
            String left = profile.leaves(row.entry(), any);
            if (!left.isEmpty()) {
                return new Verdict.Left(left);
            }
            if (!(any instanceof Observation whole)) {
                return new Verdict.Refused("one at a time only Observations are sent");
            }
            List<String> faults = StructuralCheck.of(whole);
            Trimmed trimmed = Trimmed.of(whole, profile);
            String obstacle = faults.isEmpty() ? obstacle(row.entry(), trimmed) : String.join("; ", faults);
            if (!obstacle.isEmpty()) {
                return new Verdict.Refused(obstacle);
            }
            tell(trimmed.removed());
            return row.entry().correction() == null
                    ? create(row, trimmed.observation())
                    : replace(row, trimmed.observation());
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused("cannot be written as FHIR: " + e.getMessage());
        }
    }

    /** What the EHR was never given, by element; grows while sending. */
    Set<String> trimmed() {
        return Set.copyOf(told);
    }

    private void tell(Set<String> removed) {
        for (String element : removed) {
            if (told.add(element)) {
                LOG.info("EHR profile {}: Observation.{} is left out", profile.id(), element);
            }
        }
    }

    private String obstacle(ChartEntry entry, Trimmed trimmed) {
        if (profile.practitioner() && !mapper.performers().knows(entry)) {
            return "the EHR demands a practitioner, and whoever released this is not among 'practitioners'";
        }
        return trimmed.obstacle();
    }

    private Verdict create(Row row, Observation observation) {
        if (row.attempts() > 0 || row.queuedMillis() <= startedMillis) {
            Exchange search = call(Call.get(search(observation)));
            if (!(search instanceof Answered found) || found.status() != 200) {
                return verdict(search);
            }
            String there = match(found, observation, row);
            if (!there.isEmpty()) {
                return new Verdict.Taken(List.of(there));
            }
        }
        Exchange exchange = call(new Call("POST", "Observation", FhirJson.encode(observation), ""));
        return exchange instanceof Answered taken && taken.status() / 100 == 2
                ? new Verdict.Taken(List.of(bare(taken.location(), observation)))
                : verdict(exchange);
    }

    private Verdict replace(Row row, Observation observation) {
        String location = remembered(row);
        if (location.isEmpty()) {
            return create(row, observation);
        }
        Exchange read = call(Call.get(location));
        if (!(read instanceof Answered there) || there.status() != 200) {
            return verdict(read);
        }
        observation.setId(location.substring(location.indexOf('/') + 1));
        Exchange put = call(new Call("PUT", location, FhirJson.encode(observation), there.etag()));
        return put instanceof Answered done && done.status() / 100 == 2
                ? new Verdict.Taken(List.of(location))
                : verdict(put);
    }

    private Exchange call(Call call) {
        Exchange first = ehr.call(call, false);
        return first instanceof Answered answer && answer.status() == 401 ? ehr.call(call, true) : first;
    }

    private Verdict verdict(Exchange exchange) {
        return Verdicts.failed(exchange, clock.wallMillis());
    }

    private String remembered(Row row) {
        return outbox.ofSession(row.entry().session()).stream()
                .filter(other -> other.entry().resource().equals(row.entry().resource()))
                .map(Row::location)
                .filter(location -> location.startsWith("Observation/"))
                .findFirst()
                .orElse("");
    }

    private static String search(Observation observation) {
        String patient = observation.getSubject().getReference();
        String code = VitalCodes.LOINC + "|"
                + observation.getCode().getCodingFirstRep().getCode();
        String date = observation.getEffectiveDateTimeType().getValueAsString();
        return "Observation?patient=" + encoded(patient.substring(patient.indexOf('/') + 1)) + "&code=" + encoded(code)
                + "&date=" + encoded(date);
    }

    /** Of the same moment and content, and not the one of another row. */
    private String match(Answered found, Observation sent, Row row) {
        Set<String> taken = outbox.ofSession(row.entry().session()).stream()
                .filter(other -> other.id() != row.id())
                .map(Row::location)
                .collect(Collectors.toSet());
        try {
            if (!(FhirJson.parseLeniently(found.body()) instanceof Bundle bundle)) {
                return "";
            }
            return bundle.getEntry().stream()
                    .filter(entry -> entry.getResource() instanceof Observation there && same(there, sent))
                    .map(entry ->
                            "Observation/" + entry.getResource().getIdElement().getIdPart())
                    .filter(location -> !taken.contains(location))
                    .findFirst()
                    .orElse("");
        } catch (DataFormatException e) {
            return "";
        }
    }

    private static boolean same(Observation there, Observation sent) {
        return there.hasEffectiveDateTimeType()
                && there.getEffectiveDateTimeType()
                        .getValue()
                        .equals(sent.getEffectiveDateTimeType().getValue())
                && values(there).equals(values(sent));
    }

    private static List<String> values(Observation observation) {
        if (observation.hasValueQuantity()) {
            return List.of(observation
                    .getValueQuantity()
                    .getValue()
                    .stripTrailingZeros()
                    .toPlainString());
        }
        return observation.getComponent().stream()
                .filter(part -> part.hasValueQuantity())
                .map(part ->
                        part.getValueQuantity().getValue().stripTrailingZeros().toPlainString())
                .toList();
    }

    /** {@code Observation/7}, whatever stands before and behind; without an address, the search that finds it. */
    private static String bare(String location, Observation observation) {
        var found =
                java.util.regex.Pattern.compile("(Observation/[A-Za-z0-9.-]+)").matcher(location);
        return found.find() ? found.group(1) : search(observation);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
