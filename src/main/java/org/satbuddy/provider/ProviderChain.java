package org.satbuddy.provider;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.task.Answer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.LanguageModel;
import org.satbuddy.tutor.Prompt;

/**
 * Asks the configured providers in their order until {@link Failover} decides to stop. If the study guide is listed
 * first, it answers at once. If it is listed later, it is the last resort. Providers over the network receive
 * pseudonyms in place of personal data.
 */
@ApplicationScoped
class ProviderChain implements LanguageModel {

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    Instance<RemoteCall<?>> calls;

    @Inject
    StudyGuideProvider studyGuide;

    private List<Provider> order;
    private LanguageModel lastResort = new NoProvider();

    ProviderChain() {}

    ProviderChain(DatabaseClock clock, List<Provider> order, Provider lastResort) {
        this.clock = clock;
        this.order = order;
        this.lastResort = new LastResort(lastResort);
    }

    @PostConstruct
    void arrange() {
        Map<String, Provider> known = new HashMap<>();
        for (RemoteCall<?> call : calls) {
            var remote = new PseudonymousProvider(governed(call));
            known.put(remote.name(), remote);
        }
        // The study guide is not asked for its name here, because its first call builds its index.
        known.put(Settings.ProviderSettings.STUDY_GUIDE, studyGuide);
        List<String> names = settings.providers().order();
        boolean guideLast = names.indexOf(Settings.ProviderSettings.STUDY_GUIDE) > 0;
        order = names.stream()
                .filter(name -> !guideLast || !name.equals(Settings.ProviderSettings.STUDY_GUIDE))
                .map(name -> requireNonNull(known.get(name), () -> "no adapter for the provider " + name))
                .toList();
        if (guideLast) {
            lastResort = new LastResort(studyGuide);
        }
    }

    private RemoteProvider governed(RemoteCall<?> call) {
        return new RemoteProvider(
                call, new Governor(System::nanoTime, clock, settings.tasks().retryDelay()));
    }

    @Override
    public Answer complete(Prompt prompt, Progress progress) {
        List<Answer.TryLater> busy = new ArrayList<>();
        Answer answer = null;
        for (Provider provider : order) {
            if (answer != null && (progress.stopped() || !clock.instant().isBefore(prompt.runUntil()))) {
                break;
            }
            answer = provider.ask(prompt, progress);
            progress.note(provider.name() + ": " + summary(answer));
            if (answer instanceof Answer.TryLater one) {
                busy.add(one);
            }
            if (Failover.after(answer, prompt.waited()) != Failover.NEXT) {
                break;
            }
        }
        // A busy provider may still answer, even if the others gave up.
        return busy.isEmpty() || Failover.after(answer, prompt.waited()) == Failover.DONE ? answer : earliest(busy);
    }

    /** Names all providers in order, because a later one answers when those before it cannot. Omits the last resort. */
    @Override
    public Optional<String> signature() {
        Settings.ProviderSettings providers = settings.providers();
        if (providers.order().get(0).equals(Settings.ProviderSettings.STUDY_GUIDE)) {
            return Optional.empty();
        }
        return Optional.of(providers.order().stream()
                .filter(providers.endpoints()::containsKey)
                .map(name -> name + " " + providers.endpoints().get(name).baseUrl() + " "
                        + providers.endpoints().get(name).model())
                .collect(joining("\n")));
    }

    @Override
    public LanguageModel lastResort() {
        return lastResort;
    }

    /** The answer of the busy provider that can be asked again first. */
    private static Answer.TryLater earliest(List<Answer.TryLater> busy) {
        boolean called = busy.stream().anyMatch(Answer.TryLater::called);
        Answer.TryLater first = Collections.min(busy, Comparator.comparing(ProviderChain::likelyWait));
        return new Answer.TryLater(first.reason(), first.after(), called);
    }

    /**
     * If the provider named no time, a rate limit most likely lasts a minute, and a fault is over within seconds.
     */
    private static Duration likelyWait(Answer.TryLater busy) {
        if (busy.after() != null) {
            return busy.after();
        }
        return busy.reason() == FailureCode.RATE_LIMITED ? Duration.ofMinutes(1) : Failover.SHORT_WAIT;
    }

    private static String summary(Answer answer) {
        if (answer instanceof Answer.Completed completed) {
            return "answered by " + completed.model();
        }
        if (answer instanceof Answer.Failed failed) {
            return failed.code().wire();
        }
        Answer.TryLater busy = (Answer.TryLater) answer;
        return busy.reason().wire()
                + (busy.after() == null ? "" : " for " + busy.after().toSeconds() + " s")
                + (busy.called() ? "" : ", not called");
    }

    /** Answers when no other provider did. It cannot read images, so it never replaces an AI that can. */
    private record LastResort(Provider provider) implements LanguageModel {

        @Override
        public Answer complete(Prompt prompt, Progress progress) {
            if (prompt.hasImages()) {
                return new NoProvider().complete(prompt, progress);
            }
            Answer answer = provider.ask(prompt, progress);
            progress.note(provider.name() + ": " + summary(answer));
            return answer;
        }

        /** Empty, because an emergency answer is not shared with other students. */
        @Override
        public Optional<String> signature() {
            return Optional.empty();
        }

        @Override
        public LanguageModel lastResort() {
            return this;
        }
    }

    private static final class NoProvider implements LanguageModel {

        @Override
        public Answer complete(Prompt prompt, Progress progress) {
            return new Answer.Failed(FailureCode.PROVIDER_UNAVAILABLE, null, null, Usage.NONE);
        }

        @Override
        public Optional<String> signature() {
            return Optional.empty();
        }

        @Override
        public LanguageModel lastResort() {
            return this;
        }
    }
}
