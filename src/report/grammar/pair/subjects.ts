/** Whose turn it is: the names that wait for a number, and the one spoken of last. */
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import { factorOf } from '../names/units.ts'
import type { At, Said, SaidAmount, SaidName } from '../said/said.ts'
import type { Around } from './around.ts'

/** An indicator named in the text; `index` its place among what is said. */
export interface Named extends At {
  readonly id: IndicatorId
  readonly index: number
}

interface Subject {
  readonly ids: readonly IndicatorId[]
  readonly index: number
  /** bound to the number before it: what follows is told number first */
  readonly fromRight: boolean
}

/** Names that take their numbers in turn (分别); what was said before the first holds for all. */
interface Queue {
  readonly names: Named[]
  readonly around: Around
}

export const isStrong = (one: Said | undefined): boolean => one?.is === 'break' && one.strong

/** The place of the first that fits after one; the end where none does. */
export function nextAfter(said: readonly Said[], index: number, fits: (one: Said) => boolean): number {
  let place = index + 1
  for (let one = said[place]; one && !fits(one); one = said[place]) place += 1
  return place
}

export const isSaid = ({ is }: Said): boolean => is !== 'blank'

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
  private readonly said: readonly Said[]
  /** for each place, where the last strong break up to it stands; -1 where none does */
  private readonly strongUpTo: Int32Array
  private readonly indicatorOf: (id: IndicatorId) => Indicator

  constructor(said: readonly Said[], indicatorOf: (id: IndicatorId) => Indicator) {
    this.said = said
    this.strongUpTo = lastStrong(said)
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

  name({ id, at, end }: SaidName, index: number): void {
    if (this.taken.has(index)) return
    const before = this.pending.at(-1)
    if (before && this.isApart(before.index, index)) this.flush()
    else if (before && before.id !== id && before.end === at) {
      // 小微园区标准厂房: the first only says which workshops
      this.pending.pop()
      this.isGuess = true
    }
    this.add({ id, index, at, end })
  }

  private isApart(from: number, to: number): boolean {
    return (this.strongUpTo[to - 1] ?? -1) > from
  }

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
    const { down, mode, weak } = this.queue.around
    return {
      ...around,
      ...(around.down === undefined && down !== undefined && { down }),
      ...(around.mode === undefined && mode !== undefined && { mode, weak }),
    }
  }

  /** Whom a "nothing new" is about; empty: nobody in particular. */
  forNil(index: number, mayCarry: boolean): IndicatorId[] {
    const waiting = this.pending.map(({ id }) => id)
    this.pending = []
    if (waiting.length > 0) return this.become(waiting, index)
    const behind = this.nameBehind(index)
    if (behind) {
      this.take(behind)
      return this.become([behind.id], index)
    }
    return mayCarry && this.last && !this.isApart(this.last.index, index) ? [...this.last.ids] : []
  }

  become(ids: readonly IndicatorId[], index: number, fromRight = false): IndicatorId[] {
    for (const id of ids) this.named.add(id)
    this.last = { ids, index, fromRight }
    return [...ids]
  }

  /** Names that a number before them has taken are not told again. */
  private take(name: Named): void {
    this.taken.add(name.index)
    this.named.add(name.id)
  }

  /** @returns whose the number is by name; undefined where only the words or the subject before can tell */
  forNumber(index: number, around: Around, isReadable: boolean): readonly IndicatorId[] | undefined {
    if (this.pending.length > 0) return this.forWaiting(index, around, isReadable)
    const next = this.queue?.names.shift()
    if (this.queue?.names.length === 0) this.queue = undefined
    if (next) return [next.id]
    const behind = this.nameBehind(index)
    if (!behind || this.isNearer(behind, index, around) || !this.prefers(behind, index)) return undefined
    this.take(behind)
    return this.become([behind.id], index, true)
  }

  /** 先记两个 僵尸7: the name stands nearer to a number of its own, or the number to words of its own (个转企12 僵尸 6). */
  private isNearer(behind: Named, index: number, { labels }: Around): boolean {
    const own = this.ownNumber(behind)
    if (own === undefined) return false
    const label = labels.at(-1)
    const isLabelled = label?.hard === true && label.end === this.said[index]?.at && label.end - label.at > 1
    return this.gap(index, behind.index) > (isLabelled ? 0 : this.gap(behind.index, own))
  }

  /** Blanks between two, unless a colon joins them. */
  private gap(from: number, to: number): number {
    let blanks = 0
    for (let i = from + 1; i < to; i++) {
      if (this.said[i]?.is === 'colon') return 0
      if (this.said[i]?.is === 'blank') blanks += 1
    }
    return blanks
  }

  /** 两个 of 先记两个: as many as are named, each with a number of its own. */
  isCount({ value, unit }: SaidAmount): boolean {
    if (this.named.size > 0 || value === undefined || !(unit === undefined || OF_ITEMS.has(unit))) return false
    const names = this.said.flatMap((one, index) => (one.is === 'name' ? [{ ...one, index }] : []))
    return String(new Set(names.map(({ id }) => id)).size) === value && names.every((one) => this.hasOwnNumber(one))
  }

  private forWaiting(index: number, around: Around, isReadable: boolean): readonly IndicatorId[] {
    const group = this.pending
    this.pending = []
    const ids = group.map(({ id }) => id)
    if (group.length === 1 || around.each === 'all') return this.become(ids, index)
    if (around.each === 'in-turn' || this.numbersInRow(index, group.length) === group.length) {
      if (around.each === undefined) this.isGuess = true
      const [first, ...names] = group
      this.queue = { names, around }
      this.last = undefined
      return first ? [first.id] : []
    }
    const isRow = group.every((one, at) => at === 0 || this.isJoined(group[at - 1] ?? one, one))
    if (isRow && isReadable && ids.every((id) => this.indicatorOf(id).kind === 'rate')) {
      this.isGuess = true
      return this.become(ids, index)
    }
    this.bare.push(...group.slice(0, -1))
    return this.become(ids.slice(-1), index)
  }

  /** In 本月又盘活60亩存量用地 the name behind is meant; the unit tells where it can. */
  private prefers(behind: Named, index: number): boolean {
    if (!this.last || this.last.fromRight) return true
    const number = this.said[index]
    const unit = number?.is === 'amount' ? number.unit : undefined
    const fits = (id: IndicatorId): boolean => unit === undefined || factorOf(this.indicatorOf(id), unit) !== undefined
    const [fitsBehind, fitsBefore] = [fits(behind.id), this.last.ids.every(fits)]
    if (fitsBehind !== fitsBefore) return fitsBehind
    for (let i = this.last.index + 1; i < index; i++)
      if (this.said[i]?.is === 'break' || this.said[i]?.is === 'blank') return !this.hasOwnNumber(behind)
    return false
  }

  /** The name right behind a number: 60亩存量建设用地. */
  private nameBehind(index: number): Named | undefined {
    const at = nextAfter(this.said, index, ({ is }) => is !== 'blank' && is !== 'word' && is !== 'glue')
    const one = this.said[at]
    return one?.is === 'name' ? { id: one.id, index: at, at: one.at, end: one.end } : undefined
  }

  /** Whether a number follows a name before the next comma or name. */
  private hasOwnNumber(name: Named): boolean {
    return this.ownNumber(name) !== undefined
  }

  private ownNumber({ index }: Named): number | undefined {
    const next = nextAfter(this.said, index, ({ is }) => is === 'amount' || is === 'break' || is === 'name')
    return this.said[next]?.is === 'amount' ? next : undefined
  }

  /** How many numbers follow one another without a name in between, the one at `index` included; counted to one more than asked. */
  private numbersInRow(index: number, asked: number): number {
    let count = 0
    for (let i = index; i < this.said.length && count <= asked; i++) {
      const one = this.said[i]
      if (one?.is === 'amount') count += 1
      else if (one && !IN_ROW.has(one.is) && !(one.is === 'break' && !one.strong)) break
    }
    return count
  }

  /** Two names with nothing but 和, 、 or blanks between them. */
  private isJoined(a: Named, b: Named): boolean {
    for (let i = a.index + 1; i < b.index; i++)
      if (this.said[i]?.is !== 'blank' && this.said[i]?.is !== 'and') return false
    return true
  }
}

function lastStrong(said: readonly Said[]): Int32Array {
  const places = new Int32Array(said.length)
  let last = -1
  for (const [i, one] of said.entries()) {
    if (isStrong(one)) last = i
    places[i] = last
  }
  return places
}

/** Counts what is told, and not what it comes to. */
const OF_ITEMS: ReadonlySet<string> = new Set(['个', '项', '条', '件'])
const IN_ROW: ReadonlySet<Said['is']> = new Set<Said['is']>(['and', 'word', 'glue', 'blank', 'open', 'close', 'colon'])
