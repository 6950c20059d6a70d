package org.satbuddy.tutor.taxonomy;

import java.util.Optional;

/** A section of the test. */
public enum Section implements Named {
    READING_AND_WRITING("RW", "Reading and Writing"),
    MATH("M", "Math");

    private final String code;
    private final String title;
    private final String slug;

    Section(String code, String title) {
        this.code = code;
        this.title = title;
        this.slug = Slugs.slug(title);
    }

    /** Finds a section by its code, slug or title. Case and punctuation are ignored. */
    public static Optional<Section> find(String text) {
        return Slugs.find(values(), text);
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public String title() {
        return title;
    }
}
