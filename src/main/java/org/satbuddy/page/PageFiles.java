package org.satbuddy.page;

import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.util.Set;

/** The files that the page is made of. Paths begin with a slash and are relative to the root of the web application. */
interface PageFiles {

    /**
     * As in {@link ServletContext}: the files and the subfolders, which end with a slash; null if there is no such
     * folder.
     */
    Set<String> getResourcePaths(String folder);

    /** As in {@link ServletContext}: null if there is no such file. */
    InputStream getResourceAsStream(String path);

    /** The files in the application itself. */
    static PageFiles of(ServletContext context) {
        return new PageFiles() {
            @Override
            public Set<String> getResourcePaths(String folder) {
                return context.getResourcePaths(folder);
            }

            @Override
            public InputStream getResourceAsStream(String path) {
                return context.getResourceAsStream(path);
            }
        };
    }
}
