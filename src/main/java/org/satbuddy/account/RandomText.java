package org.satbuddy.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Ids and secrets that nobody can guess. */
public final class RandomText {

    private static final int ID_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    /** Letters and digits that are not easily confused. */
    public static final String READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** Sixteen characters of base64url. */
    public static String id() {
        return base64(ID_BYTES);
    }

    /** 43 characters of base64url. */
    public static String secret() {
        return base64(SECRET_BYTES);
    }

    /** So many of {@link #READABLE}, each of five bits. */
    public static String readable(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return text.toString();
    }

    /**
     * What is stored of a secret. One round is enough for a text that nobody can guess.
     *
     * @param purpose so that no secret can be used for another purpose
     */
    public static String hash(String purpose, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(("satbuddy " + purpose + " 1\n" + secret).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** So many random bytes, in base64url. */
    public static String base64(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
