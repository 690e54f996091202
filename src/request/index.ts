/** From what was read to what is asked of the ledger: candidates, and which of them is meant. */

export { answererOf } from './answer.ts'
export { type Candidate, propose } from './propose.ts'
export { loadWeights, type Weights } from './score.ts'
export { MARGIN, type Settled, settle } from './settle.ts'
export { askingText, optionTexts } from './text.ts'
export { isOfLedger } from './whose.ts'
