package org.satbuddy.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's own scripts, styles and pictures. They are served below a folder that is named by the digest of all of
 * them, so the content of a path never changes. Modules find each other by relative paths, which the folder does not
 * affect.
 */
final class Assets {

    private static final String FOLDER = "/assets/";
    private static final int DIGITS = 12;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("woff", "font/woff"),
            Map.entry("ttf", "font/ttf"));

    /** A static import or export. Dynamic imports look like calls and do not match. */
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import|export|\\}) (?:.*from )?'(\\.{1,2}/[\\w./-]+\\.js)';$");

    private final SortedMap<String, Content> files;
    private final String version;

    private Assets(SortedMap<String, Content> files) {
        this.files = files;
        this.version = digest(files);
    }

    static Assets load(PageFiles pageFiles) {
        var files = new TreeMap<String, Content>();
        addFolder(pageFiles, FOLDER, files);
        return new Assets(files);
    }

    private static void addFolder(PageFiles pageFiles, String folder, Map<String, Content> files) {
        Set<String> paths = pageFiles.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            String type = type(path);
            if (path.endsWith("/")) {
                addFolder(pageFiles, path, files);
            } else if (type != null) {
                files.put(path.substring(FOLDER.length()), new Content(type, read(pageFiles, path)));
            }
        }
    }

    /** The media type of a path; null for a type that is not served. */
    static String type(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Null if there is no such file. */
    static byte[] read(PageFiles pageFiles, String path) {
        try (InputStream in = pageFiles.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Below the path of the application. Without a slash at the end. */
    String folder() {
        return FOLDER + version;
    }

    String version() {
        return version;
    }

    /** The file of a name such as {@code ui/dialogs.js}; null if there is none. */
    Content find(String name) {
        return files.get(name);
    }

    /**
     * The names of a module and of all modules that it imports, directly or not.
     *
     * @throws IllegalStateException if an imported module does not exist
     */
    Set<String> graph(String module) {
        var found = new LinkedHashSet<String>();
        follow(module, found);
        return found;
    }

    private void follow(String module, Set<String> found) {
        Content file = files.get(module);
        if (file == null) {
            throw new IllegalStateException("There is no module " + module);
        }
        if (found.add(module)) {
            Matcher imports = IMPORT.matcher(new String(file.bytes(), StandardCharsets.UTF_8));
            while (imports.find()) {
                follow(URI.create(module).resolve(imports.group(1)).toString(), found);
            }
        }
    }

    private static String digest(SortedMap<String, Content> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.forEach((name, file) -> {
                // The length separates one file from the next.
                sha.update((name + "/" + file.bytes().length + "/").getBytes(StandardCharsets.UTF_8));
                sha.update(file.bytes());
            });
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
