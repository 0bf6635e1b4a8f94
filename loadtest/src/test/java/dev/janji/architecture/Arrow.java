package dev.janji.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import dev.janji.actors.wrong.CallManager;
import dev.janji.actors.wrong.RuntimeThatKnowsAGateway;
import dev.janji.actors.wrong.RuntimeThatReadsTheClock;
import dev.janji.actors.wrong.ShellThatSpeaksProtobuf;
import dev.janji.actors.wrong.WorkerThatKnowsTheJournal;
import dev.janji.domain.wrong.RuleThatReadsTheClock;
import dev.janji.domain.wrong.RuleThatRollsDice;
import dev.janji.domain.wrong.RuleThatUsesTheRuntime;
import dev.janji.domain.wrong.RuleThatWritesFiles;
import dev.janji.gateways.push.wrong.GatewayThatDecides;
import dev.janji.gateways.push.wrong.GatewayThatKnowsAnother;
import dev.janji.gateways.push.wrong.GatewayThatMeasures;
import dev.janji.gateways.push.wrong.PushThatSendsMail;
import dev.janji.gateways.push.wrong.PushThatSendsSms;
import dev.janji.loadtest.checker.wrong.CheckerThatTrustsTheServer;
import dev.janji.loadtest.wrong.LoadThatKnowsTheServer;
import dev.janji.protocols.wrong.WordThatKnowsTheRules;
import java.util.List;
import java.util.Set;

/**
 * The arrows of docs/architecture.md, each with a fixture that breaks it, so that a rule which catches nothing is caught
 * itself.
 */
enum Arrow {
    DOMAIN_USES_NOTHING_BUT_THE_JDK(
            classes()
                    .that()
                    .resideInAPackage("dev.janji.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.janji.domain..", "java..", "org.jspecify.."),
            RuleThatUsesTheRuntime.class),
    DOMAIN_DOES_NO_INPUT_OR_OUTPUT(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..",
                            "java.net..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.util.concurrent..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Runtime.class, Process.class),
            RuleThatWritesFiles.class),
    DOMAIN_READS_NO_CLOCK(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.domain..")
                    .should()
                    .accessTargetWhere(describe("reads a clock or the place it runs in", Arrow::readsSurroundings)),
            RuleThatReadsTheClock.class),
    DOMAIN_ROLLS_NO_DICE(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.domain..")
                    .should()
                    .accessTargetWhere(describe("is random", Arrow::isRandom)),
            RuleThatRollsDice.class),
    PROTOCOLS_USE_NO_OTHER_MODULE(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.protocols..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.janji.domain..",
                            "dev.janji.actors..",
                            "dev.janji.gateways..",
                            "dev.janji.orchestrator..",
                            "dev.janji.loadtest.."),
            WordThatKnowsTheRules.class),
    RUNTIME_KNOWS_NO_GATEWAY(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.actors..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.janji.gateways.."),
            RuntimeThatKnowsAGateway.class),
    GATEWAYS_USE_ONLY_THE_PORTS_OF_THE_RUNTIME(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji.gateways..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.janji.actors.debtor..",
                            "dev.janji.actors.wakeup..",
                            "dev.janji.actors.journal..",
                            "dev.janji.actors.store..",
                            "com.datastax..",
                            "org.apache.pekko.cluster..",
                            "org.apache.pekko.persistence.."),
            GatewayThatDecides.class),
    NO_GATEWAY_KNOWS_ANOTHER(
            slices().matching("dev.janji.gateways.(*)..")
                    .should()
                    .notDependOnEachOther()
                    // Providers played for tests and the demo, and their log: no channel of their own.
                    .ignoreDependency(alwaysTrue(), resideInAPackage("dev.janji.gateways.simulator.."))
                    // What they have in common to send nothing twice: no channel either.
                    .ignoreDependency(alwaysTrue(), resideInAPackage("dev.janji.gateways.once..")),
            GatewayThatKnowsAnother.class),
    VENDOR_LIBRARIES_STAY_IN_THEIR_GATEWAY(
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.janji.gateways..", "dev.janji.actors..", "dev.janji.orchestrator..")
                    .and()
                    .resideOutsideOfPackage("dev.janji.gateways.email..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."),
            PushThatSendsMail.class),
    SMPP_STAYS_IN_ITS_GATEWAY(
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.janji.gateways..", "dev.janji.actors..", "dev.janji.orchestrator..")
                    .and()
                    .resideOutsideOfPackage("dev.janji.gateways.sms..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.jsmpp.."),
            PushThatSendsSms.class),
    NOBODY_DEPENDS_ON_THE_SERVER(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.janji.orchestrator..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.janji.orchestrator.."),
            LoadThatKnowsTheServer.class),
    NOBODY_DEPENDS_ON_THE_LOAD_TEST(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.janji.loadtest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.janji.loadtest.."),
            RuntimeThatKnowsAGateway.class),
    THE_CHECKER_TRUSTS_NOBODY(
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.janji.loadtest.checker..", "dev.janji.loadtest.stored..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.janji.actors..", "dev.janji.gateways..", "dev.janji.domain.debtor.."),
            CheckerThatTrustsTheServer.class),
    PROTOBUF_STAYS_IN_CODECS_AND_EDGES(
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.janji.protocols..",
                            "dev.janji.actors.journal..",
                            "dev.janji.actors.eventlog..",
                            "dev.janji.orchestrator.grpc..",
                            "dev.janji.orchestrator.desk..",
                            "dev.janji.loadtest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.janji.protocols..", "com.google.protobuf.."),
            ShellThatSpeaksProtobuf.class),
    ONLY_THE_HOUSE_CLOCK_READS_TIME(
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.janji.actors..", "dev.janji.gateways..", "dev.janji.orchestrator..")
                    .and()
                    .resideOutsideOfPackages("dev.janji.actors.time..", "dev.janji.orchestrator.security..")
                    .and()
                    // Notes when a contact left, so that the logs of two processes compare; decides nothing by it.
                    .doNotHaveFullyQualifiedName("dev.janji.actors.channel.SendPermit")
                    .should()
                    .accessTargetWhere(describe("reads the wall clock", Arrow::readsWallClock)),
            RuntimeThatReadsTheClock.class),
    NOBODY_KNOWS_THE_STOCK_JOURNAL_PLUGIN(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.pekko.persistence.cassandra..",
                            "org.apache.pekko.stream.connectors.cassandra.."),
            WorkerThatKnowsTheJournal.class),
    METRICS_HAVE_ONE_DOOR(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji..")
                    .and()
                    .resideOutsideOfPackages("dev.janji.orchestrator..", "dev.janji.actors.telemetry..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("kamon.."),
            GatewayThatMeasures.class),
    NAMES_SAY_WHAT_A_THING_IS(
            noClasses()
                    .that()
                    .resideInAPackage("dev.janji..")
                    .and(describe("are not generated", House::isWritten))
                    .should()
                    .haveNameMatching(".*[.$](Abstract|Default)[A-Z][A-Za-z0-9]*")
                    .orShould()
                    .haveNameMatching(".*(Impl|Managers?|Helpers?|Utils?)|[^$]*(Data|Info)"),
            CallManager.class);

    private static final Set<String> SYSTEM_READERS = Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty");
    private static final List<String> DICE =
            List.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private final ArchRule rule;
    private final Class<?> breach;

    Arrow(ArchRule rule, Class<?> breach) {
        this.rule = rule;
        this.breach = breach;
    }

    ArchRule rule() {
        return rule;
    }

    /** A class that this arrow must find wrong. */
    Class<?> breach() {
        return breach;
    }

    private static boolean readsSurroundings(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return readsWallClock(access)
                || owner.equals("java.time.Clock")
                || owner.equals("java.time.InstantSource") && access.getName().equals("system")
                || owner.equals("java.lang.System") && SYSTEM_READERS.contains(access.getName())
                || owner.equals("java.time.ZoneId") && access.getName().equals("systemDefault")
                || owner.equals("java.util.Locale") && access.getName().equals("getDefault")
                || owner.equals("java.util.TimeZone") && access.getName().equals("getDefault");
    }

    private static boolean readsWallClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return owner.startsWith("java.time.") && access.getName().equals("now")
                || owner.equals("java.time.Clock") && access.getName().startsWith("system")
                || owner.equals("java.time.InstantSource") && access.getName().equals("system")
                || owner.equals("java.util.Date") && access.getName().equals("<init>")
                || owner.equals("java.lang.System") && access.getName().equals("currentTimeMillis");
    }

    private static boolean isRandom(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return DICE.contains(owner)
                || owner.equals("java.util.concurrent.ThreadLocalRandom")
                || owner.equals("java.lang.Math") && access.getName().equals("random")
                || owner.equals("java.util.UUID") && access.getName().equals("randomUUID");
    }
}
