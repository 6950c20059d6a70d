package org.satbuddy.image;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * The JDK's codecs and a private one for WebP. The WebP codec is not registered in the {@link IIORegistry}, which all
 * applications of a server share: the registry would keep this application in memory after its undeployment.
 */
final class Codecs {

    private static final IIORegistry SHARED = sharedRegistry();

    private final ImageReaderSpi webp = new WebPImageReaderSpi();

    ImageReader reader(Format format) throws IOException {
        ImageReaderSpi provider = format == Format.WEBP ? webp : ofJdk(ImageReaderSpi.class, format);
        return provider.createReaderInstance();
    }

    ImageWriter writer(Format format) throws IOException {
        return ofJdk(ImageWriterSpi.class, format).createWriterInstance();
    }

    private static <T extends ImageReaderWriterSpi> T ofJdk(Class<T> kind, Format format) {
        Iterator<T> providers = SHARED.getServiceProviders(kind, false);
        while (providers.hasNext()) {
            T provider = providers.next();
            boolean ofJdk = provider.getClass().getModule() == IIORegistry.class.getModule();
            if (ofJdk && List.of(provider.getFormatNames()).contains(format.name())) {
                return provider;
            }
        }
        throw new IllegalStateException("This Java has no codec for " + format + ".");
    }

    /**
     * Initialises the registry under the platform class loader. On first use the registry searches the calling thread's
     * class loader for codecs, and AWT keeps a reference to that class loader.
     */
    private static IIORegistry sharedRegistry() {
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return IIORegistry.getDefaultInstance();
        } finally {
            thread.setContextClassLoader(previous);
        }
    }
}
