package org.satbuddy.identity;

import java.util.List;
import java.util.Optional;

/**
 * The keys in force.
 *
 * @param signers the one that signs, then the one before it if there is one, whose tokens are still good
 */
record Keyring(List<HmacSigner> signers) {

    /** Longer than any token of ours, so that rubbish costs nothing. */
    private static final int MAX_LENGTH = 200;

    Keyring {
        signers = List.copyOf(signers);
    }

    String token(String owner) {
        return signers.get(0).token(owner);
    }

    /** Whose token it is; empty if none of these keys signed it. */
    Optional<String> owner(String token) {
        HmacSigner signer = named(token);
        if (signer == null || !signer.verifies(token)) {
            return Optional.empty();
        }
        return Optional.of(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
    }

    /** Whether it has a token's form but names a key that is not here. */
    boolean namesUnknownKey(String token) {
        return hasForm(token) && named(token) == null;
    }

    private HmacSigner named(String token) {
        if (!hasForm(token)) {
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

    private static boolean hasForm(String token) {
        return token.length() <= MAX_LENGTH
                && token.indexOf('.') > 0
                && token.indexOf('.') < token.lastIndexOf('.') - 1;
    }
}
