package lockpick.report.result;

import java.util.OptionalDouble;
import lockpick.study.measure.Estimate;

/**
 * What a method comes to without a choice among the things it tries beside each other: the mean over the draws of the
 * selected candidate, or over all variants at its learning rate and budget where nothing was drawn.
 *
 * @param variants how many of each seed, at least 2
 * @param test of each seed's mean over them
 * @param gap the recovered share of the gap
 */
public record VariantMean(int variants, Estimate test, OptionalDouble gap) {}
