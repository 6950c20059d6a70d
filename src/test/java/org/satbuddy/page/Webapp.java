package org.satbuddy.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a web application, with a servlet context that reads them. */
final class Webapp {

    private static final Path REAL = Path.of("src/main/webapp");

    private final TreeMap<String, byte[]> files = new TreeMap<>();

    /** The application that is packaged. */
    static Webapp real() {
        var real = new Webapp();
        try (Stream<Path> paths = Files.walk(REAL)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                real.files.put("/" + REAL.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return real;
    }

    Webapp with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    Webapp with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    /** The paths directly below a folder. Those of subfolders end with a slash. */
    Set<String> paths(String folder) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(folder) && path.length() > folder.length())
                .map(path -> path.substring(0, end(path, folder)))
                .collect(Collectors.toSet());
    }

    /** The paths of the files below a folder and its subfolders. */
    Set<String> files(String folder) {
        return files.keySet().stream().filter(path -> path.startsWith(folder)).collect(Collectors.toSet());
    }

    private static int end(String path, String folder) {
        int slash = path.indexOf('/', folder.length());
        return slash < 0 ? path.length() : slash + 1;
    }

    PageFiles context() {
        return new PageFiles() {
            @Override
            public Set<String> getResourcePaths(String folder) {
                Set<String> paths = paths(folder);
                return paths.isEmpty() ? null : paths;
            }

            @Override
            public InputStream getResourceAsStream(String path) {
                byte[] bytes = files.get(path);
                return bytes == null ? null : new ByteArrayInputStream(bytes);
            }
        };
    }
}
