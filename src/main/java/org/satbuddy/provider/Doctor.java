package org.satbuddy.provider;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;
import org.satbuddy.config.InvalidSetting;
import org.satbuddy.config.Settings;
import org.satbuddy.config.SettingsReader;

/** Tells an administrator, without a server, whether each provider of the settings can be used. Run by scripts/doctor. */
public final class Doctor {

    private static final int SICK = 1;
    private static final int INVALID = 2;

    private final PrintStream out;

    Doctor(PrintStream out) {
        this.out = out;
    }

    /** Finds MicroProfile's implementations, which a server sets for its applications, and examines the settings. */
    public static void main(String[] args) {
        ServiceLoader.load(ConfigProviderResolver.class).findFirst().ifPresent(ConfigProviderResolver::setInstance);
        ServiceLoader.load(RestClientBuilderResolver.class)
                .findFirst()
                .ifPresent(RestClientBuilderResolver::setInstance);
        System.exit(new Doctor(System.out).examine());
    }

    private int examine() {
        try {
            return examine(new SettingsReader(ConfigProvider.getConfig()).read());
        } catch (InvalidSetting e) {
            out.println(e.getMessage());
            return INVALID;
        }
    }

    /** Returns the status for the shell: 0 if every provider answers. */
    int examine(Settings settings) {
        List<RemoteCall<?>> calls = List.of(new OpenAiCall(), new AnthropicCall(), new GeminiCall());
        int status = 0;
        boolean any = false;
        for (String name : settings.providers().order()) {
            for (RemoteCall<?> call : calls) {
                if (call.provider().equals(name)) {
                    any = true;
                    status = Math.max(status, examine(call, settings));
                }
            }
        }
        if (!any) {
            out.println("No AI provider is set up, so the embedded study guide answers."
                    + " Set satbuddy.openai.api-key, or see docs/providers.md.");
        }
        return status;
    }

    private int examine(RemoteCall<?> call, Settings settings) {
        call.settings = settings;
        call.clock = Clock.systemUTC();
        call.threads = Executors.defaultThreadFactory();
        call.open();
        try {
            return examine(new ProviderCheck(call)) ? 0 : SICK;
        } finally {
            call.close();
        }
    }

    private boolean examine(ProviderCheck check) {
        out.println(check.name());
        long begun = System.nanoTime();
        Optional<String> problem = check.problem();
        if (problem.isPresent()) {
            say("answers", "no: " + problem.get());
            return false;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        say("answers", "yes, in %.1f s".formatted(took.toMillis() / 1e3));
        say("streams", check.streams() ? "yes" : "no: students see an answer when it is complete");
        say("JSON", yesOr(check.problemWithJson()));
        say("pictures", yesOr(check.problemWithPictures()));
        return true;
    }

    private static String yesOr(Optional<String> problem) {
        return problem.map(it -> "no: " + it).orElse("yes");
    }

    private void say(String what, String answer) {
        out.println("  %-10s%s".formatted(what, answer));
    }
}
