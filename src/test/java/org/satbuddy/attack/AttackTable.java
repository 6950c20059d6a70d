package org.satbuddy.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs attacks one after the other, and prints what another student noticed of each. */
public final class AttackTable {

    private static final int SECONDS_TO_START = 180;

    private final Path product;
    private final Path data;
    private final int port;
    private final String provider;
    private final int seconds;
    private Process server;
    private Process attacker;

    private AttackTable(Path product, Path data, int port, String provider, int seconds) {
        this.product = product;
        this.data = data;
        this.port = port;
        this.provider = provider;
        this.seconds = seconds;
    }

    /**
     * Usage: {@code AttackTable PRODUCT DATA PORT PROVIDER SECONDS [ATTACK...]}, where PRODUCT is a checkout with
     * {@code scripts/run}, and an attack may be {@code all}, for all at once.
     */
    public static void main(String[] args) throws Exception {
        var table = new AttackTable(
                Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), args[3], Integer.parseInt(args[4]));
        Runtime.getRuntime().addShutdownHook(new Thread(table::stop));
        List<String> names = Arrays.asList(args).subList(5, args.length);
        try {
            table.print(
                    names.isEmpty()
                            ? Arrays.stream(Attack.values()).map(Enum::name).toList()
                            : names);
        } finally {
            table.stop();
        }
    }

    private void print(List<String> attacks) throws Exception {
        System.out.println(
                "| attack | what it got | others' polls, p95 | others' submits, p95 | others' uploads, p95 | others' errors | the server | log |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String name : attacks) {
            print(name.toUpperCase(Locale.ROOT));
        }
    }

    private void print(String name) throws Exception {
        boolean all = name.equals("ALL");
        start();
        if (!serves()) {
            stop();
            start();
        }
        ProcessHandle jvm = jvm();
        long logged = logSize();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var witness = new Witness(new Target(port, until));
        String answers;
        try (witness) {
            witness.watch();
            answers = attack(name);
            // Whatever the attack left behind is still there.
            Thread.sleep(3_000);
        }
        boolean ended = !jvm.isAlive();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f ms | %.0f ms | %.0f ms | %s of %d | %s | %d kB |%n",
                all ? "all of these at once" : Attack.valueOf(name).description(),
                answers,
                witness.pollP95(),
                witness.submitP95(),
                witness.uploadP95(),
                witness.errors().size(),
                witness.requests(),
                ended ? "**ended**" : "lives",
                (logSize() - logged) / 1024);
        witness.errors().stream()
                .collect(Collectors.groupingBy(
                        it -> it.substring(0, Math.min(120, it.length())), Collectors.counting()))
                .forEach((error, count) -> System.err.println("  " + name + ": " + count + " × " + error));
        if (ended || !witness.errors().isEmpty()) {
            stop();
        }
    }

    /** Whether the server has recovered from the attack before. */
    private boolean serves() throws InterruptedException {
        try (var witness = new Witness(new Target(port, System.nanoTime()))) {
            return witness.errors().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Attacks from a process of its own, so that the witness does not wait for the attacker. */
    private String attack(String name) throws IOException {
        attacker = new ProcessBuilder(
                        // An attacker has a machine of its own.
                        "nice",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Attack.class.getName(),
                        name,
                        Integer.toString(port),
                        Integer.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(attacker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Starts the server, unless it runs already. */
    private void start() throws Exception {
        if (server != null && server.isAlive()) {
            return;
        }
        Files.createDirectories(data);
        Path log = data.resolve("run.log");
        var builder = new ProcessBuilder(product.resolve("scripts/run").toString())
                .directory(product.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SATBUDDY_HTTP_PORT",
                        Integer.toString(port),
                        "SATBUDDY_DATA",
                        data.toString(),
                        "SATBUDDY_AUTH_MODES",
                        "guest, class-pass",
                        "SATBUDDY_OPENAI_BASE_URL",
                        provider,
                        "SATBUDDY_LIMIT_REQUESTS_PER_MINUTE",
                        "60000",
                        "SATBUDDY_LIMIT_ACTIVE_TASKS",
                        "1000"));
        server = builder.start();
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!Files.readString(log).contains("SAT Buddy is ready")) {
            if (!server.isAlive() || System.nanoTime() - patience > 0) {
                throw new IllegalStateException("the server did not start: " + Files.readString(log));
            }
            Thread.sleep(200);
        }
    }

    private ProcessHandle jvm() {
        return server.descendants()
                .filter(it -> it.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    private long logSize() throws IOException {
        long bytes = 0;
        for (Path log : List.of(data.resolve("wildfly/log/server.log"), data.resolve("wildfly/log/console.log"))) {
            bytes += Files.exists(log) ? Files.size(log) : 0;
        }
        return bytes;
    }

    /** Ends the server at once. Its data is of no use. */
    private synchronized void stop() {
        if (attacker != null) {
            attacker.destroyForcibly();
        }
        if (server == null) {
            return;
        }
        var all = new ArrayList<>(server.descendants().toList());
        all.add(0, server.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(it -> it.onExit().join());
        server = null;
    }
}
