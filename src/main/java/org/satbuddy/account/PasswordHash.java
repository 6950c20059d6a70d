package org.satbuddy.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA512, in the form {@code pbkdf2-sha512$iterations$salt$hash}. The iterations
 * are those of OWASP's Password Storage Cheat Sheet, of 2026. A hash takes a fifth of a second of one processor.
 */
final class PasswordHash {

    private static final String NAME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ITERATIONS = 210_000;

    /** For passwords that we made: nobody can guess them, and a school makes a thousand at once. */
    private static final int FEW_ITERATIONS = 1000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Nobody's. Comparing with it takes as long as with a real one. */
    private static final String OF_NOBODY = hash("", ITERATIONS);

    private PasswordHash() {}

    /** Of a password that a person has chosen. */
    static String ofChosen(String password) {
        return hash(password, ITERATIONS);
    }

    /** Of a random password. */
    static String ofRandom(String password) {
        return hash(password, FEW_ITERATIONS);
    }

    /**
     * Whether this is the password. Takes as long if there is none, so that the time says nothing about the account.
     *
     * @param stored null if there is no password
     */
    static boolean matches(String password, String stored) {
        String[] parts = (stored == null ? OF_NOBODY : stored).split("\\$");
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] wanted = Base64.getDecoder().decode(parts[3]);
        boolean same = MessageDigest.isEqual(wanted, pbkdf2(password, salt, iterations));
        if (iterations < ITERATIONS) {
            pbkdf2(password, salt, ITERATIONS - iterations);
        }
        return same && stored != null;
    }

    private static String hash(String password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return NAME + "$" + iterations + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(pbkdf2(password, salt, iterations));
    }

    /** The same letters may have come from another keyboard in another form. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static byte[] pbkdf2(String password, byte[] salt, int iterations) {
        char[] text = normal(password).toCharArray();
        var key = new PBEKeySpec(text, salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        } finally {
            key.clearPassword();
        }
    }
}
