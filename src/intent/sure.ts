/** Thresholds of an act's probability, measured on held-out hands: docs/evaluation-log.md. */

/** Probability of an act from which it is taken for meant. */
export const LIKELY = 0.6
/** Probability of an act from which it is done unasked. */
export const SURE = 0.8
/** Probability from which agreement is acted on: it files or sends, so it takes more than `SURE`. */
export const CERTAIN = 0.92
/** Probability from which words are a wish of their own, whatever stands open. */
export const OWN = 0.7
/** Probability below which nobody means it; a meaning above it stands in the way of doing another unasked. */
export const HARDLY = 0.15
