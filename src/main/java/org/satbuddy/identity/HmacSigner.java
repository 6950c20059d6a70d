package org.satbuddy.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies identities with one key. A token is {@code key.owner.signature}. The signature is HMAC-SHA256 in
 * base64url and covers the key's id, the owner and a purpose. Because of the purpose, tokens signed for another use are
 * not valid.
 */
final class HmacSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "satbuddy guest identity 1\n".getBytes(StandardCharsets.US_ASCII);

    private final String id;

    /** Has already been fed the purpose. Cloned for each signature, because a Mac is not thread-safe. */
    private final Mac prefixed;

    HmacSigner(String id, byte[] secret) {
        this.id = id;
        this.prefixed = mac(secret);
        prefixed.update(PURPOSE);
    }

    String id() {
        return id;
    }

    String token(String owner) {
        String signed = id + "." + owner;
        return signed + "." + new String(signature(signed), StandardCharsets.US_ASCII);
    }

    /** Whether this key signed the token, which must name this key and have at least two dots. */
    boolean verifies(String token) {
        int dot = token.lastIndexOf('.');
        byte[] given = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(signature(token.substring(0, dot)), given);
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = (Mac) prefixed.clone();
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
