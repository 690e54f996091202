/** What one reading said, by kind, and which of it a request has made use of. */
import type { Found, Reading, Span, Utterance } from '../../language/index.ts'
import type { Measure } from '../../office/measure.ts'
import type { Deed } from '../../query/index.ts'

/** The kinds of spans. */
export type SpanKind = Found['kind']
/** What a span of one kind holds. */
export type Of<K extends SpanKind> = Extract<Found, { readonly kind: K }>
/** A span of one kind, with its place. */
export type Told<K extends SpanKind> = Span & { readonly found: Of<K> }

/**
 * Whether an amount is told of others, where nobody says for whom he reports: 六月涨了三家，都是安吉的; 比我们多20家.
 * @param spans of one reading
 */
export function saysOfOthers(spans: readonly Span[]): boolean {
  const firm = spans.filter(({ latent }) => !latent)
  const of = (...kinds: SpanKind[]) => firm.filter(({ found }) => kinds.includes(found.kind))
  const places = of('region')
  const [last] = of('amount').slice(-1)
  const isHeld = firm.some(({ found }) => found.kind === 'own' && found.versus)
  const isBehind = places.length > 0 && places.every(({ at }) => last !== undefined && at >= last.end)
  return last !== undefined && of('for', 'act').length === 0 && (isHeld || isBehind)
}

const BY_ACT: Readonly<Record<string, Deed>> = {
  remind: 'remind',
  // 提醒我
  snooze: 'remind',
  approve: 'accept',
  return: 'return',
  undo: 'undo',
  correct: 'correct',
  report: 'report',
}
const BY_STATE: Readonly<Record<string, Deed>> = {
  accepted: 'accept',
  returned: 'return',
  received: 'receive',
  locked: 'lock',
}

/**
 * What was done in the office that a word may name: by its state it is done (退回了), by its act only where that is said (催).
 */
export function deedOf(found: Found): { readonly deed: Deed; readonly isDone: boolean } | undefined {
  if (found.kind === 'act') {
    const deed = BY_ACT[found.act]
    return deed && { deed, isDone: false }
  }
  if (found.kind !== 'measure' || found.not) return undefined
  const { measure, is } = found
  if (measure === 'state') {
    const deed = BY_STATE[String(is)]
    return deed && { deed, isDone: true }
  }
  if (measure === 'corrections' && is === true) return { deed: 'correct', isDone: true }
  return (measure === 'reported' && is === true) || measure === 'reportedBy'
    ? { deed: 'report', isDone: true }
    : undefined
}

/** What says nothing about figures: its not being used is no sign of a misreading. */
const BESIDE: ReadonlySet<SpanKind> = new Set(['polar', 'clock', 'topic'])

/** What stands between the spans: where clauses end, and the marks that joined nothing. */
type Around = Pick<Utterance, 'breaks' | 'small'>
const NOTHING: Around = { breaks: [], small: [] }
const NONE: readonly Span[] = []

/**
 * A reading of a message while a query is made of it: its spans by kind, and which of them have been used. What stays
 * unused in the end was not answered.
 */
export class Said {
  readonly reading: Reading
  private readonly spans: readonly Span[]
  private readonly around: Around
  private readonly used = new Set<Span>()
  private readonly firmBy = new Map<SpanKind, Span[]>()
  private readonly latentBy = new Map<SpanKind, Span[]>()

  constructor(reading: Reading, around: Around = NOTHING) {
    this.reading = reading
    this.spans = reading.spans
    this.around = around
    for (const span of this.spans) {
      const by = span.latent ? this.latentBy : this.firmBy
      const same = by.get(span.found.kind)
      if (same) same.push(span)
      else by.set(span.found.kind, [span])
    }
  }

  /** Whether the clause of a span says anything for sure that was understood. */
  isTold({ at }: Pick<Span, 'at'>): boolean {
    const clause = (one: number): number => this.around.breaks.findIndex((end) => end >= one)
    return this.firm.some(({ found, at: other }) => found.kind !== 'unread' && clause(other) === clause(at))
  }

  /** Whether a change is spoken of, whose size is not told: 多了多少. */
  get isAdded(): boolean {
    const { small } = this.around
    return small.some(({ part }) => part.kind === 'mode' && part.mode === 'increment')
  }

  /** 还是: one or the other. */
  get isEither(): boolean {
    return this.around.small.some(({ part }) => part.kind === 'or')
  }

  /** 分别: one after the other. */
  get isInTurn(): boolean {
    return this.saysAside('in-turn')
  }

  /** 往后挪一天: days are moved, which a deadline is. */
  get isMoved(): boolean {
    return this.saysAside('later', 'earlier') && this.all('amount').some(({ found }) => found.unit === '天')
  }

  private saysAside(...all: readonly string[]): boolean {
    return this.around.small.some(
      ({ part }) => part.kind === 'filler' && part.as !== undefined && all.includes(part.as),
    )
  }

  /** Whether it is said that there is more or less: 多百分之几. */
  get isMore(): boolean {
    const isSide = ({ kind }: { readonly kind: string }): boolean =>
      kind === 'some' || kind === 'degree' || kind === 'direction'
    return (
      this.around.small.some(({ part }) => isSide(part)) ||
      this.all('extreme').length + this.latent('extreme').length > 0
    )
  }

  /** Where it is said that something would be so with what stands before: 才, 能. */
  get thens(): number[] {
    return this.around.small.flatMap(({ part, at }) => (part.kind === 'filler' && part.as === 'enough' ? [at] : []))
  }

  /** Firm spans of a kind in the order of the text. */
  all<K extends SpanKind>(kind: K): readonly Told<K>[] {
    return (this.firmBy.get(kind) ?? NONE) as readonly Told<K>[]
  }

  /** Whether there is a firm span of one of these kinds. */
  has(...kinds: readonly SpanKind[]): boolean {
    return this.firm.some(({ found }) => kinds.includes(found.kind))
  }

  /** Whether it is asked for one of these: `asks('when', 'why')`. */
  asks(...what: readonly Of<'ask'>['for'][]): boolean {
    return this.all('ask').some(({ found }) => what.includes(found.for))
  }

  /** Whether one of these measures is named, or said of something. */
  names(...measures: readonly Measure[]): boolean {
    return this.all('measure').some(({ found }) => measures.includes(found.measure))
  }

  /** What is said for sure. */
  get firm(): Span[] {
    return this.spans.filter(({ latent }) => !latent)
  }

  /** Spans that count only where one is waited for. */
  latent<K extends SpanKind>(kind: K): readonly Told<K>[] {
    return (this.latentBy.get(kind) ?? NONE) as readonly Told<K>[]
  }

  /** Spans of a kind, made use of. */
  take<K extends SpanKind>(kind: K): readonly Told<K>[] {
    const taken = this.all(kind)
    this.use(...taken)
    return taken
  }

  use(...spans: readonly Span[]): void {
    for (const span of spans) this.used.add(span)
  }

  /** Whether two spans are said by the same words: 几个县 asks, and names parts. */
  shares(span: Span, kind: SpanKind): boolean {
    return this.spans.some((other) => other !== span && other.found.kind === kind && touches(other, span))
  }

  /** Bare numbers that nothing else explains, and that nothing made use of: 按320算. */
  get idle(): Span[] {
    return this.latent('amount').filter((one) => !this.used.has(one) && !this.firm.some((other) => touches(other, one)))
  }

  get unused(): Span[] {
    return this.spans.filter(
      (span) => !span.latent && !this.used.has(span) && span.found.kind !== 'unread' && !BESIDE.has(span.found.kind),
    )
  }

  /** Characters that something made use of. */
  get explained(): number {
    const taken = new Set([...this.used].flatMap(({ at, end }) => Array.from({ length: end - at }, (_, i) => at + i)))
    return taken.size
  }
}

const touches = (a: Span, b: Span): boolean => a.at < b.end && b.at < a.end
