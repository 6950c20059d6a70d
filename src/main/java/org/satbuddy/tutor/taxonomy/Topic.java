package org.satbuddy.tutor.taxonomy;

import java.util.Optional;

/**
 * The topic that a student asked to practise: the student's own words, and the finest part of the taxonomy that the
 * request names.
 *
 * @param text the student's own words without surrounding spaces; never null
 * @param section null if the request names none; always the section of {@code domain} if there is a domain
 * @param domain null if the request names none; always the domain of {@code skill} if there is a skill
 * @param skill null if the request names none
 */
public record Topic(String text, Section section, Domain domain, Skill skill) {

    private static final Topic ANYTHING = new Topic("", null, null, null);

    /**
     * Reads a request. The finest known part among {@code skill}, {@code domain} and {@code section} decides. The free
     * text can only narrow that part down. Null and unknown values are ignored. The text is kept even if it names no
     * known topic.
     *
     * @param section a code, slug or title, like {@code domain} and {@code skill}
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

    /** Reads free text alone. */
    public static Topic of(String text) {
        return of(text, null, null, null);
    }

    /** Finds the known topic whose name is spelled most like the text, for a text with a typing error. */
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
