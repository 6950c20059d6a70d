package org.satbuddy.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files in a folder outside the application, as they are at the moment of each call. */
final class FolderFiles implements PageFiles {

    private final Path root;

    FolderFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Set<String> getResourcePaths(String folder) {
        Path found = resolve(folder);
        if (!Files.isDirectory(found)) {
            return null;
        }
        try (Stream<Path> entries = Files.list(found)) {
            return entries.filter(it -> Files.isDirectory(it) || Files.isRegularFile(it))
                    .map(this::path)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + found, e);
        }
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        Path file = resolve(path);
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            return null;
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private Path resolve(String path) {
        return root.resolve(path.substring(1)).normalize();
    }

    private String path(Path entry) {
        String path = "/" + root.relativize(entry).toString().replace('\\', '/');
        return Files.isDirectory(entry) ? path + "/" : path;
    }
}
