package org.satbuddy.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code scripts/doctor}, with the packaged WAR and the libraries of the server. */
@Timeout(60)
class DoctorIT {

    private record Report(String text, int status) {}

    @Test
    void examinesTheProvidersOfTheSettings() throws Exception {
        try (var provider = new FakeProvider()) {
            provider.when("ready", FakeProvider.says("Ready."));
            Report report = doctor(Map.of("SATBUDDY_OPENAI_BASE_URL", provider.baseUrl()));

            assertThat(report.text())
                    .contains("openai, gpt-5.4-mini at " + provider.baseUrl())
                    .contains("answers   yes");
            assertThat(report.status()).isZero();
        }
    }

    @Test
    void saysWhatToDoAboutAProviderThatDoesNotAnswer() throws Exception {
        Report report = doctor(Map.of("SATBUDDY_OPENAI_BASE_URL", "http://127.0.0.1:9/v1"));

        assertThat(report.text()).contains("answers   no: ").contains("Check satbuddy.openai.base-url");
        assertThat(report.status()).isEqualTo(1);
    }

    @Test
    void saysWhichSettingCannotBeUsed() throws Exception {
        Report report = doctor(Map.of("SATBUDDY_PROVIDERS", "oracle"));

        assertThat(report.text()).contains("satbuddy.providers names \"oracle\"");
        assertThat(report.status()).isEqualTo(2);
    }

    @Test
    void saysThatTheServerIsMissing() throws Exception {
        Report report = doctor(Map.of(), "--server", "/does/not/exist");

        assertThat(report.text()).contains("There is no WildFly in \"/does/not/exist\".");
        assertThat(report.status()).isEqualTo(2);
    }

    private static Report doctor(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of("scripts/doctor").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process doctor = builder.start();
        String text = new String(doctor.getInputStream().readAllBytes(), UTF_8);
        assertThat(doctor.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Report(text, doctor.exitValue());
    }
}
