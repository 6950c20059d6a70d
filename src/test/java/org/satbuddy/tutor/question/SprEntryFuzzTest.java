package org.satbuddy.tutor.question;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import org.satbuddy.tutor.question.math.Fraction;

/** An entry either has a value, which it is an answer for, or a reason why it has none. */
class SprEntryFuzzTest {

    @FuzzTest
    void hasAValueOrAProblem(byte[] typed) {
        String entry = new String(typed, UTF_8);
        Optional<Fraction> value = SprEntry.value(entry);

        assertThat(value.isPresent()).isEqualTo(SprEntry.problem(entry).isEmpty());
        value.ifPresent(number -> {
            assertThat(SprEntry.accepts(number, entry)).isTrue();
            assertThat(SprEntry.equivalents(number))
                    .allSatisfy(way -> assertThat(SprEntry.accepts(number, way)).isTrue());
        });
        String meant = SprEntry.normalise(entry);
        assertThat(meant).hasSizeLessThanOrEqualTo(entry.length());
    }
}
