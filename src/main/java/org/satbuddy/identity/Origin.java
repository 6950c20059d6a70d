package org.satbuddy.identity;

/** The {@code Origin} header of a page. */
final class Origin {

    private static final String[] SCHEMES = {"http://", "https://"};

    private Origin() {}

    /**
     * Returns the host and port as the browser wrote them. Returns null for the page of anything but a web server: some
     * apps give their pages origins such as {@code tauri://localhost}.
     */
    static String authority(String origin) {
        for (String scheme : SCHEMES) {
            if (origin.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return origin.substring(scheme.length());
            }
        }
        return null;
    }
}
