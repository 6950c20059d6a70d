package org.satbuddy.shipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The JARs that a WildFly can load. A module directly below {@code modules}, such as the newer Undertow, takes the
 * place of the server's own module of that name, whose JARs are then never loaded.
 */
final class ServerJars {

    private ServerJars() {}

    static List<Path> of(Path home) {
        if (!Files.isDirectory(home.resolve("modules"))) {
            throw new IllegalStateException("There is no server in " + home);
        }
        var jars = new TreeSet<Path>();
        jars.addAll(jarsBelow(home, 1));
        jars.addAll(below(home.resolve("bin")));
        modules(home.resolve("modules")).forEach(module -> jars.addAll(loadedBy(module)));
        return List.copyOf(jars);
    }

    /** The folders of the modules that are in use. */
    private static List<Path> modules(Path modules) {
        Path system = modules.resolve("system");
        Path stock = system.resolve("layers/base");
        var inUse = new LinkedHashMap<Path, Path>();
        for (Path definition : files(modules, "module.xml", Integer.MAX_VALUE)) {
            if (!definition.startsWith(system)) {
                put(inUse, modules, definition);
            }
        }
        for (Path definition : files(system, "module.xml", Integer.MAX_VALUE)) {
            if (!definition.startsWith(stock)) {
                throw new IllegalStateException("The order of the layers is unknown: " + definition);
            }
            put(inUse, stock, definition);
        }
        return List.copyOf(inUse.values());
    }

    private static void put(Map<Path, Path> inUse, Path root, Path definition) {
        inUse.putIfAbsent(root.relativize(definition), definition.getParent());
    }

    private static List<Path> loadedBy(Path module) {
        var jars = new ArrayList<Path>();
        for (String path : resourceRoots(module.resolve("module.xml"))) {
            Path resource = module.resolve(path);
            jars.addAll(Files.isDirectory(resource) ? below(resource) : List.of(resource));
        }
        return jars;
    }

    private static List<String> resourceRoots(Path definition) {
        try {
            var roots = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(definition.toFile())
                    .getElementsByTagName("resource-root");
            var paths = new ArrayList<String>();
            for (int i = 0; i < roots.getLength(); i++) {
                paths.add(((Element) roots.item(i)).getAttribute("path"));
            }
            return paths;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("Cannot read " + definition, e);
        }
    }

    /** The JARs in a folder and its subfolders. */
    static List<Path> below(Path folder) {
        return jarsBelow(folder, Integer.MAX_VALUE);
    }

    private static List<Path> jarsBelow(Path folder, int depth) {
        return files(folder, ".jar", depth);
    }

    private static List<Path> files(Path folder, String ending, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(it -> it.toString().endsWith(ending) && Files.isRegularFile(it))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
