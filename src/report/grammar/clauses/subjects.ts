/** Whose turn it is: the names that wait for a number, and the one spoken of last. */
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Around } from '../context/left-context.ts'
import { hasOwnNumber, isJoined, isStrongBreak, type Named, nameBehind, numbersInRow } from '../context/neighbours.ts'
import type { NameToken, Token } from '../tokens/tokens.ts'
import { factorOf } from '../tokens/units.ts'

interface Subject {
  readonly ids: readonly IndicatorId[]
  readonly at: number
  /** bound to the number before it: what follows is told number first */
  readonly fromRight: boolean
}

/** Names that take their numbers in turn (分别); what was said before the first holds for all. */
interface Queue {
  readonly names: Named[]
  readonly around: Around
}

export class Subjects {
  readonly named = new Set<IndicatorId>()
  /** names that got no number */
  readonly bare: Named[] = []
  /** which number belongs to which name had to be guessed */
  isGuess = false
  private pending: Named[] = []
  private last: Subject | undefined
  private queue: Queue | undefined
  private readonly taken = new Set<number>()
  private readonly tokens: readonly Token[]
  private readonly indicatorOf: (id: IndicatorId) => Indicator

  constructor(tokens: readonly Token[], indicatorOf: (id: IndicatorId) => Indicator) {
    this.tokens = tokens
    this.indicatorOf = indicatorOf
  }

  get waiting(): readonly Named[] {
    return this.pending
  }

  /** The one spoken of, whether or not it has its number yet. */
  get current(): IndicatorId | undefined {
    return this.pending.at(-1)?.id ?? this.queue?.names[0]?.id ?? this.last?.ids[0]
  }

  get subject(): Subject | undefined {
    return this.last
  }

  name({ id, from, to }: NameToken, at: number): void {
    if (this.taken.has(at)) return
    const before = this.pending.at(-1)
    const between = before ? this.tokens.slice(before.at + 1, at) : []
    if (between.some(isStrongBreak)) this.flush()
    else if (before && before.id !== id && before.to === from) {
      // 小微园区标准厂房: the first only says which workshops
      this.pending.pop()
      this.isGuess = true
    }
    this.add({ id, at, from, to })
  }

  /** A name guessed from words that are none. */
  add(name: Named): void {
    this.named.add(name.id)
    if (!this.pending.some((one) => one.id === name.id)) this.pending.push(name)
  }

  flush(): void {
    this.bare.push(...this.pending)
    this.pending = []
  }

  /** 分别12家 for three names: those that got none. */
  endTurns(): void {
    this.bare.push(...(this.queue?.names ?? []))
    this.queue = undefined
  }

  /** What was said of the first in a row of numbers holds for the rest: 分别下降4.5%和5.1%. */
  inherited(around: Around): Around {
    if (!this.queue || this.pending.length > 0) return around
    const { down, mode, modeWeak } = this.queue.around
    return {
      ...around,
      ...(around.down === undefined && down !== undefined && { down }),
      ...(around.mode === undefined && mode !== undefined && { mode, modeWeak }),
    }
  }

  /** Whom a "nothing new" is about; empty: nobody in particular. */
  forNil(at: number, mayCarry: boolean): IndicatorId[] {
    const waiting = this.pending.map(({ id }) => id)
    this.pending = []
    if (waiting.length > 0) return this.become(waiting, at)
    const behind = nameBehind(this.tokens, at)
    if (behind) {
      this.take(behind)
      return this.become([behind.id], at)
    }
    const isSameSentence = this.last && !this.tokens.slice(this.last.at, at).some(isStrongBreak)
    return mayCarry && this.last && isSameSentence ? [...this.last.ids] : []
  }

  become(ids: readonly IndicatorId[], at: number, fromRight = false): IndicatorId[] {
    for (const id of ids) this.named.add(id)
    this.last = { ids, at, fromRight }
    return [...ids]
  }

  /** Names that a number before them has taken are not told again. */
  private take(name: Named): void {
    this.taken.add(name.at)
    this.named.add(name.id)
  }

  /** @returns whose the number is by name; undefined where only the words or the subject before can tell */
  forNumber(at: number, around: Around, isReadable: boolean): readonly IndicatorId[] | undefined {
    if (this.pending.length > 0) return this.forWaiting(at, around, isReadable)
    const next = this.queue?.names.shift()
    if (this.queue?.names.length === 0) this.queue = undefined
    if (next) return [next.id]
    const behind = nameBehind(this.tokens, at)
    if (!behind || !this.prefers(behind, at)) return undefined
    this.take(behind)
    return this.become([behind.id], at, true)
  }

  private forWaiting(at: number, around: Around, isReadable: boolean): readonly IndicatorId[] {
    const group = this.pending
    this.pending = []
    const ids = group.map(({ id }) => id)
    if (group.length === 1 || around.each === 'all') return this.become(ids, at)
    if (around.each === 'in-turn' || numbersInRow(this.tokens, at) === group.length) {
      if (around.each === undefined) this.isGuess = true
      const [first, ...names] = group
      this.queue = { names, around }
      this.last = undefined
      return first ? [first.id] : []
    }
    const isRow = group.every((one, index) => index === 0 || isJoined(this.tokens, group[index - 1] ?? one, one))
    if (isRow && isReadable && ids.every((id) => this.indicatorOf(id).kind === 'rate')) {
      this.isGuess = true
      return this.become(ids, at)
    }
    this.bare.push(...group.slice(0, -1))
    return this.become(ids.slice(-1), at)
  }

  /** In 本月又盘活60亩存量用地 the name behind is meant; the unit tells where it can. */
  private prefers(behind: Named, at: number): boolean {
    if (!this.last || this.last.fromRight) return true
    const number = this.tokens[at]
    const unit = number?.kind === 'number' ? number.unit : undefined
    const fits = (id: IndicatorId): boolean => unit === undefined || factorOf(this.indicatorOf(id), unit) !== undefined
    const [fitsBehind, fitsBefore] = [fits(behind.id), this.last.ids.every(fits)]
    if (fitsBehind !== fitsBefore) return fitsBehind
    const isApart = this.tokens.slice(this.last.at + 1, at).some(({ kind }) => kind === 'break' || kind === 'blank')
    return isApart && !hasOwnNumber(this.tokens, behind)
  }
}
