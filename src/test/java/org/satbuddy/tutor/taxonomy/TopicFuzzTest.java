package org.satbuddy.tutor.taxonomy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any words name a topic whose parts belong together. */
class TopicFuzzTest {

    @FuzzTest
    void readsAnyWords(byte[] request) {
        String text = new String(request, UTF_8);
        String[] lines = text.split("\n", 4);

        Topic topic = Topic.of(line(lines, 0), line(lines, 1), line(lines, 2), line(lines, 3));

        check(topic);
        topic.closest().ifPresent(TopicFuzzTest::check);
    }

    private static String line(String[] lines, int number) {
        return number < lines.length ? lines[number] : null;
    }

    private static void check(Topic topic) {
        assertThat(topic.text()).isNotNull();
        if (topic.skill() != null) {
            assertThat(topic.domain()).isEqualTo(topic.skill().domain());
        }
        if (topic.domain() != null) {
            assertThat(topic.section()).isEqualTo(topic.domain().section());
        }
    }
}
