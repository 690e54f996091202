/** What a message as a whole consists of: whether it says this, and nothing besides. */
import type { Found, Small, Span, Utterance } from './found.ts'
import type { Mark } from './piece.ts'
import { clausesBy, groupedBy, type Stretch, within } from './stretch.ts'

type Kind = Found['kind']
type Told<K extends Kind> = Span & { readonly found: Extract<Found, { readonly kind: K }> }

/** Unread words shorter than this are nearly always particles. */
const WORTH_READING = 2

/** The small words that stand for themselves in an answer: 亩, 累计的, 除了. */
export type MarkKind = Mark['kind']

const best = ({ readings }: Utterance): readonly Span[] => readings[0]?.spans ?? []

/**
 * The spans of a kind in the best reading, in the message's order. Latent spans, which count only where an answer is
 * waited for, are among them.
 */
export const spansIn = <K extends Kind>(said: Utterance, kind: K): Told<K>[] =>
  (byKind(said).get(kind) ?? []).filter((span): span is Told<K> => span.found.kind === kind)

const known = new WeakMap<Utterance, ReadonlyMap<Kind, readonly Span[]>>()

/** Everyone who is asked about a message looks for some kinds in it. */
function byKind(said: Utterance): ReadonlyMap<Kind, readonly Span[]> {
  const made = known.get(said) ?? groupedBy(best(said), ({ found }) => found.kind)
  known.set(said, made)
  return made
}

/** Whether a message says an amount as a supposition: 如果安吉报10家, 安吉报10家的话. */
export function supposesFigure(said: Utterance): boolean {
  const clauseOf = clausesBy(said.breaks)
  return supposingsIn(said).some((mark) => spansIn(said, 'amount').some(({ at }) => clauseOf(at) === clauseOf(mark.at)))
}

/** Whether a message supposes anything: 如果不对，改成12家. */
export const supposes = (said: Utterance): boolean => supposingsIn(said).length > 0

const supposingsIn = ({ small }: Utterance) =>
  small.filter(({ part }) => part.kind === 'filler' && part.as === 'suppose')

/** Whether every span of a message is of these kinds, and no word stayed unread. */
export const consistsOf = (said: Utterance, ...kinds: readonly Kind[]): boolean =>
  best(said).every(({ at, end, found, latent }) =>
    found.kind === 'unread' ? end - at < WORTH_READING && found.like === 'other' : latent || kinds.includes(found.kind),
  )

/** The clauses of a message, as they were typed. */
export function clauseWords({ raw, breaks }: Pick<Utterance, 'raw' | 'breaks'>): string[] {
  const ends = [...breaks, raw.length]
  return ends.map((end, n) => withoutSigns(raw.slice(n === 0 ? 0 : ends[n - 1], end))).filter((one) => one !== '')
}

/** From the first to the last character that is no sign and no blank. */
function withoutSigns(words: string): string {
  const says = [...words.matchAll(WORD)]
  const [first, last] = [says[0], says.at(-1)]
  return first && last ? words.slice(first.index, last.index + last[0].length) : ''
}
const WORD = /[^\s\p{P}]/gu

/** Whether a message has no span of these kinds; a latent span does not count. */
export const tellsNo = (said: Utterance, ...kinds: readonly Kind[]): boolean =>
  kinds.every((kind) => spansIn(said, kind).every(({ latent }) => latent))

/**
 * The small words of these kinds (unit, 累计, 除了) that joined no span, in the message's order, as places in the raw
 * text.
 */
export const marksIn = (
  said: Utterance,
  ...kinds: readonly MarkKind[]
): { readonly at: number; readonly end: number }[] =>
  said.small.filter(({ part }) => (kinds as readonly string[]).includes(part.kind))

/**
 * A unit that is said without its number, with all that touches it: 万 belongs to 万吨标煤.
 * @returns undefined where none is said, or two that differ
 */
export function unitIn(said: Utterance): string | undefined {
  const [mark, ...others] = marksIn(said, 'unit')
  const wordOf = ({ at, end }: Stretch): string => said.raw.slice(at, end)
  if (!mark || others.some((one) => wordOf(one) !== wordOf(mark))) return undefined
  const unread = spansIn(said, 'unread')
  const reach = (one: Stretch): Stretch => {
    const [before, after] = [unread.find(({ end }) => end === one.at), unread.find(({ at }) => at === one.end)]
    return before || after ? reach({ at: before?.at ?? one.at, end: after?.end ?? one.end }) : one
  }
  const { at, end } = reach(mark)
  return said.raw.slice(at, end)
}

/** The spans of words that the reader does not know, without the small words that joined nothing. */
export function unreadIn(said: Utterance): Span[] {
  const isSmall = within(said.small)
  return best(said).filter(
    (span) =>
      span.found.kind === 'unread' &&
      !(span.end - span.at < WORTH_READING && span.found.like === 'other') &&
      !isSmall(span),
  )
}

/** A message divided at its breaks: each clause that has a span, as an utterance of its own. */
export function clausesOf(said: Utterance): Utterance[] {
  const clauseOf = clausesBy(said.breaks)
  const small = groupedBy(said.small, ({ at }) => clauseOf(at))
  return [...groupedBy(best(said), ({ at }) => clauseOf(at))].map(([clause, spans]) => ({
    ...said,
    readings: [{ spans, score: 0 }],
    small: small.get(clause) ?? [],
  }))
}

/**
 * Whether a message says something of these kinds, and nothing besides: what is said in a clause of its own and
 * understood by nobody (懂了，6月的) is beside it.
 */
export function saysOnly(said: Utterance, kinds: readonly Kind[], marks: readonly MarkKind[] = []): boolean {
  const isTold = ({ found, latent }: Span): boolean => !latent && found.kind !== 'unread'
  const told = best(said).filter(isTold)
  const clauseOf = clausesBy(said.breaks)
  const clauses = new Set([...told, ...marksIn(said, ...marks)].map(({ at }) => clauseOf(at)))
  // what only counts things is no unit of a figure: 那批
  const isLoud = ({ part }: Small): boolean => LOUD.has(part.kind) && !(part.kind === 'unit' && part.use !== undefined)
  const strange = said.small.filter((one) => isLoud(one) && !(marks as readonly string[]).includes(one.part.kind))
  return (
    told.length + marksIn(said, ...marks).length > 0 &&
    told.every(({ found }) => kinds.includes(found.kind)) &&
    [...unreadIn(said), ...strange].every(({ at }) => !clauses.has(clauseOf(at)))
  )
}

/** Whether a message answers a question that waits for one of these kinds, and says nothing else; 吧 and 呢 are polite. */
export function answersWith(said: Utterance, kinds: readonly Kind[], marks: readonly MarkKind[] = []): boolean {
  const isPolite = spansIn(said, 'ask').every(({ found }) => found.for === 'whether')
  const isGiven = best(said).some(({ found, latent }) => !latent && kinds.includes(found.kind))
  return isPolite && (isGiven || marksIn(said, ...marks).length > 0) && saysOnly(said, [...kinds, ...POLITE], marks)
}
const POLITE = ['ask', 'topic', 'polar'] as const

/** What corrects, agrees, asks, does or measures is an answer of its own: 园区那个先不报. */
const ANSWERS = ['ask', 'act', 'polar', 'measure', 'compare'] as const

/** Whether a message only tells something, as a reason does: 漏统了1家. An amount alone (哦 16) tells nothing. */
export function tells(said: Utterance): boolean {
  const unread = spansIn(said, 'unread')
  const [begins, ends] = [new Set(unread.map(({ at }) => at)), new Set(unread.map(({ end }) => end))]
  // a unit stands by itself, and is no part of an unknown word
  const isUnit = said.small.some(
    ({ at, end, part }) => (part.kind === 'unit' || part.kind === 'mode') && !ends.has(at) && !begins.has(end),
  )
  const amounts = spansIn(said, 'amount').filter(({ latent }) => !latent)
  const free = unread.reduce((sum, { at, end }) => sum + end - at, 0)
  const isOfAmount = free >= WORTH_READING && spansIn(said, 'indicator').every(({ latent }) => latent)
  // 有一家只拆了半条线: beside what is told, 只 and 再 restrict that
  const isAdverb = ({ found }: Told<'repair'>): boolean =>
    free >= WORTH_READING && (found.how === 'only' || found.how === 'more')
  return (
    !isUnit &&
    ANSWERS.every((kind) => spansIn(said, kind).every(({ latent }) => latent)) &&
    spansIn(said, 'repair').every((one) => one.latent || isAdverb(one)) &&
    (amounts.length === 0 || isOfAmount)
  )
}

/** Small words that say something where they joined nothing. */
const LOUD: ReadonlySet<string> = new Set(['not', 'forbid', 'except', 'others', 'unit', 'comparator', 'limit', 'vague'])

/**
 * A yes or a no. `all`: to everything that waits (全部确认). `doing`: it names the act (提交, 发, 报), and so answers
 * what stands open whatever came between. `sends`: the act is sending (发). `weak`: a no without a word of refusal
 * (不用了).
 */
export type PolarAnswer =
  | { readonly says: 'yes'; readonly all: boolean; readonly doing: boolean; readonly sends: boolean }
  | { readonly says: 'no'; readonly weak: boolean }

/**
 * What a message answers that says yes or no, and nothing else: 好, 发吧, 全部确认; 取消, 不用了.
 * @returns undefined for anything besides, and where it says both
 */
export function answerIn(said: Utterance): PolarAnswer | undefined {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const polar = spansIn(said, 'polar').map(({ found }) => found.says)
  if (acts.length + polar.length === 0 || !consistsOf(said, 'polar', 'act')) return undefined
  if (acts.every((one) => CONFIRMS.has(one)) && polar.every(Boolean)) {
    const isAll = acts.includes('confirm-all') || (acts.length > 0 && marksIn(said, 'every').length > 0)
    return { says: 'yes', all: isAll, doing: acts.length > 0, sends: acts.includes('send') }
  }
  if (acts.every((one) => one === 'cancel') && polar.every((one) => !one))
    return { says: 'no', weak: acts.length === 0 }
  // a word that would be a yes, denied, is a no: 先不发
  if (acts.every((one) => CONFIRMS.has(one)) && polar.some((one) => !one)) return { says: 'no', weak: true }
  return undefined
}

const CONFIRMS: ReadonlySet<string> = new Set(['confirm', 'confirm-all', 'send'])

/** What a message would be about if it were not only an answer. */
const SUBJECTS = ['amount', 'indicator', 'region', 'parts'] as const

/** Whether a message gives up what waits, perhaps with a reason or a time, and speaks of nothing else: 算了下午再说. */
export const letsGo = (said: Utterance): boolean =>
  SUBJECTS.every((kind) => spansIn(said, kind).every(({ latent }) => latent)) &&
  spansIn(said, 'ask').length === 0 &&
  clausesOf(said).some((one) => {
    const [first, ...others] = spansIn(one, 'act').map(({ found }) => found.act)
    return first === 'cancel' && others.every((act) => act === 'cancel' || CONFIRMS.has(act))
  })
