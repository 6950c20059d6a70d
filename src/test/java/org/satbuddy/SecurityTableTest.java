package org.satbuddy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every threat in {@code SECURITY.md} names the tests of what the code does against it, and those tests exist. */
class SecurityTableTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)?(?:#(\\w+))?`");

    @Test
    void namesTestsThatExist() throws IOException {
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(10);
        for (String row : rows) {
            List<String> missing = new ArrayList<>();
            String type = "none";
            int named = 0;
            for (var name = NAME.matcher(row.split("\\|")[3]); name.find(); named++) {
                type = name.group(1) == null ? type : name.group(1);
                if (!exists(type, name.group(2))) {
                    missing.add(name.group());
                }
            }
            assertThat(named).as(row).isPositive();
            assertThat(missing).as(row).isEmpty();
        }
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("SECURITY.md")).stream()
                .dropWhile(line -> !line.startsWith("| threat |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static boolean exists(String type, String method) throws IOException {
        try (var files = Files.walk(TESTS)) {
            Path file =
                    files.filter(it -> it.endsWith(type + ".java")).findFirst().orElse(null);
            return file != null && (method == null || Files.readString(file).contains(" " + method + "("));
        }
    }
}
