package org.satbuddy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Enforces the root {@code package-info}: which station may use which, and the only home of each technology. */
@AnalyzeClasses(packages = "org.satbuddy", importOptions = ImportOption.DoNotIncludeTests.class)
class StationsTest {

    @ArchTest
    static final ArchRule everyStationUsesOnlyThoseItMay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("config")
            .definedBy("org.satbuddy.config..")
            .layer("log")
            .definedBy("org.satbuddy.log..")
            .layer("database")
            .definedBy("org.satbuddy.database..")
            .layer("task")
            .definedBy("org.satbuddy.task..")
            .layer("estimate")
            .definedBy("org.satbuddy.estimate..")
            .layer("queue")
            .definedBy("org.satbuddy.queue..")
            .layer("tutor")
            .definedBy("org.satbuddy.tutor..")
            .layer("provider")
            .definedBy("org.satbuddy.provider..")
            .layer("network")
            .definedBy("org.satbuddy.network..")
            .layer("oidc")
            .definedBy("org.satbuddy.oidc..")
            .layer("image")
            .definedBy("org.satbuddy.image..")
            .layer("transfer")
            .definedBy("org.satbuddy.transfer..")
            .layer("audit")
            .definedBy("org.satbuddy.audit..")
            .layer("account")
            .definedBy("org.satbuddy.account..")
            .layer("identity")
            .definedBy("org.satbuddy.identity..")
            .layer("admin")
            .definedBy("org.satbuddy.admin..")
            .layer("page")
            .definedBy("org.satbuddy.page..")
            .layer("api")
            .definedBy("org.satbuddy.api..")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .whereLayer("log")
            .mayNotAccessAnyLayer()
            .whereLayer("database")
            .mayOnlyAccessLayers("log")
            .whereLayer("task")
            .mayOnlyAccessLayers("config", "log", "database")
            .whereLayer("estimate")
            .mayOnlyAccessLayers("config", "log", "database", "task")
            .whereLayer("queue")
            .mayOnlyAccessLayers("config", "log", "database", "task")
            .whereLayer("tutor")
            .mayOnlyAccessLayers("config", "log", "task")
            .whereLayer("provider")
            .mayOnlyAccessLayers("config", "log", "database", "task", "tutor", "network")
            .whereLayer("network")
            .mayOnlyAccessLayers("config", "log")
            .whereLayer("oidc")
            .mayOnlyAccessLayers("config", "log", "network", "account")
            .whereLayer("image")
            .mayOnlyAccessLayers("config", "log", "database", "task")
            .whereLayer("transfer")
            .mayOnlyAccessLayers("log")
            .whereLayer("audit")
            .mayOnlyAccessLayers("config", "log", "database")
            .whereLayer("account")
            .mayOnlyAccessLayers("config", "log", "database", "audit")
            .whereLayer("identity")
            .mayOnlyAccessLayers("config", "log", "database", "task", "transfer", "account", "audit", "oidc")
            .whereLayer("page")
            .mayOnlyAccessLayers("config", "log", "transfer")
            .whereLayer("admin")
            .mayOnlyAccessLayers("config", "log", "database", "task", "provider")
            .whereLayer("api")
            .mayOnlyAccessLayers(
                    "config", "log", "database", "task", "tutor", "image", "identity", "transfer", "account", "audit");

    @ArchTest
    static final ArchRule noStationsGoInCircles =
            slices().matching("org.satbuddy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheDatabaseMigrates = livesOnlyIn("org.flywaydb..", "database");

    @ArchTest
    static final ArchRule onlyTheDatabaseKnowsTheFilesOfH2 = livesOnlyIn("org.h2..", "database");

    @ArchTest
    static final ArchRule onlyTheQueueSpeaksJms = livesOnlyIn("jakarta.jms..", "queue");

    @ArchTest
    static final ArchRule onlyTheApiServesHttp = noClasses()
            .that()
            .resideOutsideOfPackages("org.satbuddy.api..", "org.satbuddy.provider..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule onlyProvidersCallWithFaultTolerance =
            livesOnlyIn("org.eclipse.microprofile.faulttolerance..", "provider");

    @ArchTest
    static final ArchRule onlyProvidersBuildRestClients =
            livesOnlyIn("org.eclipse.microprofile.rest.client..", "provider");

    @ArchTest
    static final ArchRule onlyTheIdentityFilters = noClasses()
            .that()
            .resideOutsideOfPackage("org.satbuddy.identity..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.servlet.Filter");

    @ArchTest
    static final ArchRule everyLoggerIsLimited = noClasses()
            .that()
            .resideOutsideOfPackage("org.satbuddy.log..")
            .should()
            .callMethod(System.class, "getLogger", String.class);

    @ArchTest
    static final ArchRule onlyImagesDecodeImages = livesOnlyIn("javax.imageio..", "image");

    @ArchTest
    static final ArchRule onlyTheAdminTellsHealth = livesOnlyIn("org.eclipse.microprofile.health..", "admin");

    @ArchTest
    static final ArchRule onlyTheGuideSearches = livesOnlyIn("org.apache.lucene..", "tutor");

    @ArchTest
    static final ArchRule onlyOidcSpeaksOpenIdConnect = livesOnlyIn("com.nimbusds..", "oidc");

    private static ArchRule livesOnlyIn(String technology, String station) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.satbuddy." + station + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology);
    }
}
