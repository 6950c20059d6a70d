package org.satbuddy.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every statement on tasks is in {@link TaskStore}. */
class StatementsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ON_TASKS =
            Pattern.compile("\"[^\"]*\\b(?:from|update|join)\\s+task\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void onTasksAreInOneClass() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(StatementsTest::hasStatement))
                    .containsExactly(SOURCES.resolve("org/satbuddy/task/TaskStore.java"));
        }
    }

    private static boolean hasStatement(Path file) {
        try {
            return ON_TASKS.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
