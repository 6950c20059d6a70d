package org.satbuddy.page.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.Jazzer;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Value;

/**
 * Any Markdown becomes HTML of the few tags that an answer may have, even before the sanitizer sees it. There is no
 * document here, so the sanitizer only records the HTML. {@code MarkupFuzzIT} draws texts in a browser.
 */
class MarkupModuleFuzzTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value RENDER = renderer();

    /** The tags that the parser writes, and the simple ones that tutors use. */
    private static final Pattern TAG =
            Pattern.compile("</?(?:blockquote|br|code|del|em|h[1-6]|hr|i|b|li|ol|p|pre|strong"
                    + "|sub|sup|table|tbody|td|th|thead|tr|u|ul|a) ?/?>"
                    + "|<(?:ol start=\"\\d{1,9}\"|t[dh] align=\"(?:left|right|center)\"|code class=\"language-[^\"<>]*\""
                    + "|a href=\"[^\"<>]*\"(?: title=\"[^\"<>]*\")?)>");

    @DictionaryFile(resourcePath = "markup.dict")
    @FuzzTest
    void writesOnlyTheTagsOfAnAnswer(byte[] written) {
        String html = RENDER.execute(new String(written, UTF_8)).asString();

        Matcher tags = TAG.matcher(html);
        explore(tags);
        assertThat(tags.replaceAll("")).as(html).doesNotContain("<");
    }

    /** Tells Jazzer, which sees no branches of JavaScript, of each new pair of tags. */
    private static void explore(Matcher tags) {
        int before = 0;
        while (tags.find()) {
            int tag = tags.group().hashCode();
            Jazzer.exploreState((byte) tag, before);
            before = tag;
        }
    }

    /** A function that returns the HTML that the page gives to the sanitizer; "" for a text that is shown as typed. */
    private static Value renderer() {
        MODULES.run(library("marked/17.0.1/lib/marked.umd.js"));
        MODULES.run("""
                Object.assign(document, {
                  querySelector: () => ({ sheet: true }),
                  createElement: () => ({ append() {} }),
                  createDocumentFragment: () => ({ append() {} }),
                });
                globalThis.katex = {};
                globalThis.DOMPurify = { sanitize(html) { throw { html }; } };""");
        Value libraries = MODULES.load("text/libraries.js");
        libraries.invokeMember("load");
        assertThat(libraries.invokeMember("areLoaded").asBoolean()).isTrue();
        return MODULES.run("""
                        (render) => (text) => {
                          try {
                            render(text);
                            return '';
                          } catch (thrown) {
                            if (thrown.html === undefined) {
                              throw thrown;
                            }
                            return thrown.html;
                          }
                        }""").execute(MODULES.load("text/markup.js").getMember("render"));
    }

    private static String library(String name) {
        try (InputStream file = MarkupModuleFuzzTest.class.getResourceAsStream("/META-INF/resources/webjars/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
