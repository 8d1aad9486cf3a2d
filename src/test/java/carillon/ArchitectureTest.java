package carillon;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessFieldWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the map of DESIGN.md. A rule that has to change is a decision: write it down there first. */
@AnalyzeClasses(packages = "carillon", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule each_package_uses_what_the_map_allows = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .withOptionalLayers(true)
            .layer("channel").definedBy("carillon.channel")
            .layer("config").definedBy("carillon.config")
            .layer("protocol").definedBy("carillon.protocol")
            .layer("security").definedBy("carillon.security")
            .layer("history").definedBy("carillon.history..")
            .layer("sequence").definedBy("carillon.sequence")
            .layer("snapshot").definedBy("carillon.snapshot")
            .layer("presence").definedBy("carillon.presence")
            .layer("traffic").definedBy("carillon.traffic")
            .layer("doctor").definedBy("carillon.doctor..")
            .layer("hub").definedBy("carillon.hub..")
            .layer("backplane").definedBy("carillon.backplane")
            .layer("jms").definedBy("carillon.backplane.jms")
            .layer("stream").definedBy("carillon.stream")
            .layer("relay").definedBy("carillon.relay..")
            .layer("endpoint").definedBy("carillon.endpoint")
            .layer("rest").definedBy("carillon.rest")
            .layer("check").definedBy("carillon.check")
            .layer("launch").definedBy("carillon.launch")
            .layer("ops").definedBy("carillon.ops")
            .layer("log").definedBy("carillon.log")
            .whereLayer("log").mayNotAccessAnyLayer()
            .whereLayer("channel").mayNotAccessAnyLayer()
            .whereLayer("config").mayNotAccessAnyLayer()
            .whereLayer("protocol").mayOnlyAccessLayers("channel")
            .whereLayer("security").mayOnlyAccessLayers("channel", "config")
            .whereLayer("history").mayOnlyAccessLayers("channel", "config")
            .whereLayer("sequence").mayOnlyAccessLayers("channel", "config")
            .whereLayer("snapshot").mayOnlyAccessLayers("history", "sequence", "channel", "config")
            .whereLayer("presence").mayOnlyAccessLayers("channel", "config")
            .whereLayer("traffic").mayOnlyAccessLayers("channel", "config", "protocol")
            .whereLayer("doctor").mayOnlyAccessLayers("backplane", "snapshot", "sequence", "traffic", "channel", "config")
            .whereLayer("hub").mayOnlyAccessLayers("traffic", "channel", "config", "protocol")
            .whereLayer("backplane").mayOnlyAccessLayers("snapshot", "sequence", "channel", "config")
            .whereLayer("jms").mayOnlyAccessLayers("backplane", "snapshot", "history", "sequence", "channel", "config")
            .whereLayer("relay").mayOnlyAccessLayers("channel", "config", "protocol", "security", "history", "sequence", "snapshot", "presence", "traffic", "doctor", "hub", "backplane")
            .whereLayer("stream").mayOnlyAccessLayers("hub", "protocol", "channel", "config")
            .whereLayer("endpoint").mayOnlyAccessLayers("check", "stream", "relay", "traffic", "doctor", "hub", "security", "protocol", "channel", "config")
            .whereLayer("check").mayOnlyAccessLayers("hub", "security", "channel", "config")
            .whereLayer("launch").mayOnlyAccessLayers("check", "config")
            .whereLayer("rest").mayOnlyAccessLayers("relay", "history", "presence", "security", "channel", "config")
            .whereLayer("ops").mayOnlyAccessLayers("doctor", "traffic", "protocol", "hub", "history", "sequence", "snapshot", "presence", "backplane", "channel", "config");

    @ArchTest
    static final ArchRule there_are_no_cycles = slices().matching("carillon.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule no_server_or_broker_is_imported = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("fish.payara..", "com.sun..", "org.glassfish..", "io.undertow..", "org.jboss..", "org.wildfly..", "org.apache.activemq..");

    @ArchTest
    static final ArchRule only_the_endpoint_knows_of_sockets = noClasses().that().resideOutsideOfPackage("carillon.endpoint")
            .should().dependOnClassesThat().resideInAPackage("jakarta.websocket..");

    /** Others speak to a connection: it closes what can't be queued, and queues in step with what it is subscribed to. */
    @ArchTest
    static final ArchRule only_a_connection_has_an_outbox = noClasses().that().resideOutsideOfPackage("carillon.hub..")
            .should().dependOnClassesThat().haveNameMatching("carillon\\.hub\\.outbox\\.Outbox.*");

    @ArchTest
    static final ArchRule only_the_adapter_knows_of_jms = noClasses().that().resideOutsideOfPackage("carillon.backplane.jms")
            .should().dependOnClassesThat().resideInAPackage("jakarta.jms..");

    /** A bean is met as its proxy, and the fields of a proxy are empty. */
    @ArchTest
    static final ArchRule fields_are_read_by_their_own_class_only = noClasses().should(accessFieldWhere(describe("the field is of another class", ArchitectureTest::foreign)));

    @ArchTest
    static final ArchRule nobody_but_the_launcher_writes_to_the_standard_streams = noClasses().that().resideOutsideOfPackage("carillon.launch")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses().should(callMethodWhere(calls(Thread.class, "sleep")));

    @ArchTest
    static final ArchRule threads_are_the_containers = noClasses().that().resideOutsideOfPackage("carillon.launch").should().callConstructorWhere(
            describe("a thread or a pool is made", call -> call.getTargetOwner().isAssignableTo(Thread.class)
                    || call.getTargetOwner().isAssignableTo("java.util.concurrent.AbstractExecutorService")
                    || call.getTargetOwner().isAssignableTo("java.util.Timer")))
            .orShould().dependOnClassesThat().areAssignableTo("java.util.concurrent.Executors");

    @ArchTest
    static final ArchRule no_write_waits_for_a_client = noClasses().should().dependOnClassesThat(
            describe("block", type -> type.getName().startsWith("jakarta.websocket.RemoteEndpoint$Basic")))
            .orShould(callMethodWhere(describe("getBasicRemote", call -> call.getName().equals("getBasicRemote"))));

    /** In the sources: the compiler makes no class of a package-info that has only words. */
    @ArchTest
    static void every_package_says_what_it_is(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct().filter(name -> !Files.exists(packageInfo(name)))).isEmpty();
    }

    private static Path packageInfo(String packageName) {
        return sources().resolve(packageName.replace('.', '/')).resolve("package-info.java");
    }

    private static Path sources() {
        return Path.of("src/main/java");
    }

    private static DescribedPredicate<JavaMethodCall> calls(Class<?> owner, String name) {
        return describe("call " + owner.getSimpleName() + "." + name, call -> call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name));
    }

    private static boolean foreign(JavaFieldAccess access) {
        JavaClass owner = access.getTargetOwner();
        boolean ours = resideInAPackage("carillon..").test(owner);
        boolean constant = access.getTarget().resolveMember().filter(field -> field.getModifiers().contains(JavaModifier.STATIC)).isPresent();
        return ours && !constant && !outermost(owner).equals(outermost(access.getOriginOwner()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
