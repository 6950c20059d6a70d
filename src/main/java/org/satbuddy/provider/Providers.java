package org.satbuddy.provider;

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
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.LanguageModel;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/**
 * Asks the configured providers in their order, until {@link Failover} says that it is done. The study guide is asked at
 * once where it is listed first; behind others it is the last resort. Those who are reached over the network are asked in
 * pseudonyms.
 */
@ApplicationScoped
class Providers implements LanguageModel {

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    Instance<RemoteCall<?>> calls;

    @Inject
    StudyGuideProvider studyGuide;

    private List<Provider> order;
    private LanguageModel lastResort = new Nobody();

    Providers() {}

    Providers(DatabaseClock clock, List<Provider> order, Provider lastResort) {
        this.clock = clock;
        this.order = order;
        this.lastResort = new StandIn(lastResort);
    }

    @PostConstruct
    void arrange() {
        Map<String, Provider> known = new HashMap<>();
        for (RemoteCall<?> call : calls) {
            var remote = new PseudonymousProvider(governed(call));
            known.put(remote.name(), remote);
        }
        // Not asked for its name: whatever it is asked first, it builds its index for.
        known.put(Settings.ProviderSettings.STUDY_GUIDE, studyGuide);
        List<String> names = settings.providers().order();
        boolean guideLast = names.indexOf(Settings.ProviderSettings.STUDY_GUIDE) > 0;
        order = names.stream()
                .filter(name -> !guideLast || !name.equals(Settings.ProviderSettings.STUDY_GUIDE))
                .map(known::get)
                .toList();
        if (guideLast) {
            lastResort = new StandIn(studyGuide);
        }
    }

    private RemoteProvider governed(RemoteCall<?> call) {
        return new RemoteProvider(
                call, new Governor(System::nanoTime, clock, settings.tasks().retryDelay()));
    }

    @Override
    public Outcome complete(Prompt prompt, Progress progress) {
        List<Outcome.Busy> busy = new ArrayList<>();
        Outcome outcome = null;
        for (Provider provider : order) {
            if (outcome != null && (progress.stopped() || !clock.instant().isBefore(prompt.runUntil()))) {
                break;
            }
            outcome = provider.ask(prompt, progress);
            progress.note(provider.name() + ": " + summary(outcome));
            if (outcome instanceof Outcome.Busy one) {
                busy.add(one);
            }
            if (Failover.after(outcome, prompt.waited()) != Failover.NEXT) {
                break;
            }
        }
        // Somebody who is busy may answer yet, whatever those say who will not.
        return busy.isEmpty() || Failover.after(outcome, prompt.waited()) == Failover.DONE ? outcome : earliest(busy);
    }

    /** The later ones count too, since each answers where those before it cannot; the last resort does not. */
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

    /** Who may be asked again first. */
    private static Outcome.Busy earliest(List<Outcome.Busy> busy) {
        boolean called = busy.stream().anyMatch(Outcome.Busy::called);
        Outcome.Busy first = Collections.min(busy, Comparator.comparing(Providers::likelyWait));
        return new Outcome.Busy(first.reason(), first.after(), called);
    }

    /** Where no time is named: a limit is one of the minute, most likely, and a fault is tried again within seconds. */
    private static Duration likelyWait(Outcome.Busy busy) {
        if (busy.after() != null) {
            return busy.after();
        }
        return busy.reason() == FailureCode.RATE_LIMITED ? Duration.ofMinutes(1) : Failover.SHORT_WAIT;
    }

    private static String summary(Outcome outcome) {
        if (outcome instanceof Outcome.Replied replied) {
            return "answered by " + replied.model();
        }
        if (outcome instanceof Outcome.GivenUp givenUp) {
            return givenUp.code().wire();
        }
        Outcome.Busy busy = (Outcome.Busy) outcome;
        return busy.reason().wire()
                + (busy.after() == null ? "" : " for " + busy.after().toSeconds() + " s")
                + (busy.called() ? "" : ", not called");
    }

    /** Answers in the place of others. It cannot look at images, so it never stands in for an AI that can. */
    private record StandIn(Provider provider) implements LanguageModel {

        @Override
        public Outcome complete(Prompt prompt, Progress progress) {
            if (prompt.hasImages()) {
                return new Nobody().complete(prompt, progress);
            }
            Outcome outcome = provider.ask(prompt, progress);
            progress.note(provider.name() + ": " + summary(outcome));
            return outcome;
        }

        /** What had to do in an emergency is for nobody else. */
        @Override
        public Optional<String> signature() {
            return Optional.empty();
        }

        @Override
        public LanguageModel lastResort() {
            return this;
        }
    }

    private static final class Nobody implements LanguageModel {

        @Override
        public Outcome complete(Prompt prompt, Progress progress) {
            return new Outcome.GivenUp(FailureCode.PROVIDER_UNAVAILABLE, null, null, Usage.NONE);
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
