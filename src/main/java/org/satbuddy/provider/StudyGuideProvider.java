package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Answer;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Request;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.Prompt;
import org.satbuddy.tutor.guide.GuideQuestion;
import org.satbuddy.tutor.guide.StudyGuide;
import org.satbuddy.tutor.question.QuestionBank;
import org.satbuddy.tutor.question.QuestionType;
import org.satbuddy.tutor.taxonomy.Difficulty;
import org.satbuddy.tutor.taxonomy.Topic;

/**
 * Answers from the embedded study guide and question bank, without network or AI. Its chat answers say so. It reads the
 * student's request and earlier messages, and not the system prompt.
 */
@ApplicationScoped
class StudyGuideProvider implements Provider {

    private static final String MODEL = "embedded";

    @Inject
    StudyGuide guide;

    @Inject
    QuestionBank bank;

    StudyGuideProvider() {}

    StudyGuideProvider(StudyGuide guide, QuestionBank bank) {
        this.guide = guide;
        this.bank = bank;
    }

    @Override
    public String name() {
        return Settings.ProviderSettings.STUDY_GUIDE;
    }

    @Override
    public Answer ask(Prompt prompt, Progress progress) {
        String text = prompt.request().accept(new Request.Visitor<>() {

            @Override
            public String chat(ChatRequest chat) {
                return guide.answer(new GuideQuestion(
                        chat.message(), background(chat, prompt), chat.hintFirst(), prompt.hasImages()));
            }

            @Override
            public String question(QuestionRequest question) {
                return practiceQuestion(question);
            }
        });
        return new Answer.Completed(text, Settings.ProviderSettings.STUDY_GUIDE, MODEL, Usage.NONE);
    }

    private String practiceQuestion(QuestionRequest request) {
        Topic topic = Topic.of(request.topic(), request.section(), request.domain(), request.skill());
        return bank.next(
                        topic,
                        Difficulty.find(request.difficulty()).orElse(null),
                        QuestionType.find(request.type()).orElse(null),
                        ThreadLocalRandom.current())
                .toJson()
                .toString();
    }

    /** The material on the student's screen, then the student's earlier messages, newest first. */
    private static List<String> background(ChatRequest request, Prompt prompt) {
        List<Prompt.Message> earlier =
                prompt.messages().subList(0, prompt.messages().size() - 1);
        var background = new ArrayList<String>();
        for (Prompt.Message message : earlier) {
            if (message.role() == Turn.Role.USER) {
                background.add(message.text());
            }
        }
        Collections.reverse(background);
        if (request.context() != null) {
            background.add(0, request.context());
        }
        return background;
    }
}
