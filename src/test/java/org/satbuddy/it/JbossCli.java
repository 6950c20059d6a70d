package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** WildFly's command line, as administrators use it. */
final class JbossCli {

    static final Path WILDFLY = Path.of(System.getProperty("server.home"));

    private JbossCli() {}

    /**
     * Runs the command line, and fails the test if that fails.
     *
     * @param javaOptions further options for its JVM
     */
    static void run(String javaOptions, String... arguments) {
        var command = new ArrayList<>(
                List.of("bash", WILDFLY.resolve("bin/jboss-cli.sh").toString()));
        command.addAll(List.of(arguments));
        try {
            Path log = Files.createTempFile("jboss-cli", ".log");
            var cli = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            cli.environment().put("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 " + javaOptions);
            Process process = cli.start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            Files.delete(log);
        } catch (IOException e) {
            throw new IllegalStateException("the command line did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
