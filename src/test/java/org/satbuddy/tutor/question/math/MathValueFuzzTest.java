package org.satbuddy.tutor.question.math;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any two texts can be compared, in either order. */
class MathValueFuzzTest {

    @FuzzTest
    void comparesAnyTexts(byte[] written) {
        String[] texts = new String(written, UTF_8).split("\n", 2);
        String one = texts[0];
        String other = texts[texts.length - 1];

        assertThat(MathValue.same(one, one)).isTrue();
        assertThat(MathValue.same(one, other)).isEqualTo(MathValue.same(other, one));
        MathValue.of(one).ifPresent(value -> {
            assertThat(value.sameAs(value)).isTrue();
            value.number().ifPresent(number -> assertThat(number).isFinite());
        });
    }

    @FuzzTest
    void findsTheNumbersInAnyProse(byte[] written) {
        String prose = new String(written, UTF_8);

        assertThat(MathValue.allIn(prose)).hasSizeLessThanOrEqualTo(prose.length());
    }
}
