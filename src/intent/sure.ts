/**
 * Thresholds of the probability of an act: from there on it is taken for meant, and from there on it is done unasked.
 * Agreement files or sends, so it takes more. Measured on held-out hands: docs/evaluation-log.md.
 */
export const LIKELY = 0.6
export const SURE = 0.8
export const CERTAIN = 0.92
/** So likely a wish of its own, by what words mean whatever is open. */
export const OWN = 0.7
/** Less likely than that nobody means it; what is as likely stands in the way of what is done unasked. */
export const HARDLY = 0.15
