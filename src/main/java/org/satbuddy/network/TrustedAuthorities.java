package org.satbuddy.network;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities whose certificates are trusted. Many schools inspect calls, and sign in place of the provider. */
public final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /** Those that Java trusts, and these. */
    public static SSLContext and(List<X509Certificate> more) {
        try {
            return more.isEmpty() ? SSLContext.getDefault() : context(more);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Java's trusted certificates cannot be read.", e);
        }
    }

    private static SSLContext context(List<X509Certificate> more) throws GeneralSecurityException, IOException {
        var all = new ArrayList<>(more);
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager trusting) {
                all.addAll(Arrays.asList(trusting.getAcceptedIssuers()));
            }
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : all) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(store), null);
        return context;
    }

    /** @param store null for what Java trusts */
    private static TrustManager[] managers(KeyStore store) throws NoSuchAlgorithmException, KeyStoreException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
