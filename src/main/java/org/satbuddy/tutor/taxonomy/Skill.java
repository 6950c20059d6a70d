package org.satbuddy.tutor.taxonomy;

import java.util.Optional;

/** A skill within a domain: the finest part of the taxonomy. */
public enum Skill implements Named {
    CENTRAL_IDEAS_AND_DETAILS("CID", "Central Ideas and Details", Domain.INFORMATION_AND_IDEAS),
    INFERENCES("INF", "Inferences", Domain.INFORMATION_AND_IDEAS),
    COMMAND_OF_EVIDENCE_TEXTUAL("COE-T", "Command of Evidence (Textual)", Domain.INFORMATION_AND_IDEAS),
    COMMAND_OF_EVIDENCE_QUANTITATIVE("COE-Q", "Command of Evidence (Quantitative)", Domain.INFORMATION_AND_IDEAS),
    WORDS_IN_CONTEXT("WIC", "Words in Context", Domain.CRAFT_AND_STRUCTURE),
    TEXT_STRUCTURE_AND_PURPOSE("TSP", "Text Structure and Purpose", Domain.CRAFT_AND_STRUCTURE),
    CROSS_TEXT_CONNECTIONS("CTC", "Cross-Text Connections", Domain.CRAFT_AND_STRUCTURE),
    RHETORICAL_SYNTHESIS("SYN", "Rhetorical Synthesis", Domain.EXPRESSION_OF_IDEAS),
    TRANSITIONS("TRA", "Transitions", Domain.EXPRESSION_OF_IDEAS),
    BOUNDARIES("BOU", "Boundaries", Domain.STANDARD_ENGLISH_CONVENTIONS),
    FORM_STRUCTURE_AND_SENSE("FSS", "Form, Structure, and Sense", Domain.STANDARD_ENGLISH_CONVENTIONS),

    LINEAR_EQUATIONS_IN_ONE_VARIABLE("H.A", "Linear equations in one variable", Domain.ALGEBRA),
    LINEAR_FUNCTIONS("H.B", "Linear functions", Domain.ALGEBRA),
    LINEAR_EQUATIONS_IN_TWO_VARIABLES("H.C", "Linear equations in two variables", Domain.ALGEBRA),
    SYSTEMS_OF_LINEAR_EQUATIONS("H.D", "Systems of two linear equations in two variables", Domain.ALGEBRA),
    LINEAR_INEQUALITIES("H.E", "Linear inequalities in one or two variables", Domain.ALGEBRA),
    EQUIVALENT_EXPRESSIONS("P.A", "Equivalent expressions", Domain.ADVANCED_MATH),
    NONLINEAR_EQUATIONS(
            "P.B",
            "Nonlinear equations in one variable and systems of equations in two variables",
            Domain.ADVANCED_MATH),
    NONLINEAR_FUNCTIONS("P.C", "Nonlinear functions", Domain.ADVANCED_MATH),
    RATIOS_RATES_AND_UNITS(
            "Q.A", "Ratios, rates, proportional relationships, and units", Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    PERCENTAGES("Q.B", "Percentages", Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    ONE_VARIABLE_DATA(
            "Q.C",
            "One-variable data: Distributions and measures of center and spread",
            Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    TWO_VARIABLE_DATA("Q.D", "Two-variable data: Models and scatterplots", Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    PROBABILITY("Q.E", "Probability and conditional probability", Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    INFERENCE_FROM_SAMPLES(
            "Q.F", "Inference from sample statistics and margin of error", Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    EVALUATING_STATISTICAL_CLAIMS(
            "Q.G",
            "Evaluating statistical claims: Observational studies and experiments",
            Domain.PROBLEM_SOLVING_AND_DATA_ANALYSIS),
    AREA_AND_VOLUME("S.A", "Area and volume", Domain.GEOMETRY_AND_TRIGONOMETRY),
    LINES_ANGLES_AND_TRIANGLES("S.B", "Lines, angles, and triangles", Domain.GEOMETRY_AND_TRIGONOMETRY),
    RIGHT_TRIANGLES_AND_TRIGONOMETRY("S.C", "Right triangles and trigonometry", Domain.GEOMETRY_AND_TRIGONOMETRY),
    CIRCLES("S.D", "Circles", Domain.GEOMETRY_AND_TRIGONOMETRY);

    private final String code;
    private final String title;
    private final String slug;
    private final Domain domain;

    Skill(String code, String title, Domain domain) {
        this.code = code;
        this.title = title;
        this.slug = Slugs.slug(title);
        this.domain = domain;
    }

    /** Finds a skill by its code, slug or title. Case and punctuation are ignored. */
    public static Optional<Skill> find(String text) {
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

    public Domain domain() {
        return domain;
    }

    public Section section() {
        return domain.section();
    }

    /** Whether a question on this skill needs a passage. Every skill of Reading and Writing does. */
    public boolean needsPassage() {
        return section() == Section.READING_AND_WRITING;
    }
}
