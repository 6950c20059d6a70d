package org.satbuddy.tutor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.satbuddy.task.Answer;
import org.satbuddy.task.AnswerCache;
import org.satbuddy.task.Answerer;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Work;

/**
 * Answers a student's request by asking the language model. If several students have asked the same question word for
 * word, it returns the cached answer instead.
 */
@ApplicationScoped
class Tutor implements Answerer {

    @Inject
    LanguageModel model;

    @Inject
    AnswerCache cache;

    Tutor() {}

    Tutor(LanguageModel model, AnswerCache cache) {
        this.model = model;
        this.cache = cache;
    }

    @Override
    public Answer answer(Work work, Progress progress) {
        Optional<String> hash = cache.isOn() ? PromptHash.of(work, model) : Optional.empty();
        Optional<Answer.Completed> known = hash.flatMap(cache::find);
        if (known.isPresent()) {
            progress.note("cache: answered by " + known.get().model());
            return known.get();
        }
        Answer answer = ask(model, work, progress);
        return hash.isPresent() && answer instanceof Answer.Completed completed
                ? completed.shareableAs(hash.get())
                : answer;
    }

    @Override
    public Answer lastResort(Work work, Progress progress) {
        return ask(model.lastResort(), work, progress);
    }

    private static Answer ask(LanguageModel model, Work work, Progress progress) {
        return work.request().accept(new Request.Visitor<>() {

            @Override
            public Answer chat(ChatRequest chat) {
                progress.stage(work.attachments().isEmpty() ? Stage.GENERATING : Stage.ANALYZING_IMAGE);
                return model.complete(ChatPrompt.of(work, chat), progress);
            }

            @Override
            public Answer question(QuestionRequest question) {
                return new QuestionWriter(model, question, work.runUntil(), work.waited()).write(progress);
            }
        });
    }
}
