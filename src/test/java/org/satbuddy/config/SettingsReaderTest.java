package org.satbuddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static Settings read(String... keysAndValues) {
        return read(Map.of(), keysAndValues);
    }

    private static Settings read(Map<String, String> environment, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SettingsReader(key -> Optional.ofNullable(values.get(key)), environment::get).read();
    }

    @Test
    void hasADefaultForEverySetting() {
        Settings settings = read();

        assertThat(settings.tasks())
                .isEqualTo(new Settings.TaskSettings(
                        Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(60), 3, 200, 5, 3, 3));
        assertThat(settings.limits())
                .isEqualTo(new Settings.Limits(5, 30, 3_000, 10_000, 6, 4_000, 0, 50, 100L << 20, 1L << 30));
        assertThat(settings.providers().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.providers().readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.providers().deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.providers().quickRetries()).isEqualTo(1);
        assertThat(settings.authModes()).containsExactly(AuthMode.GUEST);
        assertThat(settings.publicUrl()).isEmpty();
        assertThat(settings.secret()).isEmpty();
        assertThat(settings.node()).isEmpty();
        assertThat(settings.pageFiles()).isEmpty();
    }

    @Test
    void usesTheStudyGuideOnlyIfNoProviderIsConfigured() {
        assertThat(read().providers().order()).containsExactly("study-guide");
        assertThat(read("satbuddy.openai.api-key", "sk-1").providers().order()).containsExactly("openai");
        assertThat(read("satbuddy.openai.base-url", "http://localhost:11434/v1")
                        .providers()
                        .order())
                .containsExactly("openai");
    }

    @Test
    void keepsTheListedOrder() {
        assertThat(read("satbuddy.providers", "openai, study-guide", "satbuddy.openai.api-key", "sk-1")
                        .providers()
                        .order())
                .containsExactly("openai", "study-guide");
        assertThat(read("satbuddy.providers", "study-guide", "satbuddy.openai.api-key", "sk-1")
                        .providers()
                        .order())
                .containsExactly("study-guide");
    }

    @Test
    void ignoresSurroundingWhiteSpace() {
        assertThat(read("satbuddy.limit.queue", " 7 ").limits().queue()).isEqualTo(7);
        assertThat(read("satbuddy.limit.queue", "  ").limits().queue()).isEqualTo(10_000);
    }

    @Test
    void readsTheOwnersOfTheCache() {
        assertThat(read("satbuddy.cache.owners", "30").tasks().cacheOwners()).isEqualTo(30);
        assertThat(read("satbuddy.cache.owners", "0").tasks().cacheOwners()).isZero();
    }

    @Test
    void readsThePublicUrl() {
        assertThat(read("satbuddy.public-url", "https://sat.example.org/").publicUrl())
                .contains(URI.create("https://sat.example.org"));
        assertThat(read("satbuddy.public-url", "https://example.org/sat/").publicUrl())
                .contains(URI.create("https://example.org/sat"));
    }

    @Test
    void readsTheFolderOfThePagesFiles() {
        Path folder = Path.of("src/main/webapp").toAbsolutePath();

        assertThat(read("satbuddy.page.files", folder.toString()).pageFiles()).contains(folder);
    }

    @Test
    void refusesAFolderWithoutThePagesFiles(@TempDir Path folder) {
        assertThatThrownBy(() -> read("satbuddy.page.files", folder.toString()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("satbuddy.page.files must be a folder that has the folders assets, WEB-INF/languages,"
                        + " WEB-INF/pages.");
    }

    @Test
    void readsWorkersFromTheEnvironment() {
        Map<String, String> environment = Map.of("SATBUDDY_WORKERS", "40");

        assertThat(read(environment, "satbuddy.workers", "40").tasks().workers())
                .isEqualTo(40);
    }

    @Test
    void refusesWorkersThatDifferFromTheEnvironment() {
        assertThatThrownBy(() -> read("satbuddy.workers", "40"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("satbuddy.workers")
                .hasMessageContaining("SATBUDDY_WORKERS");
    }

    @Test
    void readsTheModesInWhichPeopleComeIn() {
        assertThat(read("satbuddy.auth.modes", "class-pass, guest").authModes())
                .containsExactlyInAnyOrder(AuthMode.GUEST, AuthMode.CLASS_PASS);
        assertThat(read("satbuddy.auth.mode", "guest").authModes())
                .as("the key of earlier versions")
                .containsExactly(AuthMode.GUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "satbuddy.task.ttl, 1h",
        "satbuddy.task.ttl, PT0S",
        "satbuddy.task.ttl, -PT1H",
        "satbuddy.task.patience, 600",
        "satbuddy.task.patience, P2D",
        "satbuddy.retry.later.delay, -PT1S",
        "satbuddy.retry.later.max, -1",
        "satbuddy.retry.later.max, three",
        "satbuddy.retry.quick.max, 6",
        "satbuddy.workers, 0",
        "satbuddy.priority.chat, 10",
        "satbuddy.priority.question, -1",
        "satbuddy.cache.owners, -1",
        "satbuddy.cache.owners, 1",
        "satbuddy.cache.owners, 2",
        "satbuddy.limit.active-tasks, 0",
        "satbuddy.limit.requests-per-minute, 0",
        "satbuddy.limit.queue, 99999999999",
        "satbuddy.limit.streams, 0",
        "satbuddy.limit.streams-in-all, -5",
        "satbuddy.websocket, yes",
        "satbuddy.limit.tokens-per-day, -1",
        "satbuddy.limit.images, 0",
        "satbuddy.limit.image-bytes, 10",
        "satbuddy.provider.connect-timeout, PT0S",
        "satbuddy.provider.read-timeout, soon",
        "satbuddy.provider.deadline, PT0.5S",
        "satbuddy.provider.deadline, PT1H",
        "satbuddy.providers, opnai",
        "satbuddy.providers, 'study-guide,study-guide'",
        "satbuddy.providers, 'study-guide,'",
        "satbuddy.openai.base-url, http://llm.example.org/v1",
        "satbuddy.openai.base-url, http://localhost.example.org/v1",
        "satbuddy.openai.base-url, ftp://localhost/v1",
        "satbuddy.openai.base-url, localhost:11434",
        "satbuddy.openai.base-url, https://user:secret@llm.example.org/v1",
        "satbuddy.openai.base-url, https://llm.example.org/v1?key=secret",
        "satbuddy.openai.base-url, 'https://llm example'",
        "satbuddy.openai.api-key, 'sk-1 sk-2'",
        "satbuddy.public-url, sat.example.org",
        "satbuddy.secret, tooshort",
        "satbuddy.auth.modes, saml",
        "satbuddy.auth.modes, 'guest,'",
        "satbuddy.admin.token, too-short",
        "satbuddy.trusted-proxies, proxy.example.org",
        "satbuddy.trusted-proxies, 10.1.0.0/33",
        "satbuddy.trusted-proxies, '10.1.0.1,'",
        "satbuddy.trusted-proxies.header, via",
        "satbuddy.admin.token, an admin token with spaces in it, of 32 characters",
        "satbuddy.node, 'my node'",
        "satbuddy.page.files, src/main/webapp",
        "satbuddy.page.files, /no/such/folder",
    })
    void refusesAnInvalidValueInOneSentenceThatNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(InvalidSetting.class)
                .message()
                .startsWith(key + " ")
                .endsWith(".")
                .doesNotContain("\n", "secret@", "sk-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1", "http://LOCALHOST/v1"})
    void needsNoApiKeyOnThisMachine(String baseUrl) {
        assertThat(read("satbuddy.openai.base-url", baseUrl)
                        .providers()
                        .endpoints()
                        .get("openai")
                        .apiKey())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"satbuddy.openai.base-url, https://llm.example.org/v1", "satbuddy.providers, openai"})
    void refusesARemoteProviderWithoutItsApiKey(String key, String value) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("satbuddy.openai.api-key is missing");
    }

    @Test
    void refusesAMissingSettingsFile(@TempDir Path folder) {
        Map<String, String> environment =
                Map.of("SATBUDDY_CONFIG", folder.resolve("none.properties").toString());

        assertThatThrownBy(() -> read(environment))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("SATBUDDY_CONFIG ");
    }

    @Test
    void refusesAMalformedSettingsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.properties"), "satbuddy.node=\\u12");

        assertThatThrownBy(() -> SettingsFile.read(file.toString()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("SATBUDDY_CONFIG ");
    }

    @Test
    void readsASettingsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("good.properties"), "# ours\nsatbuddy.limit.queue = 70\n");

        assertThat(SettingsFile.read(file.toString())).isEqualTo(Map.of("satbuddy.limit.queue", "70"));
    }

    @Test
    void omitsApiKeysFromToString() {
        assertThat(read("satbuddy.openai.api-key", "sk-1").providers().toString())
                .doesNotContain("sk-1");
    }

    @Test
    void usesAllProvidersWithAnApiKeyInAFixedOrder() {
        assertThat(read(
                                "satbuddy.gemini.api-key",
                                "g",
                                "satbuddy.openai.api-key",
                                "o",
                                "satbuddy.anthropic.api-key",
                                "a")
                        .providers()
                        .order())
                .containsExactly("openai", "anthropic", "gemini");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void requiresAnApiKeyForEveryListedProvider(String name) {
        assertThatThrownBy(() -> read("satbuddy.providers", name))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("satbuddy." + name + ".api-key");
        assertThatThrownBy(() -> read("satbuddy." + name + ".base-url", "http://example.org"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("satbuddy." + name + ".base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example/v1, '', true",
        "https://api.example/v1, api.example, false",
        "https://api.example/v1, '.example', false",
        "https://api.example/v1, '*.example', false",
        "https://API.example/v1, 'x.org, Example', false",
        "https://api.example/v1, '*', false",
        "https://api.example/v1, 'api.example:443', false",
        "https://api.example/v1, 'api.example:8443', true",
        "https://api.example:8443/v1, 'api.example:8443', false",
        "https://myapi.example/v1, 'api.example', true",
        "https://10.1.2.3/v1, '10.1.2.3', false",
        "https://[fd00::1]/v1, 'fd00::1', false",
        "https://localhost:1234/v1, '', false",
    })
    void callsThroughTheProxyUnlessTheHostIsExcepted(String address, String except, boolean proxied) {
        Settings.Network network = read(
                        "satbuddy.proxy.url", "http://proxy.school:3128", "satbuddy.proxy.except", except)
                .providers()
                .network();
        assertThat(network.proxyFor(URI.create(address)).isPresent()).isEqualTo(proxied);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.school:3128, http://proxy.school:3128",
        "https_proxy, proxy.school:3128, http://proxy.school:3128",
        "HTTP_PROXY, http://proxy.school:3128, ''",
        "HTTPS_PROXY, http://me:p%40ss%3Aw+rd@proxy.school:3128, me:p@ss:w+rd at http://proxy.school:3128",
        "HTTPS_PROXY, me:p@ss@proxy.school:3128, me:p@ss at http://proxy.school:3128",
    })
    void readsTheProxyOfOtherPrograms(String variable, String value, String proxy) {
        Settings settings =
                new SettingsReader(key -> Optional.empty(), name -> name.equals(variable) ? value : null).read();
        assertThat(settings.providers()
                        .network()
                        .proxy()
                        .map(SettingsReaderTest::text)
                        .orElse(""))
                .isEqualTo(proxy);
    }

    private static String text(Settings.Proxy proxy) {
        return proxy.credentials().map(it -> it + " at ").orElse("") + "http://" + proxy.host() + ":" + proxy.port();
    }

    @Test
    void readsThePasswordOfTheProxyAndDoesNotShowIt() {
        Settings.Proxy proxy = read(
                        "satbuddy.proxy.url", "http://proxy.school:3128",
                        "satbuddy.proxy.user", "me",
                        "satbuddy.proxy.password", "s3cr3t:")
                .providers()
                .network()
                .proxy()
                .orElseThrow();
        assertThat(proxy.credentials()).contains("me:s3cr3t:");
        assertThat(proxy.toString()).isEqualTo("Proxy[proxy.school:3128]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"me@proxy.school:3128", "http://:x@proxy.school:3128", "http://me:%zz@proxy.school:3128"})
    void refusesAProxyOfOtherProgramsWithHalfALogin(String value) {
        var reader = new SettingsReader(key -> Optional.empty(), name -> name.equals("HTTPS_PROXY") ? value : null);
        assertThatThrownBy(reader::read)
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HTTPS_PROXY must have a user")
                .hasMessageNotContaining("zz");
    }

    @ParameterizedTest
    @CsvSource({
        "satbuddy.proxy.user, me, together with satbuddy.proxy.password",
        "satbuddy.proxy.password, s3cr3t, together with satbuddy.proxy.password",
        "satbuddy.proxy.user, m:e, no colon",
    })
    void refusesHalfALoginAtTheProxy(String key, String value, String sentence) {
        assertThatThrownBy(() -> read("satbuddy.proxy.url", "http://proxy.school:3128", key, value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({
        "satbuddy.proxy.url, https://proxy.school:3128, must be http://",
        "satbuddy.proxy.url, http://proxy.school, must be http://",
        "satbuddy.proxy.url, http://me:secret@proxy.school:3128, must have no user name",
        "satbuddy.tls.authorities, /does/not/exist.pem, cannot be read",
        "satbuddy.tls.authorities, pom.xml, must name a PEM file",
    })
    void refusesANetworkThatCannotWork(String key, String value, String sentence) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(key)
                .hasMessageContaining(sentence);
    }

    @Test
    void setsTheAzureVersionForOpenAiOnly() {
        Settings.ProviderSettings providers = read(
                        "satbuddy.openai.api-key", "k", "satbuddy.openai.azure-api-version", "2024-10-21")
                .providers();

        assertThat(providers.endpoints().get("openai").azureVersion()).contains("2024-10-21");
        assertThat(providers.endpoints().get("anthropic").azureVersion()).isEmpty();
    }

    /** People enter the address of the server alone, or of the whole call. */
    @ParameterizedTest
    @CsvSource({
        "openai, http://localhost:1234, http://localhost:1234/v1",
        "openai, http://localhost:1234/, http://localhost:1234/v1",
        "openai, http://localhost:1234/v1/chat/completions, http://localhost:1234/v1",
        "openai, http://localhost:1234/api/v1, http://localhost:1234/api/v1",
        "anthropic, http://localhost:1234/v1, http://localhost:1234",
        "anthropic, http://localhost:1234/v1/messages, http://localhost:1234",
        "anthropic, http://localhost:1234/anthropic, http://localhost:1234/anthropic",
        "gemini, http://localhost:1234/v1beta/, http://localhost:1234",
    })
    void takesABaseUrlAsItIsMeant(String provider, String written, String meant) {
        assertThat(read("satbuddy." + provider + ".base-url", written)
                        .providers()
                        .endpoints()
                        .get(provider)
                        .baseUrl())
                .hasToString(meant);
    }

    @Test
    void takesTheNameOfAModelWithoutItsFolder() {
        assertThat(read("satbuddy.gemini.model", "models/gemini-2.5-flash")
                        .providers()
                        .endpoints()
                        .get("gemini")
                        .model())
                .isEqualTo("gemini-2.5-flash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:11434/v1",
                "http://127.0.0.1:8000/v1",
                "https://192.168.1.20/v1",
                "https://10.0.0.5:8443/v1",
                "https://[fd00::5]/v1",
                "https://llm.local/v1",
                "https://ollama/v1"
            })
    void isPatientWithAModelInTheLocalNetwork(String baseUrl) {
        Settings settings = read("satbuddy.openai.base-url", baseUrl, "satbuddy.openai.api-key", "k");
        assertThat(settings.providers().readTimeout()).isEqualTo(Duration.ofSeconds(150));
        assertThat(settings.providers().deadline()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1", "https://172.32.0.1/v1", "https://local.example.org/v1"})
    void isLessPatientWithTheOthers(String baseUrl) {
        Settings settings = read("satbuddy.openai.base-url", baseUrl, "satbuddy.openai.api-key", "k");
        assertThat(settings.providers().deadline()).isEqualTo(Duration.ofMinutes(1));
    }
}
