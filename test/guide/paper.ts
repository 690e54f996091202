/** The rules of reporting as the program has them, over an office of one's own. */
import { paperOf } from '../../src/guide/index.ts'
import type { Terms } from '../../src/guide/rules/terms.ts'
import { REMINDING_LIMITS } from '../../src/remind/index.ts'
import { EVIDENCE_LIMITS, LIMITS } from '../../src/report/index.ts'
import { whole } from '../invented.ts'

export const terms: Terms = {
  plan: whole.plan,
  reporting: { ...LIMITS, evidence: EVIDENCE_LIMITS },
  reminding: REMINDING_LIMITS,
  levels: whole.regions.levels,
}

export const paper = paperOf(terms)
