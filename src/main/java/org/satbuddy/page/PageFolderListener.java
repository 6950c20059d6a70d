package org.satbuddy.page;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.satbuddy.config.Settings;
import org.satbuddy.log.LimitedLog;

/** Adds the {@link PageFolderFilter} if {@code satbuddy.page.files} names a folder. */
@WebListener
public class PageFolderListener implements ServletContextListener {

    private static final System.Logger LOG = LimitedLog.of(PageFolderListener.class);

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        settings.pageFiles().ifPresent(folder -> addFilter(started.getServletContext(), folder));
    }

    /** Adds the filter after the declared ones, so that the caller is identified and the headers are set before it. */
    private void addFilter(ServletContext context, Path folder) {
        context.addFilter(
                        "page-folder",
                        new PageFolderFilter(
                                new FolderFiles(folder), settings.tasks().ttl(), settings.authModes()))
                .addMappingForUrlPatterns(
                        EnumSet.of(DispatcherType.REQUEST),
                        true,
                        Stream.concat(Stream.of("/assets/*"), Pages.paths()).toArray(String[]::new));
        LOG.log(System.Logger.Level.INFO, "The page''s files are read from {0} at every request.", folder);
    }
}
