package org.satbuddy.shipped;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The libraries in archives. The {@code pom.properties} of Maven identify them, also those whose classes were copied
 * into another JAR. Otherwise the file's name and its manifest do.
 */
final class Inventory {

    /** A file name with a version. */
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

    private static final Pattern MAVEN = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private static final Pattern BROWSER =
            Pattern.compile("META-INF/resources/(?:webjars|_static)/((?:@[\\w.-]+/)?[\\w.-]+)/(\\d[\\w.-]*)/.*");

    private final Path root;
    private final Set<Component> components = new LinkedHashSet<>();
    private final List<String> unidentified = new ArrayList<>();

    /** An empty inventory, whose locations are relative to a folder. */
    Inventory(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** Adds a JAR and the archives in it. */
    void addJar(Path file) {
        addJar(file, file.getFileName().toString(), location(file));
    }

    /** Adds the JARs in an archive that is no library itself, such as a WAR. */
    void addJarsIn(Path file) {
        open(file, zip -> addNested(zip, location(file)));
    }

    Set<Component> components() {
        return Collections.unmodifiableSet(components);
    }

    /** The locations of JARs that name no library. */
    List<String> unidentified() {
        return Collections.unmodifiableList(unidentified);
    }

    private String location(Path file) {
        return root.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    private void addJar(Path file, String name, String location) {
        open(file, zip -> {
            addIdentified(zip, name, location);
            addNested(zip, location);
        });
    }

    private void addNested(ZipFile zip, String location) throws IOException {
        for (ZipEntry entry : entries(zip)) {
            if (entry.getName().endsWith(".jar")) {
                Path copy = Files.createTempFile("nested", ".jar");
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                    addJar(copy, entry.getName().replaceFirst(".*/", ""), location + "!/" + entry.getName());
                } finally {
                    Files.delete(copy);
                }
            }
        }
    }

    private void addIdentified(ZipFile zip, String fileName, String location) throws IOException {
        boolean containsOthers = false;
        boolean isIdentified = false;
        for (ZipEntry entry : entries(zip)) {
            if (MAVEN.matcher(entry.getName()).matches()) {
                Properties maven = properties(zip, entry);
                String name = maven.getProperty("artifactId");
                components.add(
                        new Component(maven.getProperty("groupId"), name, maven.getProperty("version"), location));
                containsOthers = true;
                isIdentified |= fileName.equals(name + ".jar") || fileName.startsWith(name + "-");
            }
            Matcher browser = BROWSER.matcher(entry.getName());
            if (browser.matches()) {
                components.add(new Component(Component.NPM, browser.group(1), browser.group(2), location));
            }
        }
        if (isIdentified) {
            return;
        }
        Matcher versioned = VERSIONED.matcher(fileName);
        if (versioned.matches()) {
            components.add(new Component(null, versioned.group(1), versioned.group(2), location));
            return;
        }
        String version = manifestVersion(zip);
        if (version != null) {
            components.add(new Component(null, fileName.replaceFirst("\\.jar$", ""), version, location));
        } else if (!containsOthers) {
            unidentified.add(location);
        }
    }

    private static String manifestVersion(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            String version = attributes.getValue("Implementation-Version");
            return version != null ? version : attributes.getValue("Bundle-Version");
        }
    }

    private static Properties properties(ZipFile zip, ZipEntry entry) throws IOException {
        var properties = new Properties();
        try (InputStream in = zip.getInputStream(entry)) {
            properties.load(in);
        }
        return properties;
    }

    private static List<? extends ZipEntry> entries(ZipFile zip) {
        return Collections.list(zip.entries());
    }

    private static void open(Path archive, Reader reader) {
        try (var zip = new ZipFile(archive.toFile())) {
            reader.read(zip);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + archive, e);
        }
    }

    private interface Reader {

        void read(ZipFile zip) throws IOException;
    }
}
