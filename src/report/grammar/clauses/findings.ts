/** What was found in the words of a message so far: figures, nil reports, faults and doubts, settled at the end. */
import type { Mode } from '../../../ledger/index.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'
import type { Around } from '../context/left-context.ts'
import type { Named } from '../context/neighbours.ts'
import type { Behind } from '../context/right-context.ts'
import { isGrowth } from '../context/role.ts'
import { isSignDoubtful, signed } from '../context/sign.ts'
import type { Doubt, Fault, Figure, Nil } from '../statement.ts'
import type { Names } from '../tokens/names.ts'
import type { NumberToken } from '../tokens/tokens.ts'
import { factorOf } from '../tokens/units.ts'

interface At {
  readonly from: number
  readonly to: number
}

export class Findings {
  readonly figures: Figure[] = []
  readonly nils: Nil[] = []
  readonly faults: Fault[] = []
  readonly doubts = new Set<Doubt>()
  /** said before any name: 单位：亩, 本月新增： */
  headUnit: string | undefined
  headMode: Mode | undefined
  /** numbers with another indicator's unit: faults, unless the indicator's value stands elsewhere */
  private readonly misfits: (Fault & { readonly ids: readonly IndicatorId[] })[] = []
  /** unread words that are accounted for */
  private readonly excused: At[] = []
  private readonly withFigure = new Set<IndicatorId>()
  private readonly names: Names

  constructor(names: Names) {
    this.names = names
  }

  has(id: IndicatorId): boolean {
    return this.withFigure.has(id)
  }

  fault(kind: Fault['kind'], { from, to }: At, ids?: readonly IndicatorId[]): void {
    this.faults.push({ kind, from, to, ...(ids && { ids }) })
  }

  excuse(...words: readonly At[]): void {
    this.excused.push(...words)
  }

  /** Those of some words, in their order, that nothing accounts for. */
  unexcused<T extends At>(words: readonly T[]): T[] {
    const excused = this.excused.toSorted((a, b) => a.from - b.from)
    let next = 0
    let reach = -1
    return words.filter(({ from, to }) => {
      for (let one = excused[next]; one && one.from <= from; one = excused[++next]) reach = Math.max(reach, one.to)
      return to > reach
    })
  }

  put(id: IndicatorId, token: NumberToken, before: Around, behind: Pick<Behind, 'mode' | 'dates' | 'down'>): void {
    const indicator = this.names.get(id)
    const saysDown = before.down === undefined && behind.down !== undefined && isGrowth(indicator)
    const around = { ...before, ...(saysDown && { down: behind.down }) }
    const unit = token.unit ?? around.unit ?? this.headUnitFor(indicator)
    const place = { from: token.from, to: token.to }
    if (unit !== undefined && factorOf(indicator, unit) === undefined) {
      this.misfits.push({ kind: token.value === undefined ? 'not-a-number' : 'bad-unit', ...place, ids: [id] })
      return
    }
    // 610亩，约40公顷: the same once more, in round figures
    if (token.value === undefined && this.figures.some((one) => one.id === id && one.unit !== unit)) {
      this.doubts.add('left-out')
      return
    }
    if (token.value === undefined) {
      this.fault('not-a-number', token, [id])
      return
    }
    const isMore = token.plus && indicator.kind !== 'rate' && around.mode === undefined
    if (isMore || (around.mode === 'increment' && around.modeWeak)) this.doubts.add('mode')
    // 占比较上月1.2%: a change, probably
    if (indicator.kind === 'rate' && !isGrowth(indicator) && around.mode === 'increment') this.doubts.add('direction')
    if (isSignDoubtful(indicator, token.value, unit, around)) this.doubts.add('direction')
    // 11家(+2): the sum, and what came new
    const isRise = isMore && this.has(id)
    const mode = behind.mode ?? around.mode ?? (isRise ? 'increment' : this.headMode)
    this.withFigure.add(id)
    this.figures.push({
      id,
      value: signed(indicator, token.value, around),
      ...(unit !== undefined && { unit }),
      ...place,
      numeral: token.numeral,
      mode: indicator.kind === 'rate' ? 'cumulative' : (mode ?? 'cumulative'),
      modeSaid: mode !== undefined,
      ...(around.side && { side: around.side }),
      dates: behind.dates ?? [],
    })
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
    const bare = this.figures.filter(({ id, modeSaid }) => !modeSaid && this.names.get(id).kind !== 'rate')
    for (const figure of bare) this.figures[this.figures.indexOf(figure)] = { ...figure, mode, modeSaid: true }
    if (bare.length > 0 && this.figures.length > 1 && mode === 'increment') this.doubts.add('mode')
  }

  /** @param bare names that got no number */
  settle(bare: readonly Named[]): void {
    for (const misfit of this.misfits) {
      if (misfit.ids.some((id) => this.has(id))) this.doubts.add('left-out')
      else this.faults.push(misfit)
    }
    const told = [...this.nils, ...this.faults].flatMap(({ ids }) => ids ?? [])
    for (const name of bare)
      if (!this.has(name.id) && !told.includes(name.id)) this.fault('missing-value', name, [name.id])
  }
}
