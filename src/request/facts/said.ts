/** What one reading said, by kind, and which of it a request has made use of. */
import type { Found, Reading, Span } from '../../language/index.ts'

export type Kind = Found['kind']
export type Of<K extends Kind> = Extract<Found, { readonly kind: K }>
export type Told<K extends Kind> = Span & { readonly found: Of<K> }

/** What says nothing about figures: its not being used is no sign of a misreading. */
const BESIDE: ReadonlySet<Kind> = new Set(['polar', 'clock', 'topic'])

export class Said {
  readonly reading: Reading
  private readonly spans: readonly Span[]
  private readonly used = new Set<Span>()

  constructor(reading: Reading) {
    this.reading = reading
    this.spans = reading.spans
  }

  /** Firm spans of a kind in the order of the text. */
  all<K extends Kind>(kind: K): Told<K>[] {
    return this.spans.filter((span): span is Told<K> => span.found.kind === kind && !span.latent)
  }

  /** What is said for sure. */
  get firm(): Span[] {
    return this.spans.filter(({ latent }) => !latent)
  }

  /** Spans that count only where one is waited for. */
  latent<K extends Kind>(kind: K): Told<K>[] {
    return this.spans.filter((span): span is Told<K> => span.found.kind === kind && span.latent === true)
  }

  /** Spans of a kind, made use of. */
  take<K extends Kind>(kind: K): Told<K>[] {
    const taken = this.all(kind)
    this.use(...taken)
    return taken
  }

  use(...spans: readonly Span[]): void {
    for (const span of spans) this.used.add(span)
  }

  /** Whether two spans are said by the same words: 几个县 asks, and names parts. */
  shares(span: Span, kind: Kind): boolean {
    return this.spans.some((other) => other !== span && other.found.kind === kind && touches(other, span))
  }

  get unread(): Told<'unread'>[] {
    return this.all('unread')
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
