package org.satbuddy.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key, ready to sign and verify identities. A token is {@code key.owner.signature}; the signature, HMAC-SHA256 in
 * base64url, covers the key's id and the owner, and a purpose, so that nothing signed for another use passes.
 */
final class HmacSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "satbuddy guest identity 1\n".getBytes(StandardCharsets.US_ASCII);

    private final String id;

    /** Has taken in the purpose already. Cloned for each use, as a Mac serves one thread; it is never finished itself. */
    private final Mac begun;

    HmacSigner(String id, byte[] secret) {
        this.id = id;
        this.begun = mac(secret);
        begun.update(PURPOSE);
    }

    String id() {
        return id;
    }

    String token(String owner) {
        String signed = id + "." + owner;
        return signed + "." + new String(signature(signed), StandardCharsets.US_ASCII);
    }

    /** Whether this key signed it; the token names this key and has two dots at least. */
    boolean verifies(String token) {
        int dot = token.lastIndexOf('.');
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(signature(token.substring(0, dot)), given);
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = (Mac) begun.clone();
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encode(signature);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's " + ALGORITHM + " cannot be cloned.", e);
        }
    }

    /** A keyed digest of {@code text}, for deriving one secret from another. */
    static byte[] derive(byte[] secret, String text) {
        return mac(secret).doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ".", e);
        }
    }
}
