/** From what was read to what is asked of the ledger: candidates, and which of them is meant. */

export { asksOfActs } from './acts.ts'
export { type Said, saysOfOthers } from './facts/said.ts'
export { propose, type QueryCandidate } from './propose.ts'
export { type Heard, type Questions, questionsOf } from './questions.ts'
export { loadWeights, type Weights } from './score.ts'
export { type AskBack, MARGIN, type SettledQuestion, settle } from './settle.ts'
export { inBaseUnit } from './slots/unit.ts'
export { askingCard, askingText, optionTexts } from './text.ts'
export { accountOf } from './whose.ts'
