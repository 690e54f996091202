/** Small raised figures: m², and marks of notes, which must not read as the last digit of the figure before them. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Digits as superscripts, as the text refers to its notes: 12 → ¹². Other characters stay. */
export const raised = (text: string): string => text.replace(/\d/g, (digit) => RAISED[Number(digit)] ?? digit)
