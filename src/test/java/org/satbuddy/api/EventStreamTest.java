package org.satbuddy.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.TaskUpdate;
import org.satbuddy.task.TextPosition;

class EventStreamTest {

    private final ClientOutput output = new ClientOutput();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger completions = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private TaskSnapshot task = TaskSnapshots.running();
    private String text = "";
    private boolean gone;
    private boolean last;
    private QueuePlace place = new QueuePlace(0, 5);

    private final EventStream stream = new EventStream(new TaskEvents(TaskJsonTest.json(), null), it -> place);
    private final SseSink response = new SseSink(stream, async(), output);

    @BeforeEach
    void begin() {
        stream.wake();
        stream.follow(this::look, ends::incrementAndGet);
        stream.connect(response);
        response.begin();
    }

    @Test
    void writesNothingBeforeTheOutputIsReady() {
        stream.wake();

        assertThat(output.taken()).isEmpty();
    }

    @Test
    void writesWhatIsNewAndFlushesIt() {
        response.onWritePossible();
        text = "A slo";
        stream.wake();
        text = "A slope";
        stream.wake();
        stream.wake();

        assertThat(output.taken())
                .isEqualTo(
                        "retry: 1000\n\nevent: stage\ndata: {\"kind\":\"chat\",\"stage\":\"generating\",\"estimated_seconds\":5}\n\n"
                                + "event: delta\nid: 2.5\ndata: {\"text\":\"A slo\"}\n\n"
                                + "event: delta\nid: 2.7\ndata: {\"text\":\"pe\"}\n\n");
        assertThat(output.unflushed).isFalse();
    }

    @Test
    void buffersNothingForAClientThatDoesNotRead() {
        response.onWritePossible();
        output.ready = false;
        int before = looks.get();
        for (String piece : "a slope is rise over run".split(" ")) {
            text += piece;
            stream.wake();
        }
        assertThat(looks.get()).isEqualTo(before);

        output.ready = true;
        response.onWritePossible();

        assertThat(output.taken()).endsWith("data: {\"text\":\"aslopeisriseoverrun\"}\n\n");
    }

    @Test
    void cutsAClientThatAcceptsNothingForHalfAMinute() {
        response.onWritePossible();
        output.ready = false;
        stream.wake();

        stream.tick(System.nanoTime() + Duration.ofSeconds(29).toNanos());
        assertThat(completions.get()).isZero();
        stream.tick(System.nanoTime() + Duration.ofSeconds(31).toNanos());

        assertThat(completions.get()).isEqualTo(1);
        assertThat(ends.get()).isEqualTo(1);
    }

    @Test
    void repeatsTheStageAfterALongSilence() {
        response.onWritePossible();
        String before = output.taken();
        place = new QueuePlace(0, 12);

        stream.tick(System.nanoTime() + Duration.ofSeconds(9).toNanos());
        assertThat(output.taken()).isEqualTo(before);
        stream.tick(System.nanoTime() + Duration.ofSeconds(11).toNanos());
        stream.wake();

        assertThat(output.taken())
                .isEqualTo(
                        before
                                + "event: stage\ndata: {\"kind\":\"chat\",\"stage\":\"generating\",\"estimated_seconds\":12}\n\n");
        assertThat(output.unflushed).isFalse();
    }

    @Test
    void endsWithTheTask() {
        response.onWritePossible();
        task = TaskSnapshots.answered(Kind.CHAT, "A slope");
        text = "A slope";
        stream.wake();
        stream.wake();

        assertThat(output.taken()).contains("event: done\nid: done\ndata: {").endsWith("}\n\n");
        assertThat(completions.get()).isEqualTo(1);
        assertThat(ends.get()).isEqualTo(1);
    }

    /** Otherwise a client that reads nothing could open any number of streams of finished tasks. */
    @Test
    void countsUntilTheClientHasTakenTheEnd() {
        response.onWritePossible();
        output.full = true;
        task = TaskSnapshots.answered(Kind.CHAT, "A slope");
        text = "A slope";
        stream.wake();
        stream.tick(System.nanoTime() + Duration.ofSeconds(29).toNanos());
        assertThat(output.taken()).contains("event: done");
        assertThat(ends.get()).isZero();
        assertThat(completions.get()).isZero();

        output.full = false;
        output.ready = true;
        response.onWritePossible();

        assertThat(ends.get()).isEqualTo(1);
        assertThat(completions.get()).isEqualTo(1);
    }

    @Test
    void cutsAClientThatDoesNotTakeTheEnd() {
        response.onWritePossible();
        output.full = true;
        task = TaskSnapshots.answered(Kind.CHAT, "A slope");
        stream.wake();

        stream.tick(System.nanoTime() + Duration.ofSeconds(31).toNanos());

        assertThat(ends.get()).isEqualTo(1);
        assertThat(completions.get()).isEqualTo(1);
    }

    @Test
    void reportsThatATaskWasDeleted() {
        response.onWritePossible();
        gone = true;
        stream.wake();

        assertThat(output.taken()).contains("\"status\":\"not_found\"");
        assertThat(completions.get()).isEqualTo(1);
    }

    @Test
    void endsAfterTheLastUpdate() {
        response.onWritePossible();
        last = true;
        stream.wake();

        assertThat(completions.get()).isEqualTo(1);
        assertThat(output.taken()).doesNotContain("done");
    }

    @Test
    void endsQuietlyWhenTheClientIsGone() {
        response.onWritePossible();
        output.broken = true;
        text = "A slope";
        stream.wake();
        task = TaskSnapshots.failed(FailureCode.TIMEOUT);
        stream.wake();

        assertThat(ends.get()).isEqualTo(1);
        assertThat(completions.get()).isEqualTo(1);
    }

    /** A stream that could not start must not stay in the owner's count of streams. */
    @Test
    void endsWithoutAConnection() {
        var unconnected = new EventStream(new TaskEvents(TaskJsonTest.json(), null), it -> new QueuePlace(0, 5));
        unconnected.follow(this::look, ends::incrementAndGet);
        unconnected.wake();
        assertThat(ends.get()).isZero();

        unconnected.cut();

        assertThat(ends.get()).isEqualTo(1);
        var late = new SseSink(unconnected, async(), output);
        unconnected.connect(late);
        late.onWritePossible();
        assertThat(completions.get()).isEqualTo(1);
    }

    private Optional<TaskUpdate> look(TextPosition read) {
        looks.incrementAndGet();
        int from = read.generation() == 2 ? read.offset() : 0;
        return gone ? Optional.empty() : Optional.of(new TaskUpdate(task, 2, text.substring(from), last));
    }

    private AsyncContext async() {
        return (AsyncContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("complete")) {
                        completions.incrementAndGet();
                    }
                    return null;
                });
    }

    /** The output to a client. It can be made not ready, or broken. */
    private static final class ClientOutput extends ServletOutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean full;
        private boolean broken;
        private boolean unflushed;

        String taken() {
            return bytes.toString(UTF_8);
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int one) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            bytes.write(one);
            unflushed = true;
            ready &= !full;
        }

        @Override
        public void flush() {
            unflushed = false;
        }
    }
}
