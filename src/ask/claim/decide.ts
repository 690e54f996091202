/** What may be said of a claim, held against all that the cited documents state. */
import { keptOf } from '../words/kept.ts'
import { pairsOf } from '../words/normalise.ts'
import type { Claimed } from './claimed.ts'
import { compare, faultsOf } from './compare.ts'
import { type ClaimFit, subjectFit } from './fit.ts'
import { isComparable, isEqual } from './quantity.ts'
import type { SourceStatement } from './stated.ts'
import type { ClaimVerdict, ComparisonContext } from './verdict.ts'

export interface Decision {
  readonly comparison: ClaimVerdict
  /** the statement that it was held against; undefined where there is none on the subject */
  readonly stated: SourceStatement | undefined
  /** the statement has the very figure that is claimed */
  readonly isSaid?: true
}

/** A claim is a sentence; what is longer is laid over nothing. */
const LONGEST = 160

const UNKNOWN: Decision = { comparison: { is: 'unsure', field: 'subject' }, stated: undefined }

/**
 * The claim against the statement that names its subject best.
 *
 * Of several that name it alike (the goals of two years) one that agrees is enough. Where the same figure stands with
 * another statement that fits, the claim is not called wrong: which of them was meant cannot be told.
 */
export function decide(
  claimed: Claimed,
  statements: readonly SourceStatement[],
  meaning: ComparisonContext = {},
): Decision {
  if (claimed.words.length > LONGEST) return UNKNOWN
  const ranked = shortlist(claimed, statements)
    .map((stated) => ({ stated, fit: subjectFit(claimed, stated, meaning) }))
    .sort((a, b) => a.fit.cost - b.fit.cost || b.fit.named - a.fit.named)
  const [first] = ranked
  if (!first) return UNKNOWN
  const only = ranked.filter(({ fit }) => isNamed(fit)).length === 1
  const tied = ranked
    .filter(({ fit }) => fit.cost <= first.fit.cost + ALIKE && fit.named >= first.fit.named - LESS_NAMED)
    .map(({ stated }): Decision & { stated: SourceStatement } => ({
      stated,
      comparison: compare(claimed, stated, { ...meaning, only }),
    }))
  const agreed = tied.find(({ comparison }) => comparison.is === 'agrees')
  if (agreed) return agreed
  const doubtful = tied.find(({ stated, comparison }) => comparison.is === 'unsure' && isSaid(claimed, stated))
  if (doubtful) return { ...doubtful, isSaid: true }
  // Without its unit 1.2万 may be of any that has the number.
  const another = claimed.figure?.unit === '' && ranked.find(({ stated }) => isSaid(claimed, stated))
  if (another) return { comparison: UNKNOWN.comparison, stated: another.stated, isSaid: true }
  // Of the goals of two years the one that the claim is nearer to is meant.
  const [best = UNKNOWN] = tied
    .map((one) => ({ ...one, faults: faultsOf(claimed, one.stated, meaning).length }))
    .sort((a, b) => a.faults - b.faults)
  return best
}

const SHORT = 12

/** The statements worth a closer look: those whose subjects share most with the claim's words, and those with its figure. */
function shortlist(claimed: Claimed, statements: readonly SourceStatement[]): SourceStatement[] {
  const said = pairsOf(claimed.words)
  const counted = statements
    .filter((one) => (claimed.figure === undefined) === (one.figure === undefined))
    .map((stated) => ({ stated, shared: said.filter((pair) => pairsIn(stated).has(pair)).length }))
    .sort((a, b) => b.shared - a.shared)
  return counted.filter(({ stated }, at) => at < SHORT || isSaid(claimed, stated)).map(({ stated }) => stated)
}

const pairsIn = keptOf(({ subjects }: SourceStatement) => new Set(subjects.flatMap(pairsOf)))

/** Two statements that differ by no more name the subject alike: a word of one stands around the other. */
const ALIKE = 6
const LESS_NAMED = 25

/** Every word of the claim stands in the subject itself. */
const isNamed = ({ missing, said, around }: ClaimFit): boolean =>
  missing.length === 0 && said.length > 0 && around === 0

const isSaid = (claimed: Claimed, { figure }: SourceStatement): boolean =>
  claimed.figure !== undefined &&
  figure !== undefined &&
  isComparable(claimed.figure, figure) &&
  isEqual(claimed.figure, figure)
