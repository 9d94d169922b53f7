package io.vigil.fhir.demo;

import ca.uhn.fhir.parser.DataFormatException;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.FhirJson;
import io.vigil.fhir.demo.Change.Obstacle;
import io.vigil.fhir.demo.Change.Target;
import io.vigil.time.Clock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Takes resources in: parses strictly, checks, and writes all of a request or nothing. One thread at a time. */
final class Desk {
    private final Shelf shelf;
    private final Clock clock;

    Desk(Shelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /**
     * {@code POST [type]}.
     *
     * @param condition of If-None-Exist, empty for none
     */
    Reply create(String type, String condition, String body) {
        Change change = change();
        return single(type, body, change, change.create(type, condition));
    }

    /** {@code PUT [type]/[id]} or, with a query, {@code PUT [type]?query}. */
    Reply update(String type, String id, String query, String body) {
        Change change = change();
        Either<Target> target = id.isEmpty() ? change.update(type, query) : Either.of(change.put(type, id));
        return single(type, body, change, target);
    }

    Reply transaction(String body) {
        Resource resource = parsed(body);
        if (!(resource instanceof Bundle bundle)) {
            return notFhir(body);
        }
        if (bundle.getType() != BundleType.TRANSACTION) {
            return Reply.refused(400, "only transaction bundles are taken here");
        }
        if (!shelf.hasRoomFor(bundle.getEntry().size())) {
            return full();
        }
        return transaction(bundle);
    }

    private Reply transaction(Bundle bundle) {
        Change change = change();
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            Either<Target> target = target(entry, change);
            Obstacle obstacle = target.obstacle();
            if (obstacle != null) {
                return Reply.refused(
                        obstacle.status(), List.of(new Problem("Bundle.entry[" + i + "].request", obstacle.what())));
            }
            targets.add(target.value());
            if (entry.hasFullUrl()) {
                change.alias(entry.getFullUrl(), target.value());
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Resource resource = bundle.getEntry().get(i).getResource();
            String path = "Bundle.entry[" + i + "].resource";
            change.check(resource).forEach(problem -> problems.add(problem.under(path)));
            if (targets.get(i).written() && !change.write(targets.get(i), json(resource))) {
                problems.add(new Problem(path, "two entries write one resource"));
            }
        }
        requireDistinct(bundle, problems);
        return problems.isEmpty() ? commit(change, response(targets)) : Reply.refused(422, problems);
    }

    /** Two creations under one condition would both find nothing and make two resources. */
    private static void requireDistinct(Bundle bundle, List<Problem> problems) {
        List<String> seen = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            String condition = entry.getRequest().getIfNoneExist();
            if (condition != null && seen.contains(condition)) {
                problems.add(new Problem("", "two entries with one condition: " + condition));
            } else if (condition != null) {
                seen.add(condition);
            }
        }
    }

    private static Either<Target> target(BundleEntryComponent entry, Change change) {
        Resource resource = entry.getResource();
        BundleEntryRequestComponent request = entry.getRequest();
        if (resource == null || !Change.supports(resource) || !request.hasUrl()) {
            return Either.no(new Obstacle(400, "needs a url and an Observation, Device, Patient or Provenance"));
        }
        String[] url = request.getUrl().split("\\?", 2);
        String[] path = url[0].split("/", 2);
        String query = url.length == 2 ? url[1] : "";
        if (!path[0].equals(resource.fhirType())) {
            return Either.no(new Obstacle(400, request.getUrl() + " does not fit a " + resource.fhirType()));
        }
        if (request.getMethod() == HTTPVerb.POST && path.length == 1) {
            return change.create(path[0], request.hasIfNoneExist() ? request.getIfNoneExist() : "");
        }
        if (request.getMethod() == HTTPVerb.PUT) {
            return path.length == 2 ? Either.of(change.put(path[0], path[1])) : change.update(path[0], query);
        }
        return Either.no(new Obstacle(400, "only POST and PUT are taken here"));
    }

    private Reply single(String type, String body, Change change, Either<Target> found) {
        Resource resource = parsed(body);
        if (resource == null || !resource.fhirType().equals(type)) {
            return notFhir(body);
        }
        Obstacle obstacle = found.obstacle();
        if (obstacle != null) {
            return Reply.refused(obstacle.status(), obstacle.what());
        }
        if (!shelf.hasRoomFor(1)) {
            return full();
        }
        List<Problem> problems = change.check(resource);
        if (!problems.isEmpty()) {
            return Reply.refused(
                    422, problems.stream().map(problem -> problem.under(type)).toList());
        }
        Target target = found.value();
        if (target.written()) {
            change.write(target, json(resource));
        }
        String json = target.written()
                ? change.written().get(0).encode()
                : shelf.get(type, target.id()).map(Stored::json).orElse("{}");
        Map<String, String> headers = Map.of("Location", target.versioned(), "ETag", "W/\"" + target.version() + "\"");
        return commit(change, new Reply(target.created() ? 201 : 200, json, headers));
    }

    private Reply commit(Change change, Reply whenDone) {
        try {
            shelf.put(change.written());
            return whenDone;
        } catch (IOException e) {
            return Reply.refused(503, "the receiver's disk does not take it: " + e.getMessage());
        }
    }

    private static Reply response(List<Target> targets) {
        Bundle response = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
        for (Target target : targets) {
            response.addEntry()
                    .getResponse()
                    .setStatus(target.status())
                    .setLocation(target.versioned())
                    .setEtag("W/\"" + target.version() + "\"");
        }
        return Reply.of(200, response);
    }

    private static JsonObject json(Resource resource) {
        return new JsonObject(FhirJson.encode(resource));
    }

    private static @Nullable Resource parsed(String body) {
        try {
            return FhirJson.parseStrictly(body) instanceof Resource resource ? resource : null;
        } catch (DataFormatException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Reply notFhir(String body) {
        try {
            FhirJson.parseStrictly(body);
            return Reply.refused(400, "not the resource this address takes");
        } catch (DataFormatException | IllegalArgumentException e) {
            return Reply.refused(400, "not FHIR R4: " + e.getMessage());
        }
    }

    private static Reply full() {
        return Reply.refused(507, "the receiver is full: " + Shelf.MOST_RESOURCES + " resources");
    }

    private Change change() {
        return new Change(shelf, Instant.ofEpochMilli(clock.wallMillis()).toString());
    }
}
