package org.satbuddy.identity;

import java.util.List;
import java.util.Optional;

/**
 * The keys whose signatures are valid.
 *
 * @param signers the current key, which signs, then the previous key, if any, whose tokens are still accepted
 */
record Keyring(List<HmacSigner> signers) {

    /** Longer than any valid token. Longer input is rejected without being verified. */
    private static final int MAX_LENGTH = 200;

    Keyring {
        signers = List.copyOf(signers);
    }

    /** @throws IllegalArgumentException if the owner is too long for a token that would be accepted */
    String token(String owner) {
        String token = signers.get(0).token(owner);
        if (token.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("too long to be signed: " + owner.length() + " characters");
        }
        return token;
    }

    /** The owner that a token names; empty if none of these keys signed it. */
    Optional<String> owner(String token) {
        HmacSigner signer = named(token);
        if (signer == null || !signer.verifies(token)) {
            return Optional.empty();
        }
        return Optional.of(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
    }

    /** Whether a token is well formed but names a key that is not in this keyring. */
    boolean namesUnknownKey(String token) {
        return isWellFormed(token) && named(token) == null;
    }

    private HmacSigner named(String token) {
        if (!isWellFormed(token)) {
            return null;
        }
        int length = token.indexOf('.');
        for (HmacSigner signer : signers) {
            if (signer.id().length() == length && token.startsWith(signer.id())) {
                return signer;
            }
        }
        return null;
    }

    private static boolean isWellFormed(String token) {
        return token.length() <= MAX_LENGTH
                && token.indexOf('.') > 0
                && token.indexOf('.') < token.lastIndexOf('.') - 1;
    }
}
