"""Exact tests, intervals, pooling and decompositions: arrays of counts in, numbers out."""

from wardtoboard.inference.boundary import at_most_ratio
from wardtoboard.inference.clustered import clustered_covariance
from wardtoboard.inference.decomposition import RateAndComposition, kitagawa, shapley_product
from wardtoboard.inference.discrete_hazard import DiscreteHazard, hazard_regression
from wardtoboard.inference.estimate import Estimate
from wardtoboard.inference.exact import OddsRatios, conditional_odds_ratios
from wardtoboard.inference.exact_p import ExactP, exact_p_values, smallest_attainable_p
from wardtoboard.inference.firth import FirthFit, firth_logistic
from wardtoboard.inference.incidence import (
    Curve,
    cumulative_chances,
    cumulative_incidence,
    kaplan_meier,
    median_time,
)
from wardtoboard.inference.logrank import LogRank, logrank
from wardtoboard.inference.multiplicity import benjamini_hochberg, holm
from wardtoboard.inference.observed_expected import gamma_shrunken_ratio, marshall_shrunken_ratios
from wardtoboard.inference.organisations import AcrossOrganisations, pool_organisations
from wardtoboard.inference.pooling import (
    Contrast,
    Pooled,
    RandomEffects,
    contrast,
    inverse_variance_pool,
    log_odds_ratios,
    random_effects_pool,
)
from wardtoboard.inference.power import coverage, minimum_detectable_odds_ratio, power
from wardtoboard.inference.proportions import clopper_pearson, jeffreys, wilson
from wardtoboard.inference.rates import rate, rate_ratio
from wardtoboard.inference.score_ratio import proportion_ratio
from wardtoboard.inference.shrinkage import (
    ShrunkenOddsRatios,
    probability_below,
    shrunken_odds_ratios,
)
from wardtoboard.inference.stationary import stationary_odds
from wardtoboard.inference.stratified import (
    ChiSquared,
    breslow_day,
    cochran_mantel_haenszel,
    mantel_haenszel,
)

__all__ = [
    "AcrossOrganisations",
    "ChiSquared",
    "Contrast",
    "Curve",
    "DiscreteHazard",
    "Estimate",
    "ExactP",
    "FirthFit",
    "LogRank",
    "OddsRatios",
    "Pooled",
    "RandomEffects",
    "RateAndComposition",
    "ShrunkenOddsRatios",
    "at_most_ratio",
    "benjamini_hochberg",
    "breslow_day",
    "clopper_pearson",
    "clustered_covariance",
    "cochran_mantel_haenszel",
    "conditional_odds_ratios",
    "contrast",
    "coverage",
    "cumulative_chances",
    "cumulative_incidence",
    "exact_p_values",
    "firth_logistic",
    "gamma_shrunken_ratio",
    "hazard_regression",
    "holm",
    "inverse_variance_pool",
    "jeffreys",
    "kaplan_meier",
    "kitagawa",
    "log_odds_ratios",
    "logrank",
    "mantel_haenszel",
    "marshall_shrunken_ratios",
    "median_time",
    "minimum_detectable_odds_ratio",
    "pool_organisations",
    "power",
    "probability_below",
    "proportion_ratio",
    "random_effects_pool",
    "rate",
    "rate_ratio",
    "shapley_product",
    "shrunken_odds_ratios",
    "smallest_attainable_p",
    "stationary_odds",
    "wilson",
]
