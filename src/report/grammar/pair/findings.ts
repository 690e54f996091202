/** What was found in the words of a message so far: figures, nil reports, faults and doubts, settled at the end. */
import type { Mode } from '../../../ledger/index.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Names } from '../names/names.ts'
import { factorOf } from '../names/units.ts'
import type { At, SaidAmount } from '../said/said.ts'
import type { When } from '../said/when.ts'
import type { Around } from './around.ts'
import type { Behind } from './behind.ts'
import { isGrowth, isSignDoubtful, signed } from './role.ts'
import type { Doubt, Fault, Figure, Nil, Scope } from './statement.ts'

export class Findings {
  readonly figures: Figure[] = []
  readonly nils: Nil[] = []
  readonly faults: Fault[] = []
  readonly doubts = new Set<Doubt>()
  /** said before any name: 单位：亩, 本月新增： */
  headUnit: string | undefined
  headMode: Mode | undefined
  scope: Scope = { clause: 0, sentence: 0 }
  /** numbers with another indicator's unit: faults, unless the indicator's figure stands elsewhere */
  private readonly misfits: (Fault & { readonly ids: readonly IndicatorId[] })[] = []
  /** figures of a year that is over: taken where nothing else is said */
  private readonly spare: Figure[] = []
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

  /** 新建3.2万，改扩建1.1万，合计4.3万: what may sum up to a figure told later. */
  putPart(id: IndicatorId | undefined, amount: SaidAmount, around: Around): void {
    if (id === undefined || !this.has(id) || amount.value === undefined) return
    const figure = this.figureOf(id, amount, around, { isOld: false, next: 0 })
    if (figure) this.figures.push({ ...figure, isPart: true })
  }

  putSpare(id: IndicatorId, amount: SaidAmount, around: Around, when: When): void {
    const figure = this.figureOf(id, amount, around, { isOld: false, when, next: 0 })
    if (figure) this.spare.push(figure)
  }

  /** 漏报1家 says why, of the figure before it. */
  noteSlip({ slipAt }: Around, { end }: SaidAmount): void {
    const last = this.figures.at(-1)
    if (!last || slipAt === undefined || last.note) return
    this.figures[this.figures.length - 1] = { ...last, slip: { at: slipAt, end } }
  }

  private figureOf(id: IndicatorId, amount: SaidAmount, before: Around, behind: Behind): Figure | undefined {
    const indicator = this.names.get(id)
    const unit = amount.unit ?? before.unit ?? this.headUnitFor(indicator)
    const { value, numeral } = amount
    if (value === undefined || !this.fits(indicator, amount, unit)) {
      this.misfit(indicator, amount, unit)
      return undefined
    }
    const words = this.text.slice(amount.at, amount.end)
    // 持平 is no change of a growth rate, and no figure of anything else
    if (/平$/.test(words) && numeral.end === amount.end && !isGrowth(indicator)) return undefined
    const down = before.down ?? (isGrowth(indicator) ? behind.down : undefined)
    const isMore = amount.plus && indicator.kind !== 'rate' && before.mode === undefined
    const isAdded = isMore || (before.mode === undefined && isNew(indicator, amount))
    this.doubt(indicator, amount, before, down, isAdded)
    const mode = behind.mode ?? before.mode ?? (isAdded ? 'increment' : this.headMode)
    const { stretch } = before
    return {
      id,
      value: signed(indicator, value, down, amount.change !== undefined),
      ...(unit !== undefined && { unit }),
      at: numeral.at,
      end: amount.end,
      numeral,
      mode: indicator.kind === 'rate' ? 'cumulative' : (mode ?? 'cumulative'),
      modeSaid: mode !== undefined,
      ...(before.side && { side: before.side }),
      ...(behind.when && { when: behind.when }),
      ...(stretch?.since && !stretch.since.endsWith('-01-01') && { stretch }),
      ...this.scope,
    }
  }

  private fits(indicator: Indicator, _: SaidAmount, unit: string | undefined): boolean {
    return unit === undefined || factorOf(indicator, unit) !== undefined
  }

  private misfit(indicator: Indicator, amount: SaidAmount, unit: string | undefined): void {
    const { at, end, value } = amount
    const { id } = indicator
    if (!this.fits(indicator, amount, unit))
      this.misfits.push({ kind: value === undefined ? 'not-a-number' : 'bad-unit', at, end, ids: [id] })
    // 610亩，约40公顷: the same once more, in round figures
    else if (this.has(id) && this.figures.some((one) => one.id === id && one.unit !== unit)) this.doubts.add('left-out')
    else this.fault('not-a-number', amount, [id])
  }

  /** What about a figure is asked, though it is taken. */
  private doubt(
    indicator: Indicator,
    amount: SaidAmount,
    before: Around,
    down: boolean | undefined,
    isAdded: boolean,
  ): void {
    // +2: two more, or merely not less? 增加2家, 新处置2家: more, probably
    if (isAdded || (before.mode === 'increment' && before.weak)) this.doubts.add('mode')
    // 占比较上月1.2%: a change, probably
    if (indicator.kind === 'rate' && !isGrowth(indicator) && before.mode === 'increment') this.doubts.add('direction')
    if (isSignDoubtful(indicator, amount, before, down, this.text)) this.doubts.add('direction')
  }

  private headUnitFor(indicator: Indicator): string | undefined {
    return this.headUnit !== undefined && factorOf(indicator, this.headUnit) !== undefined ? this.headUnit : undefined
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
    let isSet = false
    for (const [at, figure] of this.figures.entries()) {
      if (figure.modeSaid || this.names.get(figure.id).kind === 'rate') continue
      this.figures[at] = { ...figure, mode, modeSaid: true }
      isSet = true
    }
    if (isSet && this.figures.length > 1 && mode === 'increment') this.doubts.add('mode')
  }

  settle(): void {
    for (const figure of this.spare) {
      if (this.has(figure.id)) continue
      this.withFigure.add(figure.id)
      this.figures.push(figure)
    }
    for (const misfit of this.misfits) {
      if (misfit.ids.some((id) => this.has(id))) this.doubts.add('left-out')
      else this.faults.push(misfit)
    }
  }
}

/** 新处置2家: new in this time, where the name has the verb and does not say 新 itself (新认定). */
const isNew = ({ kind, name }: Indicator, { fresh = '' }: SaidAmount): boolean =>
  kind !== 'rate' && fresh.length > 1 && name.includes(fresh) && !name.includes(`新${fresh}`)
