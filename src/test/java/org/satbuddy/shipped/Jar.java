package org.satbuddy.shipped;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive made for a test. */
final class Jar {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    Jar with(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Jar with(String name, Jar nested) {
        entries.put(name, nested.bytes());
        return this;
    }

    /** With the file by which Maven identifies a library. */
    Jar withMaven(String group, String artifact, String version) {
        return with(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version));
    }

    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
