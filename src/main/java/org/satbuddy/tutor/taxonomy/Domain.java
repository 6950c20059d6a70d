package org.satbuddy.tutor.taxonomy;

import java.util.Optional;

/** A content domain of a section. */
public enum Domain implements Named {
    INFORMATION_AND_IDEAS("INI", "Information and Ideas", Section.READING_AND_WRITING, 26),
    CRAFT_AND_STRUCTURE("CAS", "Craft and Structure", Section.READING_AND_WRITING, 28),
    EXPRESSION_OF_IDEAS("EOI", "Expression of Ideas", Section.READING_AND_WRITING, 20),
    STANDARD_ENGLISH_CONVENTIONS("SEC", "Standard English Conventions", Section.READING_AND_WRITING, 26),
    ALGEBRA("H", "Algebra", Section.MATH, 35),
    ADVANCED_MATH("P", "Advanced Math", Section.MATH, 35),
    PROBLEM_SOLVING_AND_DATA_ANALYSIS("Q", "Problem-Solving and Data Analysis", Section.MATH, 15),
    GEOMETRY_AND_TRIGONOMETRY("S", "Geometry and Trigonometry", Section.MATH, 15);

    private final String code;
    private final String title;
    private final String slug;
    private final Section section;
    private final int share;

    Domain(String code, String title, Section section, int share) {
        this.code = code;
        this.title = title;
        this.slug = Slugs.slug(title);
        this.section = section;
        this.share = share;
    }

    /** Finds a domain by its code, slug or title. Case and punctuation are ignored. */
    public static Optional<Domain> find(String text) {
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

    public Section section() {
        return section;
    }

    /** The approximate percentage of the section's questions that come from this domain. */
    public int share() {
        return share;
    }
}
