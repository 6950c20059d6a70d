package org.satbuddy.config;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting, validated. The README's table explains each; {@link SettingsReader} has the defaults and bounds.
 *
 * @param publicUrl the address that people open, without a slash at the end; empty to use the Host header and the
 *     context root
 * @param webSocket whether clients can also follow tasks over WebSocket
 * @param secret signs guest identities; empty to use a generated key, which is stored in the database
 * @param authModes how people come in; never empty
 * @param oidc the school's identity provider; empty unless the modes have it
 * @param adminToken with which scripts call the administrators' resources; empty to close them
 * @param auditRetention after which an event of the record is removed
 * @param pageFiles the folder from which the page's files are read at every request; empty for those in the application
 */
public record Settings(
        TaskSettings tasks,
        Limits limits,
        ProviderSettings providers,
        boolean webSocket,
        Optional<URI> publicUrl,
        Optional<String> secret,
        Set<AuthMode> authModes,
        Optional<OidcSettings> oidc,
        Optional<String> adminToken,
        SessionSettings sessions,
        Duration auditRetention,
        Proxies proxies,
        Optional<String> node,
        Optional<Path> pageFiles) {

    /** Whether people have accounts. */
    public boolean hasAccounts() {
        return authModes.contains(AuthMode.LOCAL) || authModes.contains(AuthMode.OIDC);
    }

    /**
     * The identity provider of the school, and what its claims mean.
     *
     * @param scopes what is asked for
     * @param domains whose people may come in; empty for everybody whom the provider signs in
     * @param roleClaim the claim with the person's roles or groups; dots lead into objects
     * @param roles by the word of a role, the values of the claim that give it; empty if administrators give roles here
     * @param clockSkew by which the clocks of provider and server may differ
     */
    public record OidcSettings(
            URI issuer,
            String clientId,
            Optional<String> clientSecret,
            List<String> scopes,
            Set<String> domains,
            String roleClaim,
            Map<String, Set<String>> roles,
            Duration clockSkew) {

        /** Omits the secret, because a record may be logged by mistake. */
        @Override
        public String toString() {
            return "OidcSettings[" + issuer + ", " + clientId + "]";
        }
    }

    /**
     * @param idle after which a session that nobody uses ends
     * @param age after which every session ends
     */
    public record SessionSettings(Duration idle, Duration age) {}

    /**
     * The proxies in front of the server.
     *
     * @param trusted those whose headers say where a request comes from; empty if clients connect directly
     * @param standard whether the header is {@code Forwarded} (RFC 7239), and not {@code X-Forwarded-For}. A proxy
     *     passes on what a client sends in the other one.
     */
    public record Proxies(List<AddressRange> trusted, boolean standard) {}

    /**
     * @param ttl lifetime of a conversation after its last activity
     * @param patience longest total time that a task may wait and retry
     * @param retryDelay wait after a rate limit that states no time
     * @param retryMax waits for rate limits before giving up
     * @param workers concurrent provider calls on this node
     * @param chatPriority JMS priority of a chat message, 0 to 9
     * @param questionPriority JMS priority of a practice question, 0 to 9
     * @param cacheOwners how many owners must have asked the same before others get the cached answer; 0 for no cache
     */
    public record TaskSettings(
            Duration ttl,
            Duration patience,
            Duration retryDelay,
            int retryMax,
            int workers,
            int chatPriority,
            int questionPriority,
            int cacheOwners) {}

    /**
     * @param activeTasks unfinished tasks per user
     * @param requestsPerMinute submissions and, apart from them, uploads per minute, for each user
     * @param requestsPerMinutePerAddress the same for each network address, which a whole school may share
     * @param queue queued tasks of the installation
     * @param streams concurrent event streams and long polls per user, on each node
     * @param streamsInAll concurrent event streams and long polls on a node, well below its connections
     * @param tokensPerDay provider tokens of the installation per day; 0 for no limit
     * @param images stored images per user
     * @param imageBytes stored bytes of images per user
     * @param imageBytesInAll stored bytes of images of the installation
     */
    public record Limits(
            int activeTasks,
            int requestsPerMinute,
            int requestsPerMinutePerAddress,
            int queue,
            int streams,
            int streamsInAll,
            long tokensPerDay,
            int images,
            long imageBytes,
            long imageBytesInAll) {}

    /**
     * @param order names of the providers in the order in which they are asked; never empty
     * @param connectTimeout longest time to open one connection
     * @param readTimeout longest silence within one reply
     * @param deadline longest time of one call, unless its text keeps coming
     * @param quickRetries retries within one call after transport errors and 5xx
     * @param checkAtStart whether each provider is asked a tiny question when the server starts
     * @param endpoints by provider name, for every provider that is called over the network
     * @param network how calls leave the school
     */
    public record ProviderSettings(
            List<String> order,
            Duration connectTimeout,
            Duration readTimeout,
            Duration deadline,
            int quickRetries,
            boolean checkAtStart,
            Map<String, Endpoint> endpoints,
            Network network) {

        public static final String OPENAI = "openai";
        public static final String ANTHROPIC = "anthropic";
        public static final String GEMINI = "gemini";
        public static final String STUDY_GUIDE = "study-guide";

        private static final int DEADLINES = 3;

        /** The longest time of one call whose text keeps coming. */
        public Duration longestCall() {
            return deadline.multipliedBy(DEADLINES);
        }
    }

    /**
     * How calls leave the school.
     *
     * @param proxy through which calls go; empty if they go directly
     * @param direct hosts that are called without the proxy, in the form of {@code NO_PROXY}, in lower case
     * @param authorities whose certificates are trusted beside those that Java trusts
     */
    public record Network(Optional<Proxy> proxy, List<String> direct, List<X509Certificate> authorities) {

        private static final int HTTPS_PORT = 443;

        /** The proxy for calls to this address, if any. */
        public Optional<Proxy> proxyFor(URI address) {
            return LocalHost.isThisMachine(address) || direct.stream().anyMatch(it -> matches(it, address))
                    ? Optional.empty()
                    : proxy;
        }

        /** A name stands for its subdomains, too, with or without a dot before it. A port may follow. */
        private static boolean matches(String entry, URI address) {
            String host = address.getHost().toLowerCase(Locale.ROOT);
            int port = address.getPort() < 0 ? HTTPS_PORT : address.getPort();
            String name = entry.endsWith(":" + port) ? entry.substring(0, entry.lastIndexOf(':')) : entry;
            String domain = name.startsWith("*.") ? name.substring(1) : name;
            return domain.equals("*")
                    || host.equals(domain)
                    || host.equals("[" + domain + "]")
                    || host.endsWith(domain.startsWith(".") ? domain : "." + domain)
                    || domain.equals("." + host);
        }
    }

    /**
     * The proxy of the school's network.
     *
     * @param credentials the user's name and password with a colon between; empty if it asks for none
     */
    public record Proxy(String host, int port, Optional<String> credentials) {

        /** Omits the password, because a record may be logged by mistake. */
        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + "]";
        }
    }

    /**
     * The address of one provider.
     *
     * @param apiKey empty if the server needs none
     * @param azureVersion the version of Azure's API, which takes its key in another header; empty for other servers
     */
    public record Endpoint(URI baseUrl, Optional<String> apiKey, String model, Optional<String> azureVersion) {

        /** Omits the key, because a record may be logged by mistake. */
        @Override
        public String toString() {
            return "Endpoint[" + baseUrl + ", " + model + "]";
        }
    }
}
