package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.satbuddy.task.Stage;

/** Each stage of an unfinished task is a sentence. */
class StagesModuleTest {

    private static final Modules ENGLISH = Modules.inEnglish();
    private static final Modules SPANISH = Modules.inSpanish();
    private static final Value STAGES = ENGLISH.load("server/stages.js");

    private static final long NOON = 1_700_000_000_000L;

    @AfterAll
    static void close() {
        ENGLISH.close();
        SPANISH.close();
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryStageOfTheServer(Stage stage) {
        String unknown = sentence(STAGES, ENGLISH, "{\"stage\": \"unheard_of\"}");

        assertThat(unknown).isEqualTo("Working on it…");
        for (String kind : new String[] {"chat", "question"}) {
            String task = "{\"stage\": \"" + stage.wire() + "\", \"kind\": \"" + kind + "\"}";
            assertThat(sentence(STAGES, ENGLISH, task)).isNotEqualTo(unknown).doesNotContain("{", "undefined");
            assertThat(sentence(SPANISH.load("server/stages.js"), SPANISH, task))
                    .isNotEqualTo(sentence(STAGES, ENGLISH, task))
                    .doesNotContain("{", "undefined");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'stage': 'queued'                                                  | Waiting in line…",
                "'stage': 'queued', 'queue_position': 3                             | Waiting in line, number 3…",
                "'stage': 'queued', 'estimated_seconds': 40.2                       | Waiting in line, most likely done within 41 seconds…",
                "'stage': 'queued', 'queue_position': 3, 'estimated_seconds': 100   | Waiting in line, number 3, most likely done within 2 minutes…",
                "'stage': 'queued', 'queue_position': 0, 'estimated_seconds': 0     | Waiting in line…",
                "'stage': 'analyzing_image', 'kind': 'chat'                         | Looking at your picture…",
                "'stage': 'generating', 'kind': 'chat'                              | Writing an answer…",
                "'stage': 'generating', 'kind': 'question'                          | Writing a question…",
                "'stage': 'checking', 'kind': 'chat'                                | Checking the answer…",
                "'stage': 'checking', 'kind': 'question'                            | Checking the question…",
                "'stage': 'waiting_for_retry'                                       | The tutor is busy. Trying again soon…",
                "'stage': 'waiting_for_retry', 'retry_at': 'never'                  | The tutor is busy. Trying again soon…",
                "'stage': 'waiting_for_retry', 'retry_at': '2023-11-14T22:13:20Z'   | The tutor was busy. Trying again now…",
                "'stage': 'unheard_of'                                              | Working on it…",
                "'status': 'processing'                                             | Working on it…"
            })
    void saysWhatIsHappening(String task, String sentence) {
        assertThat(sentence(STAGES, ENGLISH, "{" + task.replace('\'', '"') + "}"))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"1700000010000, 10 seconds", "1700000000001, 1 second", "1700000600000, 10 minutes"})
    void saysWhenTheNextTryIs(long retryAt, String in) {
        String task = "{\"stage\": \"waiting_for_retry\", \"retry_at\": " + retryAt + "}";

        assertThat(sentence(STAGES, ENGLISH, task))
                .startsWith("The tutor is busy. Trying again at ")
                .endsWith(", in " + in + "…");
    }

    private static String sentence(Value stages, Modules modules, String task) {
        return stages.invokeMember("sentenceOf", modules.parse(task), NOON).asString();
    }
}
