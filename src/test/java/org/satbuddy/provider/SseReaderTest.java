package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseReaderTest {

    private static List<String> events(String text) throws IOException {
        var stream = new SseReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
        List<String> events = new ArrayList<>();
        for (String event = stream.next(); event != null; event = stream.next()) {
            events.add(event);
        }
        return events;
    }

    @Test
    void readsTheDataOfEvents() throws IOException {
        assertThat(events("event: a\ndata: 1\nid: 7\n\n: comment\n\ndata:2\n\n"))
                .containsExactly("1", "2");
    }

    @Test
    void acceptsAllLineEnds() throws IOException {
        assertThat(events("data: 1\r\n\r\ndata: 2\r\rdata: 3\n\n")).containsExactly("1", "2", "3");
    }

    @Test
    void joinsTheDataLinesOfAnEvent() throws IOException {
        assertThat(events("data: {\ndata: }\n\n")).containsExactly("{\n}");
    }

    @Test
    void skipsAByteOrderMarkBeforeTheFirstLine() throws IOException {
        assertThat(events("\uFEFFdata: 1\n\ndata: \uFEFF2\n\n")).containsExactly("1", "\uFEFF2");
    }

    @Test
    void dropsAnEventThatBreaksOff() throws IOException {
        assertThat(events("data: 1\n\ndata: 2\n")).containsExactly("1");
        assertThat(events("data: 1\n\ndata: 2")).containsExactly("1");
    }

    @Test
    void readsABareJsonErrorInsideAStream() throws IOException {
        assertThat(events("data: 1\n\n{\n  \"error\": {\n    \"code\": 503\n  }\n}"))
                .containsExactly("1", "{  \"error\": {    \"code\": 503  }}");
        assertThat(events("{\r\n  \"error\": {}\r\n}\r\n\r\ndata: 1\r\n\r\n"))
                .containsExactly("{  \"error\": {}}", "1");
        assertThat(events("[{\n  \"error\": {}\n}\n]\n")).containsExactly("[{  \"error\": {}}]");
        assertThat(events("{\"error\": {}}\n")).containsExactly("{\"error\": {}}");
    }

    @Test
    void separatesEventsWithoutABlankLine() throws IOException {
        assertThat(events("data: {\"a\":1}\ndata: {\"b\":2}\ndata: [DONE]\n"))
                .containsExactly("{\"a\":1}", "{\"b\":2}", "[DONE]");
        assertThat(events("data: {\ndata: \"a\": {\"b\": 2},\ndata: \"c\": 3\ndata: }\n\n"))
                .containsExactly("{\n\"a\": {\"b\": 2},\n\"c\": 3\n}");
    }

    @Test
    void readsAWholeLastEventWithoutItsLineEnd() throws IOException {
        assertThat(events("data: 1\n\ndata: [DONE]")).containsExactly("1", "[DONE]");
        assertThat(events("data: {\"a\": 1}")).containsExactly("{\"a\": 1}");
        assertThat(events("data: {\"a\": 1")).isEmpty();
    }

    /** llama.cpp sends the first form, and gateways send the second. */
    @Test
    void readsErrorsThatAreNamedByTheirLines() throws IOException {
        assertThat(events("error: {\"code\":500}\n\n")).containsExactly("{\"error\":{\"code\":500}}");
        assertThat(events("event: error\ndata: {\"code\":500}\n\ndata: {\"a\":1}\n\n"))
                .containsExactly("{\"error\":{\"code\":500}}", "{\"a\":1}");
        assertThat(events("event: error\ndata: {\"type\":\"error\",\"error\":{}}\n\n"))
                .containsExactly("{\"type\":\"error\",\"error\":{}}");
    }
}
