package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.LanguageModel;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/** Asks the configured providers in their order, and decides after each outcome whether the next one is asked. */
@ApplicationScoped
class Providers implements LanguageModel {

    @Inject
    Settings settings;

    @Inject
    Instance<Provider> known;

    private List<Provider> order;

    Providers() {}

    Providers(List<Provider> order) {
        this.order = order;
    }

    @PostConstruct
    void arrange() {
        var byName = known.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
        order = settings.providers().order().stream().map(byName::get).toList();
    }

    @Override
    public Outcome complete(Prompt prompt, Progress progress) {
        Outcome outcome = order.get(0).ask(prompt, progress);
        for (Provider next : order.subList(1, order.size())) {
            if (handsOver(outcome, prompt) && mayStandIn(next, prompt)) {
                outcome = next.ask(prompt, progress);
            }
        }
        return outcome;
    }

    /**
     * A provider that nobody should ask again (bad key, used-up quota) hands over to the next one. One that is busy is
     * waited for, and hands over when its waits are used up. What the request itself brought about (refused, filtered, too
     * long) is never shopped around.
     */
    private static boolean handsOver(Outcome outcome, Prompt prompt) {
        return outcome instanceof Outcome.GivenUp givenUp
                ? givenUp.code() == PROVIDER_REJECTED
                : outcome instanceof Outcome.Busy && prompt.lastTry();
    }

    /** The study guide cannot look at images, so it never takes the place of an AI that can. */
    private static boolean mayStandIn(Provider next, Prompt prompt) {
        return !next.name().equals(Provider.STUDY_GUIDE) || !prompt.hasImages();
    }
}
