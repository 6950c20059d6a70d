package org.satbuddy.tutor.question.math;

import static org.satbuddy.tutor.question.math.Template.choice;
import static org.satbuddy.tutor.question.math.Template.typed;
import static org.satbuddy.tutor.taxonomy.Difficulty.EASY;
import static org.satbuddy.tutor.taxonomy.Difficulty.HARD;
import static org.satbuddy.tutor.taxonomy.Difficulty.MEDIUM;
import static org.satbuddy.tutor.taxonomy.Skill.*;

import java.util.List;

/** All templates. Every Math skill has at least one. */
public final class MathTemplates {

    private static final List<Template> ALL = List.of(
            typed("solve-one-variable", LINEAR_EQUATIONS_IN_ONE_VARIABLE, OneVariableEquations::solve),
            typed("value-of-expression", LINEAR_EQUATIONS_IN_ONE_VARIABLE, OneVariableEquations::expression),
            typed("linear-function-values", LINEAR_FUNCTIONS, LinearFunctions::values),
            choice("linear-model-meaning", LINEAR_FUNCTIONS, LinearFunctions::meaning)
                    .only(EASY, MEDIUM),
            typed("lines", LINEAR_EQUATIONS_IN_TWO_VARIABLES, TwoVariableEquations::lines),
            choice("purchase-model", LINEAR_EQUATIONS_IN_TWO_VARIABLES, TwoVariableEquations::model)
                    .only(EASY, MEDIUM),
            typed("linear-systems", SYSTEMS_OF_LINEAR_EQUATIONS, LinearSystems::solve),
            typed("inequality-bounds", LINEAR_INEQUALITIES, LinearInequalities::bounds),
            choice("inequality-points", LINEAR_INEQUALITIES, LinearInequalities::points)
                    .only(MEDIUM, HARD),
            typed("coefficients", EQUIVALENT_EXPRESSIONS, EquivalentExpressions::coefficient),
            typed("exponents", EQUIVALENT_EXPRESSIONS, EquivalentExpressions::exponent),
            choice("rewriting", EQUIVALENT_EXPRESSIONS, EquivalentExpressions::rewrite),
            typed("quadratic-equations", NONLINEAR_EQUATIONS, NonlinearEquations::quadraticEquation),
            typed("absolute-values-and-roots", NONLINEAR_EQUATIONS, NonlinearEquations::inverse),
            typed("line-and-parabola", NONLINEAR_EQUATIONS, NonlinearEquations::lineAndParabola)
                    .only(MEDIUM, HARD),
            typed("parabolas", NONLINEAR_FUNCTIONS, NonlinearFunctions::parabola),
            typed("exponential-functions", NONLINEAR_FUNCTIONS, NonlinearFunctions::exponential),
            choice("exponential-model-meaning", NONLINEAR_FUNCTIONS, NonlinearFunctions::model),
            typed("proportions", RATIOS_RATES_AND_UNITS, RatiosAndRates::proportion),
            typed("percentages", PERCENTAGES, Percentages::percent),
            typed("centers", ONE_VARIABLE_DATA, OneVariableData::center),
            choice("changed-data", ONE_VARIABLE_DATA, OneVariableData::effect).only(MEDIUM, HARD),
            typed("best-fit", TWO_VARIABLE_DATA, TwoVariableData::bestFit),
            typed("two-way-table", PROBABILITY, Probability::twoWayTable),
            typed("bag", PROBABILITY, Probability::bag).only(EASY, MEDIUM),
            typed("estimates", INFERENCE_FROM_SAMPLES, SampleInference::estimate),
            choice("conclusions", INFERENCE_FROM_SAMPLES, SampleInference::conclusion)
                    .only(MEDIUM, HARD),
            choice("study-designs", EVALUATING_STATISTICAL_CLAIMS, StatisticalClaims::design),
            typed("area-and-volume", AREA_AND_VOLUME, AreaAndVolume::measure),
            typed("angles-and-triangles", LINES_ANGLES_AND_TRIANGLES, AnglesAndTriangles::angles),
            typed("right-triangles", RIGHT_TRIANGLES_AND_TRIGONOMETRY, RightTriangles::triangle),
            choice("special-triangles", RIGHT_TRIANGLES_AND_TRIGONOMETRY, RightTriangles::special)
                    .only(MEDIUM, HARD),
            typed("circles", CIRCLES, Circles::equation),
            choice("circle-equations", CIRCLES, Circles::center).only(EASY, MEDIUM));

    private MathTemplates() {}

    public static List<Template> all() {
        return ALL;
    }
}
