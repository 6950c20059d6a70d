package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that configure WildFly, run on a copy of its configuration. */
class ConfigurationIT {

    private static final Path WILDFLY = Path.of(System.getProperty("server.home"));
    private static final Path SCRIPTS = Path.of("server-config/wildfly").toAbsolutePath();
    private static final Path CONFIGURATION = WILDFLY.resolve("standalone/configuration");

    @TempDir
    Path base;

    @Test
    void undoesEveryChange() throws Exception {
        Path configured = copyOfTheConfiguration();
        List<String> before = lines(configured);

        run("satbuddy-undo.cli");

        assertThat(before).isNotEqualTo(stock());
        assertThat(lines(configured)).isEqualTo(stock());
    }

    @Test
    void changesNothingWhenRunAgain() throws Exception {
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

    private void run(String script) throws Exception {
        Path log = base.resolve("cli.log");
        var cli = new ProcessBuilder(
                        "bash", WILDFLY.resolve("bin/jboss-cli.sh").toString(), "--file=" + SCRIPTS.resolve(script))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        cli.environment().put("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -Djboss.server.base.dir=" + base);
        Process process = cli.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
