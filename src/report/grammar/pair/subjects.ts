/** Whose turn it is: the names that wait for a number, and the one spoken of last. */
import type { IndicatorId } from '../../../office/plan.ts'
import type { At, Said, SaidAmount, SaidName } from '../said/said.ts'
import type { Around } from './around.ts'

/** An indicator named in the text; `index` its place among what is said. */
export interface Named extends At {
  readonly id: IndicatorId
  readonly index: number
}

interface Subject {
  readonly ids: readonly IndicatorId[]
  /** bound to the number before it: what follows is told number first */
  readonly fromRight: boolean
}

/** Names that take their numbers in turn (分别); what was said before the first holds for all. */
interface Queue {
  readonly names: Named[]
  readonly around: Around
}

/** Whether a break ends a sentence or a line; a comma does not. */
export const isStrong = (one: Said | undefined): boolean => one?.is === 'break' && one.strong

/** The index of the first item after `index` that fits; the length of `said` where none does. */
export function nextAfter(said: readonly Said[], index: number, fits: (one: Said) => boolean): number {
  let place = index + 1
  for (let one = said[place]; one && !fits(one); one = said[place]) place += 1
  return place
}

/** Whether an item is anything but a blank. */
export const isSaid = ({ is }: Said): boolean => is !== 'blank'

/**
 * The indicators that wait for a number while a message is read from left to right. Each takes the next number, or
 * all of them one list (分别).
 */
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

  constructor(said: readonly Said[]) {
    this.said = said
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
    this.named.add(id)
    if (!this.pending.some((one) => one.id === id)) this.pending.push({ id, index, at, end })
  }

  /** Names that wait are not what is spoken of. */
  leaveOut(): readonly IndicatorId[] {
    const left = this.pending.map(({ id }) => id)
    this.pending = []
    return left
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
    const { down, mode } = this.queue.around
    return {
      ...around,
      ...(around.down === undefined && down !== undefined && { down }),
      ...(around.mode === undefined && mode !== undefined && { mode }),
    }
  }

  /** Whom a "nothing new" is about; empty: nobody in particular. */
  forNil(index: number): readonly IndicatorId[] {
    const waiting = this.pending.map(({ id }) => id)
    this.pending = []
    if (waiting.length > 0) return this.become(waiting)
    const behind = this.nameBehind(index)
    if (!behind) return []
    this.take(behind)
    return this.become([behind.id])
  }

  become(ids: readonly IndicatorId[], fromRight = false): readonly IndicatorId[] {
    for (const id of ids) this.named.add(id)
    this.last = { ids, fromRight }
    return ids
  }

  /** Names that a number before them has taken are not told again. */
  private take(name: Named): void {
    this.taken.add(name.index)
    this.named.add(name.id)
  }

  /** @returns whose the number is by name; undefined where only the words or the subject before can tell */
  forNumber(index: number, around: Around): readonly IndicatorId[] | undefined {
    if (this.pending.length > 0) return this.forWaiting(index, around)
    const next = this.queue?.names.shift()
    if (this.queue?.names.length === 0) this.queue = undefined
    if (next) return [next.id]
    const isNumberFirst = !this.last || this.last.fromRight
    const behind = isNumberFirst ? this.nameBehind(index) : undefined
    if (!behind || this.isNearer(behind, index, around)) return undefined
    this.take(behind)
    return this.become([behind.id], true)
  }

  private forWaiting(index: number, around: Around): readonly IndicatorId[] {
    const group = this.pending
    this.pending = []
    if (group.length === 1 || around.each === 'all') return this.become(group.map(({ id }) => id))
    if (around.each === 'in-turn' || this.numbersInRow(index, group.length) === group.length) {
      if (around.each === undefined) this.isGuess = true
      const [first, ...names] = group
      this.queue = { names, around }
      this.last = undefined
      return first ? [first.id] : []
    }
    this.bare.push(...group.slice(0, -1))
    return this.become(group.slice(-1).map(({ id }) => id))
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
    const between = this.said.slice(from + 1, to)
    return between.some(({ is }) => is === 'colon') ? 0 : between.filter(({ is }) => is === 'blank').length
  }

  /** 两个 of 先记两个: as many as are named, each with a number of its own. */
  isCount({ value, unit }: SaidAmount): boolean {
    if (this.named.size > 0 || value === undefined || !(unit === undefined || OF_ITEMS.has(unit))) return false
    const names = this.said.flatMap((one, index) => (one.is === 'name' ? [{ ...one, index }] : []))
    return (
      String(new Set(names.map(({ id }) => id)).size) === value &&
      names.every((one) => this.ownNumber(one) !== undefined)
    )
  }

  /** The name right behind a number: 60亩存量建设用地. */
  private nameBehind(index: number): Named | undefined {
    const at = nextAfter(this.said, index, ({ is }) => is !== 'blank' && is !== 'word' && is !== 'glue')
    const one = this.said[at]
    return one?.is === 'name' ? { id: one.id, index: at, at: one.at, end: one.end } : undefined
  }

  /** The place of the number that follows a name before the next comma or name. */
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
}

/** Counts what is told, and not what it comes to. */
const OF_ITEMS: ReadonlySet<string> = new Set(['个', '项', '条', '件'])
const IN_ROW: ReadonlySet<Said['is']> = new Set<Said['is']>(['and', 'word', 'glue', 'blank', 'open', 'close', 'colon'])
