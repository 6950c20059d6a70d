package org.satbuddy.tutor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.task.Answer;
import org.satbuddy.task.Answerer;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Progress;
import org.satbuddy.task.QuestionRequest;
import org.satbuddy.task.Stage;
import org.satbuddy.task.Turn;
import org.satbuddy.task.Usage;
import org.satbuddy.tutor.question.ParseResult;
import org.satbuddy.tutor.question.Question;
import org.satbuddy.tutor.question.QuestionCheck;
import org.satbuddy.tutor.question.QuestionParser;
import org.satbuddy.tutor.question.QuestionType;

/** Asks a model for a question until one passes the checks, and reports the problems of each to the model. */
final class QuestionWriter {

    private final LanguageModel model;
    private final QuestionRequest request;
    private final QuestionPrompt asked;
    private final Instant runUntil;
    private final boolean waited;

    private final List<Prompt.Message> messages = new ArrayList<>();
    private Usage usage = Usage.NONE;

    /**
     * @param runUntil when the last call must have ended
     * @param waited whether the task was put off before
     */
    QuestionWriter(LanguageModel model, QuestionRequest request, Instant runUntil, boolean waited) {
        this.model = model;
        this.request = request;
        this.asked = QuestionPrompt.of(request);
        this.runUntil = runUntil;
        this.waited = waited;
    }

    /** Returns an answer whose text is the JSON object of the HTTP contract. The usage is the sum over all calls. */
    Answer write(Progress progress) {
        add(Turn.Role.USER, asked.text(ThreadLocalRandom.current()));
        Answer outcome = null;
        for (int tries = 1; tries <= Answerer.MOST_CALLS; tries++) {
            progress.stage(Stage.GENERATING);
            outcome = call(progress);
            if (!(outcome instanceof Answer.Completed replied)) {
                return outcome;
            }
            progress.stage(Stage.CHECKING);
            ParseResult parsed = QuestionParser.parse(replied.result());
            List<String> problems = problems(parsed, tries == Answerer.MOST_CALLS);
            if (problems.isEmpty()) {
                return finished(replied, ((ParseResult.Parsed) parsed).question());
            }
            add(Turn.Role.ASSISTANT, replied.result());
            add(Turn.Role.USER, complaint(problems));
        }
        Answer.Completed last = (Answer.Completed) outcome;
        return new Answer.Failed(FailureCode.INVALID_QUESTION, last.provider(), last.model(), usage);
    }

    private Answer call(Progress progress) {
        boolean begun = messages.size() > 1;
        Answer outcome = model.complete(
                new Prompt(
                        QuestionPrompt.RULES,
                        List.copyOf(messages),
                        QuestionPrompt.SCHEMA,
                        request,
                        runUntil,
                        waited || begun),
                progress);
        if (outcome instanceof Answer.Completed replied) {
            usage = usage.plus(replied.usage());
        } else if (outcome instanceof Answer.Failed givenUp) {
            usage = usage.plus(givenUp.usage());
            return new Answer.Failed(givenUp.code(), givenUp.provider(), givenUp.model(), usage);
        } else if (outcome instanceof Answer.TryLater busy && begun) {
            return new Answer.TryLater(busy.reason(), busy.after(), true);
        }
        return outcome;
    }

    /** The last try may return a question of the other type, which is better than none. */
    private List<String> problems(ParseResult parsed, boolean last) {
        if (parsed instanceof ParseResult.Unreadable unreadable) {
            return List.of(unreadable.reason());
        }
        Question question = ((ParseResult.Parsed) parsed).question();
        List<String> problems = new ArrayList<>(QuestionCheck.problems(question));
        if (question.type() != asked.type() && !last) {
            problems.add(
                    asked.type() == QuestionType.SPR
                            ? "The question must be a student-produced response, without options."
                            : "The question must have four options.");
        }
        return problems;
    }

    private Answer.Completed finished(Answer.Completed replied, Question question) {
        Question filed = question.filedUnder(asked.topic(), question.difficulty() == null ? asked.difficulty() : null);
        return new Answer.Completed(filed.toJson().toString(), replied.provider(), replied.model(), usage);
    }

    private static String complaint(List<String> problems) {
        return "That question cannot be used:\n- " + String.join("\n- ", problems)
                + "\nAnswer with the whole corrected JSON object and nothing else.";
    }

    private void add(Turn.Role role, String text) {
        messages.add(new Prompt.Message(role, text, List.of()));
    }
}
