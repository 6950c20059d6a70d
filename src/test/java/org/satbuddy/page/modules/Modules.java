package org.satbuddy.page.modules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The page's modules, read from their source files and run by GraalJS without a browser. The document holds only the
 * page's language and its words. All contexts of a JVM share one engine, because the first one takes seconds to start.
 */
final class Modules implements AutoCloseable {

    private static final Path WEBAPP = Path.of("src/main/webapp").toAbsolutePath();

    private static final Engine ENGINE = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    private final Context context = Context.newBuilder("js")
            .engine(ENGINE)
            .allowIO(IOAccess.newBuilder().allowHostFileAccess(true).build())
            .option("js.esm-eval-returns-exports", "true")
            .build();

    private Modules(String language) {
        run("(lang, textContent) => { globalThis.document = { documentElement: { lang, dataset: { root: '../..' } }, getElementById: () => ({ textContent }) }; }")
                .execute(language, read(WEBAPP.resolve("WEB-INF/languages/" + language + ".json")));
    }

    static Modules inEnglish() {
        return new Modules("en");
    }

    static Modules inSpanish() {
        return new Modules("es");
    }

    /** The exports of a module, such as {@code text/formula.js}. Every module is loaded once. */
    Value load(String name) {
        String code = "export * from '" + WEBAPP.resolve("assets").resolve(name).toUri() + "';";
        try {
            return context.eval(Source.newBuilder("js", code, "test of " + name)
                    .mimeType("application/javascript+module")
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script, which is not a module, and returns its value. */
    Value run(String script) {
        return context.eval("js", script);
    }

    /** The value that is written as JSON. */
    Value parse(String json) {
        return run("JSON.parse").execute(json);
    }

    /** The value as JSON, its members in their order; {@code undefined} for nothing. */
    String json(Value value) {
        return run("JSON.stringify").execute(value).toString();
    }

    @Override
    public void close() {
        context.close();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
