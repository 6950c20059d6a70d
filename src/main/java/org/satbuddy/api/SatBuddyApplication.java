package org.satbuddy.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources under {@code /ai}. Classes are listed, not scanned, so that every server finds the same ones. */
@ApplicationPath("/ai")
public class SatBuddyApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ChatResource.class,
                QuestionResource.class,
                ImageResource.class,
                ConversationResource.class,
                ReadyResource.class,
                PassResource.class,
                AdminPassResource.class,
                SessionResource.class,
                ProviderSessionResource.class,
                AccountResource.class,
                PeopleResource.class,
                AuditResource.class,
                AiResource.class,
                ExceptionMappers.WebApplicationExceptionMapper.class,
                ExceptionMappers.ThrowableMapper.class);
    }
}
