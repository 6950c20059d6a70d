package org.satbuddy.provider;

import static org.satbuddy.task.FailureCode.PROVIDER_REJECTED;

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

/** Asks the configured providers in their order, and decides after each outcome who is asked next, if anybody. */
@ApplicationScoped
class Providers implements LanguageModel {

    private List<Provider> order;

    Providers() {}

    @Inject
    Providers(Settings settings, Instance<Provider> known) {
        var byName = known.stream().collect(Collectors.toMap(Provider::name, Function.identity()));
        order = settings.providers().order().stream().map(byName::get).toList();
    }

    Providers(List<Provider> order) {
        this.order = order;
    }

    @Override
    public Outcome complete(Prompt prompt, Progress progress) {
        Outcome outcome = order.get(0).ask(prompt, progress);
        for (Provider next : order.subList(1, order.size())) {
            if (step(outcome, prompt) == Step.NEXT && mayStandIn(next, prompt)) {
                outcome = next.ask(prompt, progress);
            }
        }
        return outcome;
    }

    private enum Step {
        NEXT,
        STOP
    }

    /**
     * A provider that nobody should ask again (bad key, used-up quota) hands over to the next one. One that is busy is
     * waited for, and hands over when its waits are used up. What the request itself brought about (refused, filtered, too
     * long) is never shopped around.
     */
    private static Step step(Outcome outcome, Prompt prompt) {
        if (outcome instanceof Outcome.GivenUp givenUp) {
            return givenUp.code() == PROVIDER_REJECTED ? Step.NEXT : Step.STOP;
        }
        return outcome instanceof Outcome.Busy && prompt.lastTry() ? Step.NEXT : Step.STOP;
    }

    /** The study guide cannot look at images, so it never takes the place of an AI that can. */
    private static boolean mayStandIn(Provider next, Prompt prompt) {
        return !next.name().equals(StudyGuideProvider.NAME) || !prompt.hasImages();
    }
}
