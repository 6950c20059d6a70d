package org.satbuddy.account;

import java.util.List;

/**
 * A person whom an identity provider has signed in.
 *
 * @param subject who it is, for this issuer; never used again for somebody else
 * @param session at the provider; null if it does not say
 * @param names that the person may have here, the best first
 * @param displayName null if the provider does not say
 * @param role null if administrators give roles here
 * @param idToken the signed statement of the provider
 */
public record ProvenIdentity(
        String issuer,
        String subject,
        String session,
        List<String> names,
        String displayName,
        Role role,
        String idToken) {

    /** By which the account is found. A hash, because databases compare letters without regard to their case. */
    String key() {
        return key(issuer, subject);
    }

    static String key(String issuer, String subject) {
        return RandomText.hash("person", issuer + "\n" + subject);
    }

    /** Null if the provider does not say. */
    String sessionKey() {
        return session == null ? null : sessionKey(issuer, session);
    }

    static String sessionKey(String issuer, String session) {
        return RandomText.hash("provider session", issuer + "\n" + session);
    }

    /** Omits all that names the person, because a record may be logged by mistake. */
    @Override
    public String toString() {
        return "ProvenIdentity[" + issuer + "]";
    }
}
