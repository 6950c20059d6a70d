package org.satbuddy.tutor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Answerer;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.DatabaseClock;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Work;

/** Answers a student: asks the language model as a tutor would have it asked, and passes on what may be shown. */
@ApplicationScoped
class Tutor implements Answerer {

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    @Inject
    LanguageModel model;

    Tutor() {}

    Tutor(Settings settings, DatabaseClock clock, LanguageModel model) {
        this.settings = settings;
        this.clock = clock;
        this.model = model;
    }

    @Override
    public Answer answer(Work work, Progress progress) {
        boolean lastTry = work.attempt() > settings.tasks().retryMax();
        return answer(
                work.request() instanceof QuestionRequest question
                        ? new QuestionWriter(model, question, () -> deadline(work), lastTry).write(progress)
                        : chat(work, (ChatRequest) work.request(), lastTry, progress));
    }

    private Outcome chat(Work work, ChatRequest request, boolean lastTry, Progress progress) {
        progress.stage(work.attachments().isEmpty() ? Stage.GENERATING : Stage.ANALYZING_IMAGE);
        return model.complete(ChatPrompt.of(work, request, deadline(work), lastTry), progress);
    }

    private Instant deadline(Work work) {
        Instant ofTheCall = clock.instant().plus(settings.providers().deadline());
        return ofTheCall.isBefore(work.runUntil()) ? ofTheCall : work.runUntil();
    }

    private static Answer answer(Outcome outcome) {
        if (outcome instanceof Outcome.Replied replied) {
            return new Answer.Completed(replied.text(), replied.provider(), replied.model(), replied.usage());
        }
        if (outcome instanceof Outcome.Busy busy) {
            return new Answer.TryLater(busy.reason(), busy.after(), busy.called());
        }
        Outcome.GivenUp givenUp = (Outcome.GivenUp) outcome;
        return new Answer.Failed(givenUp.code(), givenUp.provider(), givenUp.model(), givenUp.usage());
    }
}
