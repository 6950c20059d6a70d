package org.satbuddy.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerJarsTest {

    private static final String STOCK = "modules/system/layers/base/";

    @TempDir
    Path home;

    @Test
    void findsTheJarsThatModulesLoad() throws IOException {
        module(STOCK + "org/a/main", "a-1.jar");
        jar(STOCK + "org/a/main/a-1.jar");
        jar(STOCK + "org/a/main/a-0.jar");

        assertThat(found()).containsExactly(STOCK + "org/a/main/a-1.jar");
    }

    @Test
    void findsTheModuleThatTakesTheServersPlace() throws IOException {
        module(STOCK + "io/undertow/core/main", "undertow-core-2.3.23.jar");
        jar(STOCK + "io/undertow/core/main/undertow-core-2.3.23.jar");
        module("modules/io/undertow/core/main", "undertow-core-2.3.26.jar");
        jar("modules/io/undertow/core/main/undertow-core-2.3.26.jar");

        assertThat(found()).containsExactly("modules/io/undertow/core/main/undertow-core-2.3.26.jar");
    }

    @Test
    void findsTheJarsInAFolderOfAModule() throws IOException {
        module(STOCK + "org/a/main", "bundled");
        jar(STOCK + "org/a/main/bundled/b-1.jar");

        assertThat(found()).containsExactly(STOCK + "org/a/main/bundled/b-1.jar");
    }

    @Test
    void findsTheJarsOfTheServersPrograms() throws IOException {
        Files.createDirectory(home.resolve("modules"));
        jar("jboss-modules.jar");
        jar("bin/client/client.jar");
        jar("standalone/deployments/other.jar");

        assertThat(found()).containsExactly("bin/client/client.jar", "jboss-modules.jar");
    }

    @Test
    void refusesAFolderWithoutAServer() {
        assertThatIllegalStateException().isThrownBy(this::found).withMessageContaining("no server");
    }

    @Test
    void refusesALayerWhoseOrderIsUnknown() throws IOException {
        module("modules/system/layers/more/org/a/main", "a-2.jar");

        assertThatIllegalStateException().isThrownBy(this::found).withMessageContaining("layers");
    }

    private List<String> found() {
        return ServerJars.of(home).stream()
                .map(it -> home.relativize(it).toString().replace('\\', '/'))
                .toList();
    }

    private void module(String folder, String resource) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve(folder)).resolve("module.xml"), """
                <module name="m" xmlns="urn:jboss:module:1.9">
                    <resources><resource-root path="%s"/></resources>
                </module>
                """.formatted(resource));
    }

    private void jar(String file) throws IOException {
        Files.createDirectories(home.resolve(file).getParent());
        Files.createFile(home.resolve(file));
    }
}
