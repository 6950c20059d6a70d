package org.satbuddy.provider;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.satbuddy.config.SettingsBuilder;

/** Fails when a provider that can be configured lacks one of its parts. */
class EveryProviderTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.satbuddy.provider");

    /** The names in {@code satbuddy.providers} of all providers that are reached over the network. */
    private static final Set<String> NAMES =
            new SettingsBuilder().build().providers().endpoints().keySet();

    private static List<JavaClass> calls() {
        return MAIN.stream()
                .filter(type -> type.isAssignableTo(RemoteCall.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    }

    @Test
    void hasAFixtureThatTheTestsOfAllProvidersUse() {
        assertThat(VendorFixtures.ALL).extracting(VendorFixture::toString).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void hasACallThatTheContainerFinds() {
        Set<String> tested = VendorFixtures.ALL.stream()
                .map(vendor -> vendor.call().getClass().getName())
                .collect(toSet());

        assertThat(calls())
                .allMatch(call -> call.isAnnotatedWith(ApplicationScoped.class))
                .extracting(JavaClass::getName)
                .containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void hasItsOwnColumnInTheTableOfWireFormats() {
        assertThat(WireFormatsTest.columns())
                .containsExactlyElementsOf(
                        VendorFixtures.ALL.stream().map(VendorFixture::toString).toList());
    }

    @Test
    void hasItsSettingsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(NAMES).allSatisfy(name -> assertThat(readme).contains("`satbuddy." + name + ".base-url`"));
    }
}
