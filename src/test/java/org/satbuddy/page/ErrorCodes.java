package org.satbuddy.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.image.ImageRefused;
import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Refused.LimitReached;

/** Every error {@code code} of the server. */
final class ErrorCodes {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern WORD = Pattern.compile("\"([a-z]+(?:_[a-z]+)*)\"");

    private ErrorCodes() {}

    static Set<String> all() {
        var codes = new TreeSet<String>();
        for (FailureCode code : FailureCode.values()) {
            codes.add(code.wire());
        }
        for (ImageRefused.Reason reason : ImageRefused.Reason.values()) {
            codes.add(reason.code());
        }
        addNames(LimitReached.Limit.values(), codes);
        addNames(EntryRefused.Reason.values(), codes);
        addNames(constants("org.satbuddy.identity.Denied$Code"), codes);
        addWritten(codes);
        return codes;
    }

    /** In sources that create a problem, every lower-case string is a code, except the names of JSON members. */
    private static void addWritten(Set<String> codes) {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            sources.filter(path -> path.toString().endsWith(".java"))
                    .map(ErrorCodes::text)
                    .filter(source -> source.contains("new Problem(") || source.contains("new ErrorResponse("))
                    .flatMap(String::lines)
                    .filter(line -> !line.contains(".add("))
                    .flatMap(line -> WORD.matcher(line).results())
                    .forEach(word -> codes.add(word.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addNames(Object[] constants, Set<String> codes) {
        for (Object constant : constants) {
            codes.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
        }
    }

    /** The constants of a package-private enum. */
    private static Object[] constants(String type) {
        try {
            return Class.forName(type).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
