package org.satbuddy.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The packaged product as {@code scripts/run} starts it, on its own ports and data. */
final class PackagedServer {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    private final int port;
    private final Path data;
    private final Map<String, String> environment;
    private Process process;

    private PackagedServer(int port, Path data, Map<String, String> environment) {
        this.port = port;
        this.data = data;
        this.environment = environment;
    }

    /** Starts on fresh data and returns when it is ready to serve. */
    static PackagedServer start(Map<String, String> environment) {
        PackagedServer server = begin(environment);
        server.awaitReady();
        return server;
    }

    /** Starts on fresh data and returns at once. */
    static PackagedServer begin(Map<String, String> environment) {
        try {
            Path folder = Files.createDirectories(ROOT.resolve("target/it"));
            var server = new PackagedServer(
                    freePort(), Files.createTempDirectory(folder, "data "), new HashMap<>(environment));
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String baseUrl() {
        return "http://localhost:" + port;
    }

    Path data() {
        return data;
    }

    /** Starts again on the same port and data. */
    void restart() {
        launch();
        awaitReady();
    }

    private void launch() {
        try {
            var builder = new ProcessBuilder(ROOT.resolve("scripts/run").toString())
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()));
            // The tests count the calls.
            builder.environment().put("SATBUDDY_PROVIDER_CHECK_AT_START", "false");
            builder.environment().putAll(environment);
            builder.environment().put("SATBUDDY_HTTP_PORT", Integer.toString(port));
            builder.environment().put("SATBUDDY_DATA", data.toString());
            // The server runs for a few minutes only, so fast compilation pays more than fast code, and one thread
            // that collects garbage more than two.
            builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
            builder.environment().put("SATBUDDY_JAVA_OPTS", "-XX:-UseParallelGC -XX:+UseSerialGC");
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        awaitReady(1);
    }

    /** Waits until the server has become ready as often as given since {@code scripts/run} began. */
    void awaitReady(int times) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server did not start: " + Files.readString(log()));
            }
            return Files.readString(log()).split("SAT Buddy is ready", -1).length > times;
        });
    }

    private Path log() {
        return data.resolve("run.log");
    }

    /** Runs an administrator's command, such as {@code :suspend}. */
    void administer(String command) {
        JbossCli.run("", "--connect", "--controller=localhost:" + (port + 1910), "--commands=" + command);
    }

    /** The lines of the server log. */
    List<String> entries() {
        try {
            return Files.readAllLines(data.resolve("wildfly/log/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of this server, without its program, that contain the ASCII text. */
    List<Path> filesWith(String text) {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(data.resolve("wildfly/deployments")))
                    .filter(file -> contains(file, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of this server that other users of the machine may read. */
    List<Path> filesOpenToOthers() {
        try (var files = Files.walk(data.resolve("wildfly"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isOpenToOthers(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return !Collections.disjoint(
                    Files.getPosixFilePermissions(file),
                    Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server as an administrator does, and waits for its end. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Kills the script and the server, as a power failure would. */
    void kill9() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(it -> it.onExit().join());
        awaitEnd();
    }

    /** Kills the JVM of the server, as a system that is out of memory would. The script starts it again. */
    void killJvm() {
        process.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the server does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns a free port whose management port, 1910 above it, is free too. */
    private static int freePort() throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var socket = new ServerSocket(0)) {
                int port = 20_000 + socket.getLocalPort() % 20_000;
                try (var http = new ServerSocket(port);
                        var management = new ServerSocket(port + 1910)) {
                    return http.getLocalPort();
                } catch (IOException e) {
                    continue;
                }
            }
        }
        throw new IOException("no free port");
    }
}
