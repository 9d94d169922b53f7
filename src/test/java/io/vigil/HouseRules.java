package io.vigil;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** The directions of the house as rules under a root package, so that the same rules can be broken on purpose. */
final class HouseRules {
    /** Which rooms a room may import; all else of the house is closed to it. */
    static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("vital", Set.of()),
            Map.entry("time", Set.of()),
            Map.entry("alarm", Set.of("vital")),
            Map.entry("session", Set.of("vital", "time", "alarm")),
            Map.entry("device", Set.of("vital", "time")),
            Map.entry("ward", Set.of("vital", "time", "alarm", "session", "device")),
            Map.entry("store", Set.of("vital", "time", "alarm", "session")),
            Map.entry("fhir", Set.of("vital", "time", "alarm", "session")),
            Map.entry("notify", Set.of("vital", "time", "alarm", "session")),
            Map.entry("web", Set.of("vital", "time", "alarm", "session")),
            Map.entry("config", Set.of("vital", "time", "alarm", "session", "device")),
            Map.entry("ops", Set.of("vital", "time", "session"))));

    /** Library packages, and the one room that knows them. */
    static final Map<String, List<String>> ALONE_KNOWS = Map.of(
            "store", List.of("java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite.."),
            "store.influx", List.of("com.influxdb.."),
            "fhir", List.of("ca.uhn..", "org.hl7.."),
            "web", List.of("io.vertx.ext.web..", "io.vertx.ext.auth.."),
            "device.serial", List.of("com.fazecast.."),
            "device.mqtt.broker", List.of("org.eclipse.paho.."),
            "device.mqtt.endpoint", List.of("io.vertx.mqtt..", "io.netty.handler.codec.mqtt.."),
            "device.sim", List.of("com.sun.jna.."),
            "cli.pki", List.of("org.bouncycastle.."));

    private static final Set<String> READS_THE_TIME =
            Set.of("currentTimeMillis", "nanoTime", "now", "systemUTC", "systemDefaultZone", "tickMillis");

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        MAY_IMPORT.forEach((room, allowed) -> rules.put(room + " imports only " + allowed, imports(room)));
        ALONE_KNOWS.forEach((room, libraries) -> rules.put("only " + room + " knows " + libraries, alone(room)));
        rules.put("vital, time, alarm and session are plain Java", plainJava());
        rules.put("alarm and session have no threads", noThreads());
        rules.put("ward knows of device only the port", devicePort());
        rules.put("only time asks the machine for the time", clock());
        rules.put("no cycles between packages", noCycles());
        rules.put("every package is null-marked", nullMarked());
        rules.put("no Manager, Helper, Util, Impl, Abstract", names());
        return rules;
    }

    ArchRule imports(String room) {
        String[] closed = MAY_IMPORT.keySet().stream()
                .filter(other -> !other.equals(room)
                        && !MAY_IMPORT.getOrDefault(room, Set.of()).contains(other))
                .map(this::under)
                .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(under(room)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(closed)
                        .or(resideInAPackage(under("cli")))
                        .or(resideInAPackage(root)))
                .allowEmptyShould(true);
    }

    ArchRule alone(String room) {
        String[] libraries = ALONE_KNOWS.getOrDefault(room, List.of()).toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(under(room)))))
                .should()
                // The web client is another library; it only shares the prefix.
                .dependOnClassesThat(resideInAnyPackage(libraries)
                        .and(DescribedPredicate.not(resideInAPackage("io.vertx.ext.web.client.."))))
                .allowEmptyShould(true);
    }

    ArchRule plainJava() {
        String[] plain = {
            "java.lang..", "java.util..", "java.math..", "java.time..", "org.jspecify.annotations..", root + ".."
        };
        return noClasses()
                .that(resideInAnyPackage(under("vital"), under("time"), under("alarm"), under("session")))
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.not(resideInAnyPackage(plain)).and(notAPrimitive()));
    }

    ArchRule noThreads() {
        Set<String> promises = Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.TimeUnit");
        return noClasses()
                .that(resideInAnyPackage(under("alarm"), under("session")))
                .should()
                .dependOnClassesThat(describe(
                        "are threads or their tools",
                        (JavaClass type) -> type.isAssignableTo(Thread.class)
                                || type.getName().equals("java.lang.ThreadLocal")
                                || type.getPackageName().startsWith("java.util.concurrent")
                                        && !promises.contains(type.getName())));
    }

    ArchRule devicePort() {
        return noClasses()
                .that(resideInAPackage(under("ward")))
                .should()
                .dependOnClassesThat(resideInAPackage(under("device"))
                        .and(describe(
                                "are not the port",
                                type -> !type.getName().startsWith(root + ".device.DevicePort")
                                        && !type.getName().startsWith(root + ".device.Cuff")
                                        && !type.getName().startsWith(root + ".device.LinkReport"))));
    }

    ArchRule clock() {
        return noClasses()
                .that(resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(under("time")))))
                .should()
                .accessTargetWhere(describe("asks the machine for the time", HouseRules::asksForTheTime));
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule nullMarked() {
        return classes()
                .that(resideInAPackage(root + "..").and(DescribedPredicate.not(resideInAPackage(root))))
                .should(new ArchCondition<>("stand in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(
                                new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
                    }
                });
    }

    ArchRule names() {
        return noClasses()
                .that(resideInAPackage(root + ".."))
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract");
    }

    private static boolean asksForTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        boolean date = owner.equals("java.util.Date")
                && access.getTarget().getFullName().equals("java.util.Date.<init>()");
        boolean reads = (owner.equals("java.lang.System") || owner.startsWith("java.time."))
                && READS_THE_TIME.contains(access.getTarget().getName());
        boolean given = access.getTarget().getFullName().matches(".*\\.now\\(java\\.time\\.Clock\\)");
        return date || reads && !given;
    }

    private static DescribedPredicate<JavaClass> notAPrimitive() {
        return describe("not primitive", type -> !type.getBaseComponentType().isPrimitive() && !type.isArray());
    }

    private String under(String room) {
        return root + "." + room + "..";
    }
}
