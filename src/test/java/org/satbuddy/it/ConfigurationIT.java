package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that configure WildFly, run on a copy of its configuration. */
class ConfigurationIT {

    private static final Path SCRIPTS = Path.of("server-config/wildfly").toAbsolutePath();
    private static final Path CONFIGURATION = JbossCli.WILDFLY.resolve("standalone/configuration");

    @TempDir
    Path base;

    @Test
    void undoesEveryChange() throws IOException {
        Path configured = copyOfTheConfiguration();
        List<String> before = lines(configured);

        run("satbuddy-undo.cli");

        assertThat(before).isNotEqualTo(stock());
        assertThat(lines(configured)).isEqualTo(stock());
    }

    @Test
    void changesNothingWhenRunAgain() throws IOException {
        Path configured = copyOfTheConfiguration();
        List<String> before = lines(configured);

        run("satbuddy.cli");

        assertThat(lines(configured)).isEqualTo(before);
    }

    private Path copyOfTheConfiguration() throws IOException {
        Path folder = Files.createDirectories(base.resolve("configuration"));
        return Files.copy(CONFIGURATION.resolve("standalone-full.xml"), folder.resolve("standalone-full.xml"));
    }

    private static List<String> stock() throws IOException {
        return lines(CONFIGURATION.resolve("standalone-full.stock.xml"));
    }

    /** The driver that {@code postgresql.cli} adds is not undone. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.contains("<driver name=\"postgresql\""))
                .toList();
    }

    private void run(String script) {
        JbossCli.run("-Djboss.server.base.dir=" + base, "--file=" + SCRIPTS.resolve(script));
    }
}
