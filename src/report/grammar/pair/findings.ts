/** What was found in the words of a message so far: figures, nil reports, faults and doubts, settled at the end. */
import type { Mode } from '../../../ledger/index.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Names } from '../names.ts'
import type { Doubt } from '../reading.ts'
import type { At, SaidAmount } from '../said/said.ts'
import { factorOf } from '../units.ts'
import type { Around } from './around.ts'
import type { Behind } from './behind.ts'
import { isGrowth, isSignDoubtful, signed } from './role.ts'
import type { Fault, Figure, Nil, Stated } from './statement.ts'

/**
 * Collects what a message states while its numbers are paired with names: figures, nil reports, faults and doubts. A
 * fault of a number is dropped where its indicator gets a figure elsewhere.
 */
export class Findings {
  readonly figures: Figure[] = []
  readonly nils: Nil[] = []
  readonly faults: Fault[] = []
  readonly doubts = new Set<Doubt>()
  /** said before any name: 单位：亩, 本月新增： */
  headUnit: string | undefined
  headMode: Mode | undefined
  clause = 0
  /** numbers with another indicator's unit, or none that can be read: faults, unless its figure stands elsewhere */
  private readonly misfits: (Fault & { readonly ids: readonly IndicatorId[] })[] = []
  private readonly withFigure = new Set<IndicatorId>()
  /** unread words that are accounted for */
  private readonly excused: At[] = []
  private readonly text: string
  private readonly names: Names

  constructor(text: string, names: Names) {
    this.text = text
    this.names = names
  }

  has(id: IndicatorId): boolean {
    return this.withFigure.has(id)
  }

  fault(kind: Fault['kind'], { at, end }: At, ids?: readonly IndicatorId[]): void {
    this.faults.push({ kind, at, end, ...(ids && { ids }) })
  }

  excuse(...words: readonly At[]): void {
    this.excused.push(...words)
  }

  /** Those of some words, in their order, that nothing accounts for. */
  unexcused<T extends At>(words: readonly T[]): T[] {
    const excused = this.excused.toSorted((a, b) => a.at - b.at)
    let next = 0
    let reach = -1
    return words.filter(({ at, end }) => {
      for (let one = excused[next]; one && one.at <= at; one = excused[++next]) reach = Math.max(reach, one.end)
      return end > reach
    })
  }

  put(id: IndicatorId, amount: SaidAmount, around: Around, behind: Behind): void {
    const figure = this.figureOf(id, amount, around, behind)
    if (!figure) return
    this.withFigure.add(id)
    this.figures.push(figure)
  }

  /** Takes out the last figure, which was said to be wrong; undefined where there is none. */
  takeBack(): Figure | undefined {
    return this.figures.pop()
  }

  private figureOf(id: IndicatorId, amount: SaidAmount, before: Around, behind: Behind): Figure | undefined {
    const indicator = this.names.get(id)
    const unit = amount.unit ?? before.unit ?? this.headUnitFor(indicator)
    const { value, numeral } = amount
    const fits = unit === undefined || factorOf(indicator, unit) !== undefined
    if (value === undefined || !fits) {
      this.misfit(id, amount, value === undefined ? 'not-a-number' : 'bad-unit', fits)
      return undefined
    }
    if (this.isUnchanged(amount) && !isGrowth(indicator)) return undefined
    const mode = this.modeOf(indicator, amount, before, behind)
    const down = before.down ?? (isGrowth(indicator) ? behind.down : undefined)
    if (isSignDoubtful(indicator, amount, before, down, this.text)) this.doubts.add('direction')
    return {
      id,
      value: signed(indicator, value, down, amount.change !== undefined),
      ...(unit !== undefined && { unit }),
      ...{ at: numeral.at, end: amount.end, numeral },
      mode: indicator.kind === 'rate' ? 'cumulative' : (mode ?? 'cumulative'),
      modeSaid: mode !== undefined,
      ...besidesOf(before, behind),
      clause: this.clause,
    }
  }

  /** 持平 is no change of a growth rate, and no figure of anything else. */
  private isUnchanged({ at, end, numeral }: SaidAmount): boolean {
    return numeral.end === end && /平$/.test(this.text.slice(at, end))
  }

  /** How the figure was said to count; of 再处置3家 it is supposed, and asked about. */
  private modeOf(indicator: Indicator, amount: SaidAmount, before: Around, behind: Behind): Mode | undefined {
    const isMore = before.mode === undefined && indicator.kind !== 'rate' && isAdded(indicator, amount)
    if (isMore) this.doubts.add('mode')
    return behind.mode ?? before.mode ?? (isMore ? 'increment' : this.headMode)
  }

  private misfit(id: IndicatorId, { at, end, unit }: SaidAmount, kind: Fault['kind'], fits: boolean): void {
    // 610亩，约40公顷: the same once more, in round figures
    const isAgain = this.figures.some((one) => one.id === id && one.unit !== unit)
    if (fits && !isAgain) this.fault(kind, { at, end }, [id])
    else this.misfits.push({ kind, at, end, ids: [id] })
  }

  private headUnitFor(indicator: Indicator): string | undefined {
    return this.headUnit !== undefined && factorOf(indicator, this.headUnit) !== undefined ? this.headUnit : undefined
  }

  /** 关停120家，提升90家: where a second kind is told, the figure may be of the first alone. */
  part(id: IndicatorId | undefined): void {
    const at = this.figures.findLastIndex((one) => one.id === id)
    const figure = this.figures[at]
    if (!figure) return
    if (figure.isSort) this.doubts.add('binding')
    this.figures[at] = { ...figure, isPart: true }
  }

  /** 当月：1 \n 累计：12 \n 单位：家 — the unit follows on a line of its own, for all of the last indicator's figures. */
  lateUnit(unit: string): void {
    const last = this.figures.at(-1)
    for (let at = this.figures.length - 1; at >= 0; at--) {
      const figure = this.figures[at]
      if (!figure || figure.id !== last?.id || figure.unit !== undefined) return
      this.figures[at] = { ...figure, unit }
    }
  }

  /** 僵尸企业3家，低小散35家，均为本月新增: what is said at the end holds for all that had nothing of its own. */
  lateMode(mode: Mode): void {
    for (const [at, figure] of this.figures.entries())
      if (!figure.modeSaid && this.names.get(figure.id).kind !== 'rate')
        this.figures[at] = { ...figure, mode, modeSaid: true }
  }

  settle(): void {
    for (const misfit of this.misfits) {
      if (misfit.ids.some((id) => this.has(id))) this.doubts.add('left-out')
      else this.faults.push(misfit)
    }
  }
}

/** +2: two more, or merely not less? 新处置2家: new in this time, where the name has the verb and does not say 新 itself (新认定). */
const isAdded = ({ name }: Indicator, { plus, fresh = '' }: SaidAmount): boolean =>
  plus || (fresh.length > 1 && name.includes(fresh) && !name.includes(`新${fresh}`))

/** What else stands around a figure; a stretch from 1 January on is its cumulative's own. */
const besidesOf = ({ side, role, stretch }: Around, { when }: Behind): Partial<Figure> => ({
  ...(side && { side }),
  ...(role === 'sort' && { isSort: true }),
  ...(when && { when }),
  ...(stretch?.since && !stretch.since.endsWith('-01-01') && { stretch }),
})

/**
 * What several parts of a message (words, tables) state, as one: lists joined in order, `correcting` where one says
 * so.
 */
export function together(all: readonly Partial<Stated>[]): Stated {
  const each = <Name extends Listed>(name: Name) =>
    all.flatMap((one): readonly Stated[Name][number][] => one[name] ?? [])
  return {
    figures: each('figures'),
    nils: each('nils'),
    excepted: each('excepted'),
    faults: each('faults'),
    doubts: [...new Set(each('doubts'))],
    regions: each('regions'),
    whens: each('whens'),
    forecasts: each('forecasts'),
    named: each('named'),
    correcting: all.some(({ correcting }) => correcting),
  }
}
type Listed = Exclude<keyof Stated, 'correcting'>
