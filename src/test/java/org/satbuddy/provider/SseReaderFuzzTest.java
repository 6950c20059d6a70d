package org.satbuddy.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A stream has the same events however it is cut into pieces. */
class SseReaderFuzzTest {

    @FuzzTest
    void readsTheSameEventsHoweverTheyArrive(byte[] stream) throws IOException {
        List<String> events = events(stream, stream.length + 1);

        assertThat(events(stream, 1)).isEqualTo(events);
        assertThat(events(stream, 3)).isEqualTo(events);
        assertThat(events).noneMatch(String::isEmpty);
        // An error gets a few characters around it.
        assertThat(events.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(2 * stream.length);
    }

    @FuzzTest
    void readsTheDataThatWasWritten(byte[] data) throws IOException {
        String text = new String(data, UTF_8).replaceAll("[\r\n]", "");
        byte[] stream = (": comment\nevent: a\ndata: " + text + "\n\ndata: end\r\n\r\n").getBytes(UTF_8);

        assertThat(events(stream, stream.length)).isEqualTo(text.isEmpty() ? List.of("end") : List.of(text, "end"));
    }

    private static List<String> events(byte[] stream, int piece) throws IOException {
        var pieces = new FilterInputStream(new ByteArrayInputStream(stream)) {
            @Override
            public int read(byte[] target) throws IOException {
                return super.read(target, 0, Math.min(piece, target.length));
            }
        };
        var reader = new SseReader(pieces);
        var events = new ArrayList<String>();
        for (String event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }
}
