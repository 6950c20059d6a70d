package org.satbuddy.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.satbuddy.config.FaultToleranceSource;

class FaultToleranceKeysTest {

    @Test
    void everyKeyNamesAMemberOfAnExistingAnnotation() {
        assertThat(new FaultToleranceSource().getPropertyNames()).isNotEmpty().allSatisfy(key -> {
            String[] parts = key.split("/");
            Method method = Arrays.stream(Class.forName(parts[0]).getDeclaredMethods())
                    .filter(candidate -> candidate.getName().equals(parts[1]))
                    .findFirst()
                    .orElseThrow();
            Class<? extends Annotation> annotation = Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> type.getSimpleName().equals(parts[2]))
                    .findFirst()
                    .orElseThrow();
            assertThat(annotation.getDeclaredMethod(parts[3])).isNotNull();
        });
    }
}
