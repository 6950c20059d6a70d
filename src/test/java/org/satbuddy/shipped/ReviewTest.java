package org.satbuddy.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {

    private static final String LISTED = """
            - ids: [CVE-1, CVE-2]
              artifacts: ["org.example:server", "org.example:client"]
              affected: "[2.0,2.4)"
              fixed: "2.4"
              matters: Anybody can read the answers.
              action: Raise version.server.
              source: a test
            """;

    private static final String EXCEPTION = """
            - ids: [CVE-1, CVE-2]
              artifacts: ["org.example:server"]
              version: "2.3.Final"
              reason: The port is closed.
              until: 2026-12-31
            """;

    @TempDir
    Path folder;

    private Inventory shipped;
    private LocalDate today = LocalDate.of(2026, 12, 1);

    @BeforeEach
    void begin() {
        shipped = new Inventory(folder);
    }

    @Test
    void reportsAListedVersion() {
        ships("server", "2.3.Final");

        assertThat(review(LISTED, "[]").problems())
                .singleElement()
                .asString()
                .contains(
                        "org.example:server 2.3.Final has CVE-1, CVE-2.",
                        "Where: lib/server-2.3.Final.jar",
                        "Why it matters: Anybody can read the answers.",
                        "What to do: Raise version.server.",
                        "Fixed in: 2.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.9", "2.4", "2.4.Final", "2.10"})
    void acceptsVersionsThatAreNotListed(String version) {
        ships("server", version);

        assertThat(review(LISTED, "[]").problems()).isEmpty();
    }

    @Test
    void acceptsAnotherLibraryOfThatVersion() {
        ships("server-api", "2.3.Final");

        assertThat(review(LISTED, "[]").problems()).isEmpty();
    }

    @Test
    void reportsALibraryWhoseGroupIsUnknown() {
        shipped.addJar(new Jar().with("a.class", "").write(folder.resolve("server-2.0.jar")));

        assertThat(review(LISTED, "[]").problems()).hasSize(1);
    }

    @Test
    void acceptsAnExceptionUntilItsLastDay() {
        ships("server", "2.3.Final");
        today = LocalDate.of(2026, 12, 31);

        Review review = review(LISTED, EXCEPTION);

        assertThat(review.problems()).isEmpty();
        assertThat(review.notes())
                .contains("Exception until 2026-12-31: org.example:server 2.3.Final. The port is closed.");
    }

    @Test
    void reportsAnExceptionThatHasEnded() {
        ships("server", "2.3.Final");
        today = LocalDate.of(2027, 1, 1);

        assertThat(review(LISTED, EXCEPTION).problems())
                .singleElement()
                .asString()
                .contains("CVE-1 (the exception ended on 2026-12-31)", "Anybody can read the answers.");
    }

    @Test
    void reportsOnlyWhatTheExceptionLeavesOut() {
        ships("server", "2.3.Final");

        assertThat(review(LISTED, EXCEPTION.replace(", CVE-2", "")).problems())
                .singleElement()
                .asString()
                .contains("CVE-2")
                .doesNotContain("CVE-1");
    }

    @Test
    void makesAnExceptionForOneVersionAndPlaceOnly() {
        ships("server", "2.3.Final");
        ships("server", "2.2.Final");
        String elsewhere = EXCEPTION.replace("  reason", "  in: bin/\n  reason");

        assertThat(review(LISTED, EXCEPTION).problems())
                .singleElement()
                .asString()
                .contains("2.2.Final");
        assertThat(review(LISTED, elsewhere).problems()).hasSize(3);
        assertThat(review(LISTED, elsewhere.replace("bin/", "lib/server")).problems())
                .hasSize(1);
    }

    @Test
    void reportsAnExceptionThatMatchesNothing() {
        ships("server", "2.3.Final");

        assertThat(review(LISTED, EXCEPTION.replace("CVE-2", "CVE-2, CVE-3")).problems())
                .singleElement()
                .asString()
                .contains("matches nothing for [CVE-3]");
        assertThat(review(LISTED, EXCEPTION.replace("\"]", "\", \"org.example:client\"]"))
                        .problems())
                .singleElement()
                .asString()
                .contains("matches nothing for [org.example:client]");
    }

    @Test
    void reportsAFileThatNamesNoLibraryUnlessItIsKnown() {
        shipped.addJar(new Jar().with("a.class", "").write(folder.resolve("mystery.jar")));

        assertThat(review(LISTED, "[]").problems()).singleElement().asString().contains("mystery.jar names no library");
        assertThat(review(LISTED, "[]", "[{file: mystery.jar, reason: a test}]").problems())
                .isEmpty();
        assertThat(review(LISTED, "[]", "[{file: mystery.jar, reason: a}, {file: gone.jar, reason: b}]")
                        .problems())
                .singleElement()
                .asString()
                .contains("gone.jar");
    }

    @Test
    void saysHowOldTheListIs() {
        assertThat(review(LISTED, "[]").notes())
                .containsExactly(
                        "The list of known vulnerabilities was reviewed on 2026-11-30, 1 days ago. It has 1 entries.");
    }

    /** A build of an old version must not fail for the age of its list alone. */
    @Test
    void warnsOfAnOldListButAcceptsIt() {
        today = LocalDate.of(2027, 3, 1);

        Review review = review(LISTED, "[]");

        assertThat(review.problems()).isEmpty();
        assertThat(review.notes()).anyMatch(it -> it.startsWith("WARNING"));
    }

    private void ships(String artifact, String version) {
        shipped.addJar(new Jar()
                .withMaven("org.example", artifact, version)
                .write(folder.resolve("lib/" + artifact + "-" + version + ".jar")));
    }

    private Review review(String vulnerabilities, String exceptions) {
        return review(vulnerabilities, exceptions, "[]");
    }

    private Review review(String vulnerabilities, String exceptions, String knownFiles) {
        var yaml = "reviewed: 2026-11-30\nvulnerabilities:\n" + vulnerabilities + "exceptions:\n" + exceptions
                + "\nknown-files: " + knownFiles + "\n";
        yaml = yaml.replace("exceptions:\n[]", "exceptions: []");
        var clock = Clock.fixed(today.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        return new Review(VulnerabilityList.parse(new StringReader(yaml)), shipped, clock);
    }
}
