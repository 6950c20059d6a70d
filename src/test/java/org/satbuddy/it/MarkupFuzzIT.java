package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a model writes, the page draws text, formulas and links to the web, and runs and loads nothing. The texts
 * combine parts of Markdown, HTML and LaTeX, among them known attacks.
 */
class MarkupFuzzIT extends BrowserFixture {

    private static final int TEXTS = Integer.getInteger("satbuddy.fuzz.texts", 400);
    private static final long SEED = Long.getLong("satbuddy.fuzz.seed", 1);

    private static final int MOST_PARTS = 25;
    private static final int MOST_DIFFERENT = 8;

    /** One in each line. The sign ⏎ is a line break. */
    private static final List<String> PARTS =
            """
            [x](
            ![x](
            )
            javascript:alert(1)
            JaVa&#x09;Script:alert(1)
            data:text/html,<script>alert(1)</script>
            https://a.example/x.png
            //a.example
            "t" onmouseover="alert(1)
            <https://a.example/?q="onload="alert(1)>
            [r]: javascript:alert(1) "t"⏎⏎
            [r]
            [^1]
            <script>alert(1)</script>
            <img src=https://a.example/x onerror=alert(1)>
            <svg><style><img src=x onerror=alert(1)></style>
            <math><mtext><table><mglyph><style><img src onerror=alert(1)>
            <form id=x><input name=attributes>
            <iframe srcdoc="<script>alert(1)</script>">
            <b style="background:url(https://a.example)">
            <sub><sup></b>
            <code>
            </code>
            <pre>
            <b
            <img/src=x/onerror=alert(1)
            </sub>
            <u title=x>
            <br/>
            <!--
            -->
            <![CDATA[
            <noscript><p title="</noscript><img src=x onerror=alert(1)>">
            <template>
            &lt;script&gt;
            &#60;img src=x onerror=alert(1)&#62;
            &amp
            **
            _
            ~~
            `
            ```⏎
            ⏎```js" onclick="x⏎
            ~~~⏎
            ⏎⏎
            ⏎> \s
            ⏎- [x] \s
            ⏎1. \s
            ⏎# \s
            ⏎| a | b |⏎|:--|--:|⏎| c |
            ⏎---⏎
            \\\\(
            \\\\)
            \\\\[
            \\\\]
            $$
            $
            \\\\
            \\\\href{javascript:alert(1)}{x}
            \\\\url{https://a.example}
            \\\\includegraphics{https://a.example/x.png}
            \\\\htmlClass{x}{y}\\\\htmlData{a=b}{c}
            \\\\frac{1}{2}
            \\\\text{<img src=x onerror=alert(1)>}
            \\\\sqrt{x
            ^{_{
            }}
            \uE0000\uE001
            \uE000
            \uE001
            word
            1
            \s
            """.lines().map(it -> it.replace("\\\\", "\\").replace('⏎', '\n')).toList();

    /** Returns what is wrong with each text, in pairs. */
    private static final String DRAW = """
            async (texts) => {
              const at = document.querySelector('script[src$="/chat.js"]').src;
              const { load } = await import(at.replace('chat.js', 'text/libraries.js'));
              const { render } = await import(at.replace('chat.js', 'text/markup.js'));
              await load();
              const TAGS = new Set(('a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre strong sub sup table'
                + ' tbody td th thead tr u ul').split(' '));
              const ATTRIBUTES = new Set(['align', 'href', 'rel', 'start', 'target']);
              const ACTIVE = /^(on|src|href|xlink|action|formaction|data|id$|name$)/i;
              const DRAWN = /^(span|svg|path|line|math|semantics|annotation|m[a-z]+)$/i;
              const problems = [];
              let text;
              document.addEventListener('securitypolicyviolation', (event) => problems.push([text, event.blockedURI]));
              globalThis.alert = () => problems.push([text, 'a script ran']);
              for (text of texts) {
                const box = document.createElement('div');
                try {
                  box.append(render(text));
                } catch (failure) {
                  problems.push([text, String(failure)]);
                }
                document.body.append(box);
                for (const node of box.querySelectorAll('*')) {
                  const tag = node.tagName.toLowerCase();
                  const names = node.getAttributeNames();
                  const bad = node.closest('.formula')
                    ? !DRAWN.test(tag) || names.some((name) => ACTIVE.test(name))
                    : tag === 'p' && node.className === 'typed'
                      ? names.length > 1
                      : !TAGS.has(tag) || names.some((name) => !ATTRIBUTES.has(name));
                  const link = node.getAttribute('href');
                  if (bad || (link !== null && !(/^https?:/i.test(node.href) && node.rel === 'noopener noreferrer'))) {
                    problems.push([text, node.outerHTML.slice(0, 300)]);
                  }
                }
                box.remove();
              }
              // Images and scripts would load and run by now.
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              return problems;
            }""";

    @Test
    void drawsOnlyTextFormulasAndLinks() {
        var random = new Random(SEED);
        List<String> texts = Stream.generate(() -> text(random)).limit(TEXTS).toList();

        assertThat((List<?>) open(LAPTOP).page().evaluate(DRAW, texts))
                .as("with -Dsatbuddy.fuzz.seed=" + SEED)
                .isEmpty();
    }

    /** Few different parts, so that some of them open and close something together. */
    private static String text(Random random) {
        List<String> parts = Stream.generate(() -> PARTS.get(random.nextInt(PARTS.size())))
                .limit(1 + random.nextInt(MOST_DIFFERENT))
                .toList();
        return Stream.generate(() -> parts.get(random.nextInt(parts.size())))
                .limit(1 + random.nextInt(MOST_PARTS))
                .map(part -> random.nextInt(12) == 0 ? part.substring(random.nextInt(part.length())) : part)
                .collect(Collectors.joining());
    }
}
