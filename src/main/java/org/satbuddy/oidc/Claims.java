package org.satbuddy.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.satbuddy.account.EntryRefused;
import org.satbuddy.account.EntryRefused.Reason;
import org.satbuddy.account.ProvenIdentity;
import org.satbuddy.account.Role;
import org.satbuddy.config.Settings;

/** What the provider states of a person, in a statement that has been verified. */
final class Claims {

    private static final String EMAIL = "email";

    private final JWTClaimsSet claims;
    private final Settings.OidcSettings settings;

    Claims(JWTClaimsSet claims, Settings.OidcSettings settings) {
        this.claims = claims;
        this.settings = settings;
    }

    /** @throws EntryRefused if the person does not belong to the school */
    ProvenIdentity identity(String idToken) {
        if (!settings.domains().isEmpty() && domains().noneMatch(settings.domains()::contains)) {
            throw new EntryRefused(Reason.NOT_OF_SCHOOL);
        }
        return new ProvenIdentity(
                claims.getIssuer(),
                claims.getSubject(),
                text("sid"),
                Stream.of(text("preferred_username"), text(EMAIL))
                        .filter(Objects::nonNull)
                        .toList(),
                text("name"),
                role(),
                idToken);
    }

    /** Google states the domain itself. An e-mail address counts only if the provider has verified it. */
    private Stream<String> domains() {
        String email = text(EMAIL);
        boolean verified = Boolean.parseBoolean(String.valueOf(claims.getClaim("email_verified")));
        return Stream.of(text("hd"), email != null && verified ? email.substring(email.lastIndexOf('@') + 1) : null)
                .filter(Objects::nonNull)
                .map(it -> it.toLowerCase(Locale.ROOT));
    }

    private Role role() {
        if (settings.roles().isEmpty()) {
            return null;
        }
        Set<String> given = values(claim(settings.roleClaim())).collect(Collectors.toSet());
        return settings.roles().entrySet().stream()
                .filter(it -> it.getValue().stream().anyMatch(given::contains))
                .findFirst()
                .flatMap(it -> Role.of(it.getKey()))
                .orElse(Role.STUDENT);
    }

    /** The claim of this name, else by the path. Names may have dots themselves, such as those that are addresses. */
    private Object claim(String name) {
        Object value = claims.getClaim(name);
        if (value == null) {
            value = claims.getClaims();
            for (String step : List.of(name.split("\\.", -1))) {
                value = value instanceof Map<?, ?> object ? object.get(step) : null;
            }
        }
        return value;
    }

    private static Stream<String> values(Object claim) {
        return (claim instanceof Collection<?> several ? several.stream() : Stream.ofNullable(claim))
                .map(Object::toString);
    }

    private String text(String name) {
        return claims.getClaim(name) instanceof String text ? text : null;
    }
}
