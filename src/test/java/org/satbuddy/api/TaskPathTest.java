package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPathTest {

    @ParameterizedTest
    @CsvSource({"/abc,ITSELF", "/abc/,ITSELF", "/abc/cancel,CANCEL", "/abc/cancel/,CANCEL", "/abc/rating,RATING"})
    void readsATaskAndAPartOfIt(String path, TaskPath.Part part) {
        assertThat(TaskPath.of(path)).contains(new TaskPath("abc", part));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"/", "//", "//cancel", "/a b", "/abc//", "/abc/cancel//", "/abc/other", "/abc/cancel/x", "abc"})
    void refusesOtherPaths(String path) {
        assertThat(TaskPath.of(path)).isEmpty();
    }

    @Test
    void listsTheAllowedMethods() {
        assertThat(TaskPath.Part.ITSELF.allow()).isEqualTo("GET, DELETE, HEAD, OPTIONS");
        assertThat(TaskPath.Part.CANCEL.allow()).isEqualTo("POST, OPTIONS");
    }
}
