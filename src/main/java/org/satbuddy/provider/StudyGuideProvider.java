package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.guide.GuideAnswer;
import org.satbuddy.tutor.question.QuestionBank;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Topic;

/** The embedded study guide and question bank: needs no key and no network, reads no prose and says what it is. */
@ApplicationScoped
class StudyGuideProvider implements Provider {

    private static final String MODEL = "embedded";

    @Inject
    GuideAnswer guide;

    @Inject
    QuestionBank questions;

    @Override
    public String name() {
        return STUDY_GUIDE;
    }

    @Override
    public Outcome ask(Prompt prompt, Progress progress) {
        String text = prompt.request() instanceof ChatRequest chat
                ? guide.to(chat.message(), chat.hintFirst(), prompt.hasImages())
                : question((QuestionRequest) prompt.request());
        return new Outcome.Replied(text, STUDY_GUIDE, MODEL, Usage.NONE);
    }

    private String question(QuestionRequest request) {
        var topic = Topic.of(request.topic(), request.section(), request.domain(), request.skill());
        return questions
                .next(
                        topic,
                        Difficulty.find(request.difficulty()).orElse(null),
                        QuestionType.find(request.type()).orElse(null),
                        ThreadLocalRandom.current())
                .toJson()
                .toString();
    }
}
