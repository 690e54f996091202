/** What words decide of the figures of a list, clause by clause: read from their verbs and negations, apart from any classifier. */
import { answerIn, clausesOf, marksIn, type Small, type Span, spansIn, type Utterance } from '../../language/index.ts'
import { pickIn } from '../rules/picked.ts'

/** `keep`: it is not to pass (不过, 先别通过); `spare`: it is not to be returned; `mixed`: clauses differ, of several */
export type ReviewVerdict = 'pass' | 'keep' | 'return' | 'spare' | 'mixed'

/** By what they are said of: those that are named, and the others (or all); undefined where no word decides. */
export type Verdicts = Readonly<Partial<Record<'named' | 'others', ReviewVerdict>>>

/**
 * The verdicts of a message. A clause that names nothing goes on about what the clause before named.
 * @param read reads a part of the words by itself, so that a plain yes or no can be told behind a name
 */
export function verdictsIn(said: Utterance, read?: (words: string) => Utterance): Verdicts {
  const told: Partial<Record<'named' | 'others', ReviewVerdict>> = {}
  let subject: keyof Verdicts | undefined
  // words that are small throughout make no clause: 都不过
  const clauses = clausesOf(said)
  for (const clause of clauses.length > 0 ? clauses : [said]) {
    const isNamed = namesIn(clause).length > 0 || pickIn(clause)?.by === 'row'
    const verb = verbsIn(clause).at(-1)
    const isOfRest = marksIn(clause, 'others').length > 0 || (!subject && verb && isOfEvery(clause))
    const verdict = verb ?? (isNamed || subject ? answered(clause, read) : undefined)
    if (isNamed && isExcepting(clause)) {
      told.named = 'keep'
      if (verb) told.others = verb
      subject = undefined
      continue
    }
    const isOther = isNamed && subject === 'named'
    subject = isNamed ? 'named' : isOfRest ? 'others' : subject
    if (subject && verdict) told[subject] = isOther && told.named !== verdict ? 'mixed' : verdict
  }
  return told
}

const namesIn = (said: Utterance): readonly Span[] => [
  ...spansIn(said, 'indicator').filter(({ latent }) => !latent),
  ...spansIn(said, 'region'),
  ...spansIn(said, 'parts').filter(({ found }) => found.but),
]

const isOfEvery = (said: Utterance): boolean =>
  marksIn(said, 'every').length > 0 || spansIn(said, 'measure').some(({ found }) => found.holds === 'every')

const isExcepting = (said: Utterance): boolean =>
  marksIn(said, 'except', 'excepted', 'besides').length > 0 || spansIn(said, 'parts').some(({ found }) => found.but)

/** What each verb of passing or returning decides, turned round where it is denied. */
const verbsIn = (said: Utterance): ReviewVerdict[] =>
  [...passing(said), ...returning(said)]
    .sort((a, b) => a.at - b.at)
    .map(({ at, isReturn, not }) =>
      isDenied(said, at) !== not ? (isReturn ? 'spare' : 'keep') : isReturn ? 'return' : 'pass',
    )

interface Verb {
  readonly at: number
  readonly isReturn: boolean
  /** it is denied within the word */
  readonly not: boolean
}

/** 过 behind a verb (核过了, 审过) only tells that it was done. */
const passing = (said: Utterance): Verb[] => {
  const strange = spansIn(said, 'unread').filter(
    (one) => !said.small.some(({ at, end }) => at === one.at && end === one.end),
  )
  const isBehindVerb = (at: number): boolean =>
    [...spansIn(said, 'act'), ...spansIn(said, 'measure'), ...strange].some(({ end }) => end === at)
  const isDone = (end: number): boolean => marksIn(said, 'done').some(({ at }) => at === end)
  const verbs = [
    ...marksIn(said, 'done').filter(({ at }) => said.raw.charAt(at) === PASSES && !isBehindVerb(at)),
    ...spansIn(said, 'act').filter(({ found, end }) => found.act === 'approve' && !isDone(end)),
  ]
  return [
    ...verbs.map(({ at }) => ({ at, isReturn: false, not: false })),
    ...endingDenied(said).map(({ at }) => ({ at, isReturn: false, not: true })),
    ...statesIn(said, 'accepted').map((one) => ({ ...one, isReturn: false })),
  ]
}
/** 都不过: 不过 is a conjunction at the head of a clause alone. */
const endingDenied = (said: Utterance): Small[] => {
  const heads = [0, ...said.breaks]
  return said.small.filter(
    (one) => isDenial(one, said) && said.raw.slice(one.at, one.end).endsWith(PASSES) && !heads.includes(one.at),
  )
}
const statesIn = (said: Utterance, is: string) =>
  spansIn(said, 'measure').flatMap(({ at, found }) => (found.is === is ? [{ at, not: found.not === true }] : []))
const PASSES = '过'

const returning = (said: Utterance): Verb[] =>
  [
    ...spansIn(said, 'act').flatMap(({ at, found }) => (found.act === 'return' ? [{ at, not: false }] : [])),
    ...statesIn(said, 'returned'),
  ].map((one) => ({ ...one, isReturn: true }))

/** Whether an odd number of negations reaches the verb: back to what is not read, over names and small words. */
function isDenied(said: Utterance, verb: number): boolean {
  const tokens = [...said.small, ...(said.readings[0]?.spans ?? []).filter(({ found }) => found.kind !== 'unread')]
  let [at, denials] = [verb, 0]
  for (;;) {
    const before = tokens.filter(({ end }) => end === at).sort((a, b) => a.at - b.at)[0]
    if (!before || before.at >= at || said.breaks.includes(at)) return denials % 2 === 1
    at = before.at
    if (isDenial(before, said)) denials += 1
  }
}
const isDenial = (one: Span | Small, { raw }: Utterance): boolean =>
  ('part' in one && DENIES.has(one.part.kind)) ||
  (('part' in one || DENIES.has(one.found.kind)) && NEGATES.has(raw.charAt(one.at)))
const DENIES: ReadonlySet<string> = new Set(['not', 'forbid', 'repair', 'polar'])
/** Closed class: what a word that denies begins with. */
const NEGATES = new Set('不别没勿未甭莫')

/** What is left behind the name, or behind small words there, as a plain yes or no: 高企的可以, 园区数没问题. */
function answered(clause: Utterance, read?: (words: string) => Utterance): ReviewVerdict | undefined {
  const spans = clause.readings[0]?.spans ?? []
  const ends = [...spans, ...clause.small].map(({ end }) => end)
  const from = Math.min(...spans.map(({ at }) => at), ...clause.small.map(({ at }) => at))
  let at = Math.max(from, ...namesIn(clause).map(({ end }) => end))
  const to = Math.max(...ends)
  while (read && at < to) {
    const answer = answerIn(read(clause.raw.slice(at, to)))
    if (answer) return answer.says === 'yes' ? 'pass' : 'keep'
    const small = clause.small.find((one) => one.at === at && !isDenial(one, clause))
    if (!small) return undefined
    at = small.end
  }
  return undefined
}
