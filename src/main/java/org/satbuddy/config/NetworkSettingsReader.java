package org.satbuddy.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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

    private Optional<URI> proxy() {
        return values.address(PROXY)
                .map(url -> usable(PROXY, url))
                .or(() -> variable("HTTPS_PROXY").map(text -> {
                    // Many write only the host and the port.
                    String url = text.contains("://") ? text : "http://" + text;
                    return usable(
                            "HTTPS_PROXY",
                            new SettingValues(key -> Optional.of(url))
                                    .address("HTTPS_PROXY")
                                    .get());
                }));
    }

    private static URI usable(String key, URI url) {
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getPort() < 0) {
            throw new InvalidSetting(key, "must be http:// with a host and a port, such as http://proxy.example:3128");
        }
        return url;
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
