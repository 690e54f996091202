/**
 * Near misses: claims and questions that differ from a document in one field, and the true claims beside them.
 *
 * Made from the facts of any document, so that an office sees where the assistant would be fooled by its own papers.
 */
import type { Answer, Asker } from '../ask/index.ts'
import type { Document } from '../documents/index.ts'
import { type ChangedField, type ComparedPaper, changesOf, loosely, type NearChange } from './near-change.ts'
import { type DutyField, dutiesOf } from './near-duty.ts'
import { type Goal, goalsOf, wordingsOf } from './near-goal.ts'

/** A question or claim about a paper, as the paper has it or with one detail changed. */
export interface NearCase {
  readonly kind: 'claim' | 'question'
  readonly text: string
  /** undefined: as the document has it */
  readonly field?: ChangedField | DutyField
  /** the statement that it is about */
  readonly sentence: string
  readonly label: string
  /** 300家, as the document has it; empty where it is of who does what */
  readonly figure: string
}

const CLAIMS: readonly ((said: string) => string)[] = [
  (said) => `${said}对吧`,
  (said) => `${said}，对吗？`,
  (said) => `我记得${said}，没错吧`,
  (said) => `请确认一下，${said}，是不是？`,
  (said) => `${said}是吧`,
  (said) => `文件里写的是${said}吗`,
  (said) => `${said}，对不对`,
  (said) => `是不是${said}`,
  (said) => `应该是${said}吧`,
  (said) => `我记得是${said}`,
  (said) => `听说${said}？`,
  (said) => `${said}？`,
]

/**
 * Questions and claims with one detail of a paper's goals and duties changed, and true ones beside them.
 * @returns all cases of a document: those of goals, then those of duties, each in reading order; take some with `drawn`
 */
export function nearCasesOf(document: Document): NearCase[] {
  const paper = paperOf(document)
  const goals = paper.goals.flatMap((goal) => [
    ...wordingsOf(goal).flatMap((said) => claimsOf(said, goal)),
    ...changesOf(goal, paper).flatMap((change) => [
      ...falseClaims(change, goal, paper),
      ...falseQuestions(change, goal),
    ]),
  ])
  const duties = dutiesOf(document).flatMap(({ text, field, sentence, label }) =>
    framed(text, { sentence, label, figure: '' }, field),
  )
  return [...goals, ...duties]
}

const about = ({ sentence, label, number, unit }: Goal) => ({ sentence, label, figure: `${number}${unit}` })

const claimsOf = (said: string, goal: Goal, field?: ChangedField): NearCase[] => framed(said, about(goal), field)

const framed = (
  said: string,
  where: Pick<NearCase, 'sentence' | 'label' | 'figure'>,
  field: NearCase['field'],
): NearCase[] => CLAIMS.map((frame) => ({ kind: 'claim', text: frame(said), ...(field && { field }), ...where }))

const falseClaims = (change: NearChange, goal: Goal, paper: ComparedPaper): NearCase[] =>
  [...wordingsOf(change.goal), ...loosely(change, goal, paper).map((one) => wordingsOf(one)[0] ?? '')].flatMap((said) =>
    claimsOf(change.added ? `${said}，${change.added}` : said, goal, change.field),
  )

/** Fields that a question can pin down without naming the figure. */
const ASKED: ReadonlySet<ChangedField> = new Set(['year', 'level', 'place', 'share'])

function falseQuestions({ field, goal: changed }: NearChange, goal: Goal): NearCase[] {
  if (!ASKED.has(field)) return []
  const { period, scope, object, unit } = changed
  return [`${period}${scope}${object}是多少`, `${period}${scope}${object}要达到多少${unit}？`].map((text) => ({
    kind: 'question' as const,
    text,
    field,
    ...about(goal),
  }))
}

function paperOf(document: Document): ComparedPaper {
  const text = document.text.replace(/\s/g, '')
  const own = [...(document.years ?? []), ...(document.year ? [document.year] : [])]
  const [from = 0, to = from] = document.years ?? []
  const between = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
  const level = [...`${document.issuer ?? ''}${document.title}`].find((char) => '省市县'.includes(char)) ?? ''
  return { text, goals: goalsOf(document), years: [...new Set([...own, ...between])], level }
}

/**
 * So many cases of a document, spread over its goals and fields; the same each time for one seed.
 *
 * @param seed whole number
 */
export function drawn(cases: readonly NearCase[], count: number, seed: number): NearCase[] {
  const chance = seeded(seed)
  const groups = new Map<string, NearCase[]>()
  for (const one of cases) {
    const key = `${one.field ?? 'true'} ${one.kind} ${one.sentence} ${one.figure}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const rest = [...groups.values()].map((group) => shuffled(group, chance))
  const out: NearCase[] = []
  while (out.length < count && rest.some((group) => group.length > 0))
    for (const group of shuffled(rest, chance)) {
      const one = group.pop()
      if (one && out.length < count) out.push(one)
    }
  return out
}

function shuffled<T>(all: readonly T[], chance: () => number): T[] {
  const out = [...all]
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1))
    ;[out[at], out[other]] = [out[other] as T, out[at] as T]
  }
  return out
}

/** mulberry32: small, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const YES = ['是', '有', '对', '对的', '是的', '没错', '可以', '能', '会', '需要', '属于', '算', '正确']
/** What tells that the document has it otherwise, or only shows its words. */
const CORRECTED = ['不是', '文件写的是', '文件没有', '文件该处没有']

const DENIED = ['不是', '文件没有']

const firstLine = ({ text }: Answer): string => text.split('\n')[0] ?? ''
const isYes = (line: string): boolean =>
  YES.some((word) => line.startsWith(`${word}，`) || line.startsWith(`${word}。`))

/** A claim that does not hold was confirmed, or a question answered with the figure of another year, place or whole. */
export function isFooled(one: NearCase, answer: Answer): boolean {
  if (one.field === undefined || answer.status !== 'answered') return false
  const line = firstLine(answer)
  if (one.kind === 'claim') return isYes(line)
  return line.replace(/\s/g, '').includes(one.figure) && !CORRECTED.some((word) => line.startsWith(word))
}

/** Whether an answer confirms a claim: it is answered, and says yes in its first line. */
export const isConfirmed = (answer: Answer): boolean => answer.status === 'answered' && isYes(firstLine(answer))

/** How often changed claims were taken for true, and true ones were denied. */
export interface NearScore {
  /** near misses asked */
  readonly asked: number
  readonly fooled: readonly { readonly one: NearCase; readonly answer: Answer }[]
  /** true claims asked, and those confirmed */
  readonly claims: number
  readonly confirmed: number
  /** true claims that were contradicted */
  readonly denied: readonly { readonly one: NearCase; readonly answer: Answer }[]
  readonly unconfirmed: readonly { readonly one: NearCase; readonly answer: Answer }[]
}

/** True claims are asked beside the near misses, so that one who confirms nothing does not pass for careful. */
const TRUE_SHARE = 5

/**
 * Score of cases drawn from one paper.
 *
 * @param most near misses asked; true claims are asked up to a fifth of that
 * @param seed of the draw
 */
export function scorePaper(document: Document, asker: Pick<Asker, 'ask'>, most: number, seed: number): NearScore {
  const cases = nearCasesOf(document)
  const [near, claims] = [cases.filter(({ field }) => field), cases.filter(({ field }) => !field)]
  return scoreNear([...drawn(near, most, seed), ...drawn(claims, Math.ceil(most / TRUE_SHARE), seed)], asker)
}

/** How often a question with one changed detail is answered as if it were true, and a true claim is denied. */
export function scoreNear(cases: readonly NearCase[], asker: Pick<Asker, 'ask'>): NearScore {
  const asked = cases.map((one) => ({ one, answer: asker.ask({ question: one.text }) }))
  const near = asked.filter(({ one }) => one.field !== undefined)
  const claims = asked.filter(({ one }) => one.field === undefined)
  const unconfirmed = claims.filter(({ answer }) => !isConfirmed(answer))
  return {
    asked: near.length,
    fooled: near.filter(({ one, answer }) => isFooled(one, answer)),
    claims: claims.length,
    confirmed: claims.length - unconfirmed.length,
    denied: unconfirmed.filter(({ answer }) => DENIED.some((word) => firstLine(answer).startsWith(word))),
    unconfirmed,
  }
}
