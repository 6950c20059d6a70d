package org.satbuddy.shipped;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SBOM lists exactly the libraries in the WAR. */
class SbomIT {

    private static final String LIBRARIES = "WEB-INF/lib/";

    private static final Path WAR = Path.of(System.getProperty("server.war"));
    private static final Path JSON = Path.of(System.getProperty("sbom") + ".json");
    private static final Path XML = Path.of(System.getProperty("sbom") + ".xml");

    /** Offline, Maven leaves the SBOM of an earlier build as it is. */
    @BeforeAll
    static void isOfThisBuild() throws IOException {
        assumeThat(JSON).exists();
        assumeThat(Files.getLastModifiedTime(JSON)).isGreaterThanOrEqualTo(Files.getLastModifiedTime(WAR));
    }

    @Test
    void listsTheFilesInTheWar() throws IOException {
        Map<String, String> listed = components(read())
                .collect(toMap(it -> it.getString("name") + "-" + it.getString("version") + ".jar", SbomIT::hash));

        assertThat(listed).isNotEmpty().containsExactlyInAnyOrderEntriesOf(hashesInTheWar());
    }

    /** The licences that the build allows. */
    @Test
    void namesTheLicenceOfEachLibrary() throws IOException {
        assertThat(components(read()))
                .allSatisfy(it -> assertThat(it.getJsonArray("licenses"))
                        .as(it.getString("name"))
                        .isNotEmpty()
                        .extracting(license ->
                                license.asJsonObject().getJsonObject("license").getString("id"))
                        .isSubsetOf("Apache-2.0", "BSD-3-Clause", "MIT"));
    }

    @Test
    void describesTheProduct() throws IOException {
        JsonObject sbom = read();
        JsonObject product = sbom.getJsonObject("metadata").getJsonObject("component");

        assertThat(sbom.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(product.getString("name")).isEqualTo("satbuddy");
        assertThat(product.getString("type")).isEqualTo("application");
        assertThat(product.getJsonArray("licenses").toString()).contains("Apache-2.0");
    }

    @Test
    void hasTheSameContentInBothFormats() throws IOException {
        String xml = Files.readString(XML);

        assertThat(Pattern.compile("<purl>([^<]+)</purl>")
                        .matcher(xml)
                        .results()
                        .map(it -> it.group(1)))
                .containsAll(components(read()).map(it -> it.getString("purl")).toList())
                .hasSize((int) components(read()).count() + 1);
        assertThat(Pattern.compile("<license>\\s*<(\\w+)>").matcher(xml).results())
                .extracting((MatchResult it) -> it.group(1))
                .containsOnly("id");
    }

    private static Stream<JsonObject> components(JsonObject sbom) {
        return sbom.getJsonArray("components").getValuesAs(JsonObject.class).stream();
    }

    private static String hash(JsonObject component) {
        return component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getString("alg").equals("SHA-256"))
                .findAny()
                .orElseThrow()
                .getString("content");
    }

    private static Map<String, String> hashesInTheWar() throws IOException {
        var hashes = new TreeMap<String, String>();
        try (var war = new ZipFile(WAR.toFile())) {
            for (ZipEntry entry : Collections.list(war.entries())) {
                if (entry.getName().startsWith(LIBRARIES) && !entry.isDirectory()) {
                    try (InputStream in = war.getInputStream(entry)) {
                        hashes.put(entry.getName().substring(LIBRARIES.length()), sha256(in.readAllBytes()));
                    }
                }
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static JsonObject read() throws IOException {
        try (InputStream in = Files.newInputStream(JSON);
                var reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }
}
