package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts with which an administrator manages a server. */
final class AdminScript {

    private AdminScript() {}

    /** Returns what the script writes. It must succeed. */
    static String run(PackagedServer server, String name, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of("scripts/" + name).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SATBUDDY_URL", server.baseUrl());
        builder.environment().put("SATBUDDY_DATA", server.data().toString());
        Process script = builder.start();
        String said = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(said).isZero();
        return said;
    }
}
