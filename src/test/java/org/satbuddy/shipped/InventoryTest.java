package org.satbuddy.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTest {

    @TempDir
    Path folder;

    private Inventory inventory;

    @BeforeEach
    void begin() {
        inventory = new Inventory(folder);
    }

    @Test
    void identifiesAJarByWhatMavenWroteIntoIt() {
        add("renamed-but-not-1.0.jar", new Jar().withMaven("org.example", "renamed", "2.0"));

        assertThat(inventory.components())
                .containsExactly(new Component("org.example", "renamed", "2.0", "renamed-but-not-1.0.jar"));
    }

    @Test
    void identifiesAJarByItsName() {
        add("api_5.0_spec-4.0.2.Final.jar", new Jar().with("a.class", ""));

        assertThat(inventory.components())
                .containsExactly(new Component(null, "api_5.0_spec", "4.0.2.Final", "api_5.0_spec-4.0.2.Final.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Implementation-Version", "Bundle-Version"})
    void identifiesAJarByItsManifest(String attribute) {
        add("driver.jar", manifest(attribute + ": 42.7"));

        assertThat(inventory.components()).containsExactly(new Component(null, "driver", "42.7", "driver.jar"));
    }

    @Test
    void namesAJarThatNothingIdentifies() {
        add("lib/mystery.jar", manifest("Created-By: nobody"));

        assertThat(inventory.components()).isEmpty();
        assertThat(inventory.unidentified()).containsExactly("lib/mystery.jar");
    }

    @Test
    void findsALibraryThatWasCopiedIntoAnotherOne() {
        add("client-1.0.jar", new Jar().withMaven("org.example", "shaded", "3.1"));

        assertThat(inventory.components())
                .containsExactlyInAnyOrder(
                        new Component("org.example", "shaded", "3.1", "client-1.0.jar"),
                        new Component(null, "client", "1.0", "client-1.0.jar"));
    }

    @Test
    void findsAJarInsideAJar() {
        var inner = new Jar().withMaven("org.example", "inner", "1.1");
        add("outer-1.0.jar", new Jar().with("lib/middle-1.0.jar", new Jar().with("inner.jar", inner)));

        assertThat(inventory.components())
                .extracting(Component::name, Component::location)
                .contains(tuple("inner", "outer-1.0.jar!/lib/middle-1.0.jar!/inner.jar"));
    }

    @Test
    void findsTheLibrariesOfAWarButNoLibraryInItsName() {
        Path war = new Jar()
                .with("WEB-INF/lib/a-1.0.jar", new Jar().withMaven("org.example", "a", "1.0"))
                .withMaven("org.example", "application", "0.1")
                .write(folder.resolve("application-0.1.war"));

        inventory.addJarsIn(war);

        assertThat(inventory.components())
                .containsExactly(
                        new Component("org.example", "a", "1.0", "application-0.1.war!/WEB-INF/lib/a-1.0.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webjars", "_static"})
    void findsTheLibrariesOfBrowsersByTheirPaths(String packaging) {
        add("purifier-9.jar", new Jar().with("META-INF/resources/" + packaging + "/dompurify/3.3.3/dist/a.js", ""));

        assertThat(inventory.components()).contains(new Component("npm", "dompurify", "3.3.3", "purifier-9.jar"));
    }

    private void add(String file, Jar jar) {
        inventory.addJar(jar.write(folder.resolve(file)));
    }

    private static Jar manifest(String line) {
        return new Jar().with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + line + "\n\n");
    }
}
