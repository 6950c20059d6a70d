package org.satbuddy.tutor.taxonomy;

import java.util.Optional;

/**
 * What a student asked to practise: the text as it was written, and the finest part of the taxonomy that it names.
 *
 * @param text the student's own words, never null
 * @param section null when nothing names one; otherwise the section of {@code domain}
 * @param domain null when nothing names one; otherwise the domain of {@code skill}
 * @param skill null when nothing names one
 */
public record Topic(String text, Section section, Domain domain, Skill skill) {

    private static final Topic ANYTHING = new Topic("", null, null, null);

    /**
     * Reads a request. The fields {@code section}, {@code domain} and {@code skill} (code, slug or title; null or unknown
     * values say nothing) are obeyed, the finest first; the free text then only refines what they say, and is passed on
     * as it is where the taxonomy does not know it.
     */
    public static Topic of(String text, String section, String domain, String skill) {
        String words = text == null ? "" : text.strip();
        Topic asked = Skill.find(skill)
                .map(Topic::skill)
                .or(() -> Domain.find(domain).map(Topic::domain))
                .or(() -> Section.find(section).map(Topic::section))
                .orElse(ANYTHING);
        return Aliases.STANDARD
                .find(words)
                .filter(named -> named.within(asked))
                .orElse(asked)
                .withText(words);
    }

    /** The topic that free text names, exactly or as a phrase inside it. */
    public static Topic of(String text) {
        return of(text, null, null, null);
    }

    /** The known topic whose name is written most like this text, for text with a slip of the pen in it. */
    public Optional<Topic> closest() {
        return Aliases.STANDARD
                .closest(text)
                .filter(known -> known.within(this))
                .map(known -> known.withText(text));
    }

    static Topic skill(Skill skill) {
        return new Topic("", skill.section(), skill.domain(), skill);
    }

    static Topic domain(Domain domain) {
        return new Topic("", domain.section(), domain, null);
    }

    static Topic section(Section section) {
        return new Topic("", section, null, null);
    }

    private boolean within(Topic wider) {
        return (wider.section == null || wider.section == section)
                && (wider.domain == null || wider.domain == domain)
                && (wider.skill == null || wider.skill == skill);
    }

    private Topic withText(String words) {
        return new Topic(words, section, domain, skill);
    }
}
