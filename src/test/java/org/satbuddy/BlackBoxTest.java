package org.satbuddy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Enforces the {@code package-info} of {@code it}: its tests and the stand-in use no class of the product. */
@AnalyzeClasses(packages = "org.satbuddy", importOptions = ImportOption.OnlyIncludeTests.class)
class BlackBoxTest {

    @ArchTest
    static final ArchRule integrationTestsUseNoClassOfTheProduct = noClasses()
            .that()
            .resideInAPackage("org.satbuddy.it..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.satbuddy..")
                    .and(not(resideInAnyPackage(
                            "org.satbuddy.it..", "org.satbuddy.standin..", "org.satbuddy.attack.."))));

    @ArchTest
    static final ArchRule theStandInUsesNoClassOfTheProduct = noClasses()
            .that()
            .resideInAPackage("org.satbuddy.standin..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.satbuddy..").and(not(resideInAPackage("org.satbuddy.standin.."))));

    @ArchTest
    static final ArchRule theAttacksUseNoClassOfTheProduct = noClasses()
            .that()
            .resideInAPackage("org.satbuddy.attack..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.satbuddy..").and(not(resideInAPackage("org.satbuddy.attack.."))));
}
