package org.satbuddy.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    private static final String TAG = EntityTag.of(TaskSnapshots.queued());

    @Test
    void isWeakAndHoldsGenerationAndRevision() {
        assertThat(TAG).isEqualTo("W/\"2.5\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"2.5\"", "\"2.5\"", "*", " * ", "W/\"1.1\", W/\"2.5\"", "\"a,b\" ,\"2.5\""})
    void matchesItselfInIfNoneMatch(String field) {
        assertThat(EntityTag.isAmong(List.of(field), TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W/\"2.6\"", "2.5", "\"12.5\"", "\"2.50\"", "\"x, \\\"2.5\\\"\"", "w/\"2.5\"", ","})
    void doesNotMatchOtherTags(String field) {
        assertThat(EntityTag.isAmong(List.of(field), TAG)).isFalse();
    }

    @Test
    void readsAllFields() {
        assertThat(EntityTag.isAmong(List.of("\"1.1\"", "\"2.5\""), TAG)).isTrue();
        assertThat(EntityTag.isAmong(List.of(), TAG)).isFalse();
    }
}
