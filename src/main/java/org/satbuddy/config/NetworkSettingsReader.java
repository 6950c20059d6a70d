package org.satbuddy.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads how the school's network lets calls out: the proxy, and the authorities that sign in place of the providers. */
final class NetworkSettingsReader {

    private static final String PROXY = "satbuddy.proxy.url";
    private static final String USER = "satbuddy.proxy.user";
    private static final String PASSWORD = "satbuddy.proxy.password";
    private static final String VARIABLE = "HTTPS_PROXY";
    private static final String DIRECT = "satbuddy.proxy.except";
    private static final String AUTHORITIES = "satbuddy.tls.authorities";

    private final SettingValues values;
    private final Function<String, String> environment;

    NetworkSettingsReader(SettingValues values, Function<String, String> environment) {
        this.values = values;
        this.environment = environment;
    }

    Settings.Network read() {
        return new Settings.Network(proxy(), direct(), authorities());
    }

    private Optional<Settings.Proxy> proxy() {
        return values.address(PROXY)
                .map(url -> proxy(PROXY, url, credentials()))
                .or(() -> variable(VARIABLE).map(NetworkSettingsReader::proxyOfOtherPrograms));
    }

    private Optional<String> credentials() {
        Optional<String> user = values.text(USER);
        if (user.isPresent() && user.get().contains(":")) {
            throw new InvalidSetting(USER, "must have no colon");
        }
        if (user.isPresent() != values.text(PASSWORD).isPresent()) {
            throw new InvalidSetting(USER, "must be set together with " + PASSWORD);
        }
        return user.map(name -> name + ":" + values.text(PASSWORD, ""));
    }

    /** Many write only the host and the port. A user and a password may stand before them. */
    private static Settings.Proxy proxyOfOtherPrograms(String text) {
        String url = text.contains("://") ? text : "http://" + text;
        int at = url.lastIndexOf('@');
        int start = url.indexOf("://") + "://".length();
        if (at < start) {
            return proxy(VARIABLE, address(url), Optional.empty());
        }
        String address = url.substring(0, start) + url.substring(at + 1);
        return proxy(VARIABLE, address(address), Optional.of(decoded(url.substring(start, at))));
    }

    private static URI address(String url) {
        return new SettingValues(key -> Optional.of(url)).address(VARIABLE).orElseThrow();
    }

    private static String decoded(String userInfo) {
        try {
            // A plus sign stands for itself in this part of an address.
            String credentials = URLDecoder.decode(userInfo.replace("+", "%2B"), UTF_8);
            if (credentials.indexOf(':') > 0) {
                return credentials;
            }
        } catch (IllegalArgumentException e) {
            // Said below. The exception has a part of the password.
        }
        throw new InvalidSetting(VARIABLE, "must have a user, a colon and a password, percent-encoded, before the @");
    }

    private static Settings.Proxy proxy(String key, URI url, Optional<String> credentials) {
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getPort() < 0) {
            throw new InvalidSetting(key, "must be http:// with a host and a port, such as http://proxy.example:3128");
        }
        return new Settings.Proxy(url.getHost(), url.getPort(), credentials);
    }

    private List<String> direct() {
        return values.text(DIRECT)
                .or(() -> variable("NO_PROXY"))
                .map(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** The variables of most programs, in either case. */
    private Optional<String> variable(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(environment)
                .filter(text -> text != null && !text.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private List<X509Certificate> authorities() {
        return values.text(AUTHORITIES).map(NetworkSettingsReader::certificates).orElse(List.of());
    }

    private static List<X509Certificate> certificates(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new InvalidSetting(AUTHORITIES, "names a file without a certificate: " + file);
            }
            return certificates;
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSetting(AUTHORITIES, "names a file that cannot be read: " + file);
        } catch (CertificateException e) {
            throw new InvalidSetting(AUTHORITIES, "must name a PEM file of certificates, not " + file);
        }
    }
}
