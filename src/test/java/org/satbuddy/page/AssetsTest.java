package org.satbuddy.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    private static final Webapp REAL = Webapp.real();

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");

    /** An import or export in any layout. Between keyword and path it has only names, commas, stars and braces. */
    private static final Pattern STATIC_IMPORT = Pattern.compile(
            "(?<![\\w.$])(?:import|export)\\b(?:[\\s\\w*,${}]*?\\bfrom)?\\s*['\"](\\.{1,2}/[^'\"]+)['\"]");

    private static final Pattern DYNAMIC_IMPORT = Pattern.compile("\\bimport\\(\\s*['\"`](\\.{1,2}/[^'\"`]+)['\"`]");

    @Test
    void preloadsExactlyTheModulesThatThePageNeeds() {
        var expected = new TreeSet<String>();
        reach("chat.js", expected);

        assertThat(Assets.load(REAL.context()).graph("chat.js"))
                .startsWith("chat.js")
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThan(20);
    }

    @Test
    void hasNoUnusedModule() {
        var imported =
                new TreeSet<String>(Set.of("chat.js", "pass.js", "login.js", "account.js", "teach.js", "people.js"));
        scripts().forEach(name -> {
            imported.addAll(names(STATIC_IMPORT, name));
            imported.addAll(names(DYNAMIC_IMPORT, name));
        });

        assertThat(imported).containsExactlyInAnyOrderElementsOf(scripts().toList());
    }

    /** The paths contain versions, which must be those of the JARs in the WAR. */
    @Test
    void loadsLibrariesThatTheirJarsContain() {
        var paths = Pattern.compile("'(/(?:webjars|_static)/[^']+)'")
                .matcher(REAL.text("/assets/text/libraries.js"))
                .results()
                .map(it -> it.group(1).endsWith(".js") ? it.group(1) : it.group(1) + ".js")
                .toList();

        assertThat(paths)
                .hasSize(3)
                .allSatisfy(path -> assertThat(AssetsTest.class.getResource("/META-INF/resources" + path))
                        .isNotNull());
    }

    /** A folder imports its own modules and those of the folders below it. */
    @Test
    void hasFoldersThatDependOnEachOtherInOneDirection() {
        Map<String, Set<String>> below = Map.of(
                "", Set.of("chat", "people", "practice", "server", "text", "ui"),
                "chat", Set.of("practice", "server", "text", "ui"),
                "people", Set.of("server", "ui"),
                "practice", Set.of("server", "text", "ui"),
                "server", Set.of("ui"),
                "text", Set.of("ui"),
                "ui", Set.of());

        assertThat(scripts())
                .allSatisfy(name -> assertThat(names(STATIC_IMPORT, name))
                        .extracting(AssetsTest::folder)
                        .allMatch(used -> used.equals(folder(name))
                                || below.get(folder(name)).contains(used)));
    }

    @Test
    void followsEveryWayToImport() {
        Assets assets = Assets.load(new Webapp()
                .with("/assets/chat.js", """
                        /** Not import './comment.js'; of course. */
                        import './bare.js';
                        import { one } from './one.js';
                        import * as all from './all.js';
                        import {
                          several,
                          lines,
                        } from './lines.js';
                        export { again } from './again.js';
                        import '/webjars/library/1.0/library.js';

                        export const later = () => import('./later.js');
                        """)
                .with("/assets/bare.js", "")
                .with("/assets/one.js", "import './deep.js';\nimport './chat.js';\n")
                .with("/assets/all.js", "")
                .with("/assets/lines.js", "")
                .with("/assets/again.js", "")
                .with("/assets/deep.js", "")
                .with("/assets/later.js", "")
                .with("/assets/comment.js", "")
                .context());

        assertThat(assets.graph("chat.js"))
                .containsExactly("chat.js", "bare.js", "one.js", "deep.js", "all.js", "lines.js", "again.js");
    }

    @Test
    void followsImportsBetweenFolders() {
        Assets assets = Assets.load(new Webapp()
                .with("/assets/chat.js", "import './chat/first.js';\n")
                .with("/assets/chat/first.js", "import './second.js';\nimport '../ui/third.js';\n")
                .with("/assets/chat/second.js", "import '../chat.js';\n")
                .with("/assets/ui/third.js", "import './deep/fourth.js';\n")
                .with("/assets/ui/deep/fourth.js", "import '../../chat/second.js';\n")
                .context());

        assertThat(assets.graph("chat.js"))
                .containsExactly("chat.js", "chat/first.js", "chat/second.js", "ui/third.js", "ui/deep/fourth.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"./gone.js", "../gone.js", "../../chat.js"})
    void refusesAnImportOfAMissingModuleFromAFolder(String module) {
        Assets assets = Assets.load(new Webapp()
                .with("/assets/chat.js", "import './ui/one.js';\n")
                .with("/assets/ui/one.js", "import '" + module + "';\n")
                .context());

        assertThatIllegalStateException()
                .isThrownBy(() -> assets.graph("chat.js"))
                .withMessageStartingWith("There is no module ");
    }

    @Test
    void refusesAnImportOfAMissingModule() {
        Assets assets = Assets.load(
                new Webapp().with("/assets/chat.js", "import './gone.js';\n").context());

        assertThatIllegalStateException()
                .isThrownBy(() -> assets.graph("chat.js"))
                .withMessage("There is no module gone.js");
    }

    @Test
    void isNamedAfterItsContent() {
        String version = version(new Webapp().with("/assets/a.js", "1").with("/assets/b.js", "2"));

        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(version(new Webapp().with("/assets/b.js", "2").with("/assets/a.js", "1")))
                .isEqualTo(version);
        assertThat(Stream.of(
                                new Webapp().with("/assets/a.js", "1").with("/assets/b.js", "3"),
                                new Webapp().with("/assets/a.js", "1").with("/assets/c.js", "2"),
                                new Webapp().with("/assets/a.js", "1"),
                                new Webapp()
                                        .with("/assets/a.js", "1")
                                        .with("/assets/b.js", "2")
                                        .with("/assets/c.js", ""),
                                new Webapp().with("/assets/a.js", "1b.js2"),
                                new Webapp().with("/assets/a.js", "").with("/assets/b.js", "12"))
                        .map(AssetsTest::version))
                .doesNotContain(version)
                .doesNotHaveDuplicates();
    }

    @Test
    void changesItsNameWithAnyByteOfAnyFile() {
        String version = version(Webapp.real());

        for (String path : REAL.files("/assets/")) {
            byte[] bytes = Assets.read(REAL.context(), path);
            bytes[bytes.length / 2] ^= 1;
            assertThat(version(Webapp.real().with(path, bytes))).as(path).isNotEqualTo(version);
        }
    }

    @Test
    void servesEveryFile() {
        Assets assets = Assets.load(REAL.context());

        assertThat(REAL.files("/assets/"))
                .allSatisfy(path -> assertThat(assets.find(path.substring("/assets/".length())))
                        .isNotNull());
        assertThat(assets.folder()).isEqualTo("/assets/" + assets.version());
    }

    @ParameterizedTest
    @CsvSource({
        "chat.js, text/javascript;charset=utf-8",
        "marked.umd.js, text/javascript;charset=utf-8",
        "theme.css, text/css;charset=utf-8",
        "robot.svg, image/svg+xml",
        "icon-180.png, image/png",
        "satbuddy.webmanifest, application/manifest+json",
        "KaTeX_Main-Regular.woff2, font/woff2"
    })
    void knowsTheTypes(String name, String type) {
        assertThat(Assets.type(name)).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "js", "x.html", "web.xml", "chat.js.map", "en.json", "A.class", "chat.js/", "chat.JS"})
    void servesNothingElse(String name) {
        assertThat(Assets.load(new Webapp().with("/assets/" + name, "x").context())
                        .find(name))
                .isNull();
    }

    private static void reach(String name, Set<String> reached) {
        if (reached.add(name)) {
            names(STATIC_IMPORT, name).forEach(next -> reach(next, reached));
        }
    }

    private static Set<String> names(Pattern imports, String name) {
        String code = COMMENT.matcher(REAL.text("/assets/" + name)).replaceAll("");
        return imports.matcher(code)
                .results()
                .map((MatchResult it) -> URI.create(name).resolve(it.group(1)).toString())
                .collect(Collectors.toSet());
    }

    private static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private static Stream<String> scripts() {
        return REAL.files("/assets/").stream()
                .filter(path -> path.endsWith(".js"))
                .map(path -> path.substring("/assets/".length()));
    }

    private static String version(Webapp webapp) {
        return Assets.load(webapp.context()).version();
    }
}
