package org.satbuddy.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.util.Optional;

/**
 * A sign-in that has begun. The browser keeps it. So nobody can end a sign-in that somebody else began, or use its code.
 *
 * @param state comes back in the address
 * @param nonce comes back in the signed statement of the provider
 * @param verifier proves that whoever uses the code has begun the sign-in
 * @param begunAt epoch ms
 */
public record Attempt(String state, String nonce, String verifier, long begunAt) {

    private static final int PARTS = 4;

    /** Nobody can guess so many, and the cookie stays short. */
    private static final int SECRET_BYTES = 16;

    static Attempt begin(long now) {
        return new Attempt(
                new State(SECRET_BYTES).getValue(),
                new Nonce(SECRET_BYTES).getValue(),
                new CodeVerifier().getValue(),
                now);
    }

    /** In one word, with dots between the parts. */
    public String text() {
        return state + "." + nonce + "." + Long.toString(begunAt, Character.MAX_RADIX) + "." + verifier;
    }

    /** @param text as {@link #text()} has returned it, signed in between */
    public static Optional<Attempt> of(String text) {
        // The verifier may have dots.
        String[] parts = text.split("\\.", PARTS);
        return parts.length == PARTS
                ? Optional.of(new Attempt(
                        parts[0], parts[1], parts[PARTS - 1], Long.parseLong(parts[2], Character.MAX_RADIX)))
                : Optional.empty();
    }

    /** Omits the secrets, because a record may be logged by mistake. */
    @Override
    public String toString() {
        return "Attempt[" + begunAt + "]";
    }
}
