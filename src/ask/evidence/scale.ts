/**
 * The one scale on which asking weighs and compares: shares of a question, or of a word, that something holds.
 *
 * Sixty bounds of their own lay between these steps, each set on a set of its own; put on the steps they answer as well
 * (docs/evaluation-log.md). A new bound is one of these, or is measured.
 */

/** All but a different word. */
export const NEARLY = 0.85
export const MOSTLY = 0.7
export const MAINLY = 0.6
export const HALF = 0.5
/** Enough to be about the same. */
export const PARTLY = 0.45
/** Enough to be told from words that any question has. */
export const LITTLE = 0.3
/** What decides between two that are alike otherwise. */
export const TRACE = 0.15
/** What decides where nothing else does. */
export const TINY = 0.02
