/**
 * Free text, lists and one-liners: which number is whose.
 *
 * Walks over the tokens once. A number belongs to the name before it (僵尸3 低小散96) or to the one right behind it
 * (又盘活60亩存量建设用地); names joined by 和 share one number or take theirs in turn (分别). What stands around a
 * number decides whether it is a value at all.
 */
import type { Mode } from '../../ledger/index.ts'
import { type Amount, absolute, isNegative, negate } from '../../office/amount.ts'
import type { DateMention } from '../../office/dates.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'
import { type Around, aroundOf } from './around.ts'
import { type Guess, guessName } from './guess.ts'
import type { Names } from './names.ts'
import type { Doubt, Fault, Figure, Nil, Stated } from './stated.ts'
import type { DateToken, NameToken, NumberToken, Token } from './tokens.ts'
import { factorOf } from './units.ts'

/** A rate whose value is a change itself (同比增长, 下降), not a share. */
export const isGrowth = ({ kind, name, target }: Indicator): boolean =>
  kind === 'rate' && /同比|增长|下降|增速|增幅/.test(name + target.wording)

interface Named {
  readonly id: IndicatorId
  readonly at: number
  readonly from: number
  readonly to: number
}

/** A number with a unit that is not its indicator's: a fault, unless the indicator's value stands elsewhere. */
interface Misfit extends Fault {
  readonly id: IndicatorId
}

export class Clauses {
  private readonly figures: Figure[] = []
  private readonly nils: Nil[] = []
  private readonly faults: Fault[] = []
  private readonly misfits: Misfit[] = []
  private readonly doubts = new Set<Doubt>()
  private readonly bare: Named[] = []
  private readonly spokenFor = new Set<DateMention>()
  private readonly forecasts: DateMention[] = []
  private readonly read: { from: number; to: number }[] = []
  private readonly named = new Set<IndicatorId>()
  private pending: Named[] = []
  private subject: { ids: readonly IndicatorId[]; at: number; fromRight: boolean } | undefined
  /** numbers that come in turn, for names already bound */
  private queue: Named[] = []
  /** 分别下降4.5%和5.1%: the direction holds for the whole row */
  private queueDown: boolean | undefined
  /** names that a number before them has taken */
  private readonly taken = new Set<number>()
  private headMode: Mode | undefined
  private headUnit: string | undefined
  private partsOpen = false
  private since = 0
  private correcting = false

  private readonly text: string
  private readonly tokens: readonly Token[]
  private readonly names: Names

  private readonly besideTable: boolean

  /** @param besideTable whether figures stand in a table, so that the text around it may have none */
  constructor(text: string, tokens: readonly Token[], names: Names, besideTable: boolean) {
    this.besideTable = besideTable
    this.text = text
    this.tokens = tokens
    this.names = names
  }

  state(): Stated {
    for (const [at, token] of this.tokens.entries()) this.step(token, at)
    this.flush()
    this.settleMisfits()
    this.settleBare()
    this.settleUnread()
    return {
      figures: this.figures,
      nils: this.nils,
      faults: this.faults,
      doubts: [...this.doubts],
      regions: this.tokens.flatMap((token): Region[] => (token.kind === 'region' ? [token.region] : [])),
      dates: this.tokens
        .filter((token): token is DateToken => token.kind === 'date')
        .map(({ date }) => date)
        .filter((date) => !this.spokenFor.has(date)),
      forecasts: this.forecasts,
      correcting: this.correcting,
      named: [...this.named],
    }
  }

  private step(token: Token, at: number): void {
    if (token.kind === 'name') this.name(token, at)
    else if (token.kind === 'number') this.number(token, at)
    else if (token.kind === 'unit') this.unit(token.unit)
    else if (token.kind === 'break') this.break(token.strong, at)
    else if (token.kind === 'word') {
      if (token.word.is === 'nil') this.nil(token, at)
      if (token.word.is === 'correction') this.correcting = true
      if (token.word.is === 'mode' && this.named.size === 0 && !token.word.weak)
        this.headMode = this.headMode === 'cumulative' ? 'cumulative' : token.word.mode
    }
  }

  private name({ id, from, to }: NameToken, at: number): void {
    if (this.taken.has(at)) return
    const last = this.pending.at(-1)
    const between = last ? this.tokens.slice(last.at + 1, at) : []
    if (last && between.some((one) => one.kind === 'break' && one.strong)) this.flush()
    // 小微园区标准厂房: the first only says which workshops
    else if (last && between.every((one) => one.kind === 'blank') && last.id !== id && last.to === from) {
      this.pending.pop()
      this.doubts.add('binding')
    }
    this.named.add(id)
    this.partsOpen = false
    if (!this.pending.some((one) => one.id === id)) this.pending.push({ id, at, from, to })
  }

  private flush(): void {
    this.bare.push(...this.pending)
    this.pending = []
  }

  private break(strong: boolean, at: number): void {
    this.dropUnusedDates(at)
    if (strong) {
      this.partsOpen = false
      if (this.queue.length > 0 && this.tokens[at - 1]?.kind !== 'colon') this.unserved()
    }
  }

  /** 分别12家 for three names: those that got none. */
  private unserved(): void {
    this.bare.push(...this.queue)
    this.queue = []
  }

  /** A clause of intentions without a value takes its date along: 力争年底前全面完成. */
  private dropUnusedDates(at: number): void {
    const start = this.tokens.findLastIndex((one, index) => index < at && one.kind === 'break') + 1
    const clause = this.tokens.slice(start, at)
    if (clause.some((one) => one.kind === 'number')) return
    const { role, dates } = aroundOf(clause)
    if (role === 'target' || role === 'forecast' || role === 'last-year')
      for (const date of dates) this.spokenFor.add(date)
  }

  private unit(unit: string): void {
    const index = this.figures.length - 1
    const last = this.figures[index]
    // 数值：12 \n 单位：家 — the unit follows on a line of its own
    if (last && last.unit === undefined && this.pending.length === 0) this.figures[index] = { ...last, unit }
    else if (!last && this.named.size === 0) this.headUnit = unit
  }

  private nil(token: Token, at: number): void {
    const around = aroundOf(this.tokens.slice(this.since, at))
    const behind = this.pending.length === 0 ? this.nameBehind(at) : undefined
    let ids = this.pending.map(({ id }) => id)
    if (ids.length === 0 && behind) {
      ids = [behind.id]
      this.taken.add(behind.at)
      this.named.add(behind.id)
    }
    const label = around.labels.filter(({ soft }) => !soft).at(-1)
    if (ids.length === 0 && this.subject && !around.rest && !label && this.sameSentence(this.subject.at, at))
      ids = [...this.subject.ids]
    if (ids.length === 0 && label && !around.rest && label.to - label.from >= 2) ids = this.fromLabel(label)
    this.nils.push({ from: token.from, to: token.to, ids, rest: around.rest, dates: around.dates })
    this.pending = []
    this.subject = ids.length > 0 ? { ids, at, fromRight: false } : undefined
    this.since = at + 1
  }

  private sameSentence(from: number, to: number): boolean {
    return !this.tokens.slice(from, to).some((one) => one.kind === 'break' && one.strong)
  }

  private number(token: NumberToken, at: number): void {
    const said = aroundOf(this.tokens.slice(this.since, at))
    const isInTurn = this.queue.length > 0 && this.pending.length === 0 && said.down === undefined
    const around = isInTurn && this.queueDown !== undefined ? { ...said, down: this.queueDown } : said
    const after = this.after(at)
    this.since = after.next
    const side = after.old ? 'old' : around.side
    const role = after.role ?? this.roleOf(around, token)
    if (role) {
      this.skip(around, role, token)
      return
    }
    const targets = this.targets(token, at, around)
    if (!targets) return
    const mode = this.modeOf(around, after.mode)
    for (const target of targets) this.put(target, token, { ...around, ...(side && { side }) }, mode)
  }

  /** Words right behind a number: 20家的目标, 18家有误, 12家（累计）. */
  private after(at: number): { role?: 'target'; old: boolean; mode?: Mode; next: number } {
    const next = this.tokens[at + 1]
    const second = this.tokens[at + 2]
    if (next?.kind === 'bracket' && next.opens) {
      const end = this.tokens.findIndex((one, index) => index > at && one.kind === 'bracket' && !one.opens)
      const inside = end < 0 ? [] : this.tokens.slice(at + 2, end)
      const around = aroundOf(inside)
      if (inside.length > 0 && !inside.some((one) => one.kind === 'number' || one.kind === 'name')) {
        return {
          old: false,
          next: end + 1,
          ...(around.mode && { mode: around.mode }),
          ...(around.role === 'target' && { role: 'target' }),
        }
      }
    }
    const word = next?.kind === 'word' && next.word.is === 'glue' && second?.kind === 'word' ? second : next
    if (
      word?.kind === 'word' &&
      word.word.is === 'role' &&
      word.word.role === 'target' &&
      this.tokens[at + 2]?.kind !== 'number' &&
      this.tokens[at + 2]?.kind !== 'colon'
    ) {
      return { old: false, role: 'target', next: at + 1 }
    }
    const old =
      word?.kind === 'word' && word.word.is === 'correction' && (word.word.side === 'none' || word.word.side === 'new')
    return { old, next: at + 1 }
  }

  /** Why the number is no value, seen by the indicator that it would belong to. */
  private roleOf(around: Around, token: NumberToken): string | undefined {
    const id = this.pending.at(-1)?.id ?? this.subject?.ids[0]
    const indicator = id === undefined ? undefined : this.names.get(id)
    const { role } = around
    const isPercent =
      token.unit === '%' || token.unit === '个百分点' || token.unit === '百分点' || token.unit === '个点'
    const has = id !== undefined && this.figures.some((one) => one.id === id)
    if (role === 'part') return around.mode && around.labels.length === 0 ? undefined : 'part'
    if (this.partsOpen && this.pending.length === 0 && !around.mode) return 'part'
    if (indicator?.kind === 'rate') {
      if (role === 'share' || role === 'completion')
        return isGrowth(indicator) && role === 'completion' ? role : undefined
      if (role === 'year-on-year') return isGrowth(indicator) && !(has && this.pending.length === 0) ? undefined : role
      if (!isGrowth(indicator) && around.down !== undefined && !around.level && has && this.pending.length === 0)
        return 'change'
      if (around.mode === 'increment' && has && this.pending.length === 0) return 'change'
      if (role === 'kind-of') return has && this.pending.length === 0 ? role : undefined
      return role
    }
    if (role === 'completion' || role === 'share') return isPercent || token.unit === undefined ? role : undefined
    if (isPercent && indicator && (has || role || around.down !== undefined)) return 'change'
    if (role === 'kind-of') return has && this.pending.length === 0 ? role : undefined
    return role
  }

  private skip(around: Around, role: string, token: NumberToken): void {
    if (role === 'part') this.partsOpen = true
    for (const { from, to } of around.labels) this.read.push({ from, to })
    if (role === 'part' || role === 'kind-of') return
    for (const date of around.dates) {
      this.spokenFor.add(date)
      if (role === 'forecast' && token.value !== undefined) this.forecasts.push(date)
    }
  }

  /** @returns undefined where the number is nobody's, which has then been noted */
  private targets(token: NumberToken, at: number, around: Around): Named[] | undefined {
    const label = around.labels.at(-1)
    if (this.queue.length > 0 && this.pending.length === 0) return this.queue.splice(0, 1)
    const behind = this.nameBehind(at)
    if (this.pending.length > 0) {
      const here = this.pending.at(-1)
      const guess = label && !label.soft ? this.guess(label) : undefined
      if (guess?.kind === 'one' && guess.how === 'slip' && label && here && label.from > here.to) {
        this.doubts.add('guessed-name')
        this.read.push(label)
        this.named.add(guess.id)
        this.pending.push({ id: guess.id, at, ...label })
      }
      return this.fromPending(token, at, around)
    }
    if (behind && this.prefersBehind(behind, at)) {
      this.named.add(behind.id)
      this.taken.add(behind.at)
      this.subject = { ids: [behind.id], at: behind.at, fromRight: true }
      return [behind]
    }
    const isLabelled = label !== undefined && (!this.subject || !label.soft || this.guess(label).kind !== 'none')
    if (isLabelled && label) {
      if (this.subject && this.isForeign(token, this.subject.ids)) return this.leaveOut(around)
      const [id] = this.fromLabel(label)
      if (id === undefined) return undefined
      this.subject = { ids: [id], at, fromRight: false }
      return [{ id, at, ...label }]
    }
    if (!this.subject) {
      this.fault('unknown-indicator', token)
      return undefined
    }
    const { ids } = this.subject
    return ids.map((id) => ({ id, at, from: token.from, to: token.to }))
  }

  private fromPending(token: NumberToken, at: number, around: Around): Named[] {
    const group = this.pending
    this.pending = []
    const last = group.at(-1)
    if (!last || group.length === 1) {
      this.subject = { ids: group.map(({ id }) => id), at, fromRight: false }
      return group
    }
    if (around.each === 'all') {
      this.subject = { ids: group.map(({ id }) => id), at, fromRight: false }
      return group
    }
    const numbers = this.numbersInRow(at)
    if (around.each === 'in-turn' || numbers === group.length) {
      if (around.each === undefined) this.doubts.add('binding')
      const [first, ...others] = group
      this.queue = others
      this.queueDown = around.down
      this.subject = undefined
      return first ? [first] : []
    }
    const isJoined = group.every((one, index) => index === 0 || this.joined(group[index - 1], one))
    this.subject = { ids: [last.id], at, fromRight: false }
    if (isJoined && group.every(({ id }) => this.names.get(id).kind === 'rate') && token.value !== undefined) {
      this.doubts.add('binding')
      this.subject = { ids: group.map(({ id }) => id), at, fromRight: false }
      return group
    }
    this.bare.push(...group.slice(0, -1))
    return [last]
  }

  private joined(a: Named | undefined, b: Named): boolean {
    return (
      a !== undefined &&
      this.tokens
        .slice(a.at + 1, b.at)
        .every((one) => one.kind === 'blank' || (one.kind === 'word' && one.word.is === 'and'))
    )
  }

  /** How many numbers follow one another without a name in between, this one included. */
  private numbersInRow(at: number): number {
    let count = 0
    for (const token of this.tokens.slice(at)) {
      if (token.kind === 'number') count += 1
      else if (
        token.kind === 'name' ||
        (token.kind === 'break' && token.strong) ||
        (token.kind === 'word' && !['and', 'glue'].includes(token.word.is))
      )
        break
    }
    return count
  }

  /** The name right behind a number: 60亩存量建设用地. */
  private nameBehind(at: number): Named | undefined {
    for (let index = at + 1; index < this.tokens.length; index++) {
      const token = this.tokens[index]
      if (token?.kind === 'name') return { id: token.id, at: index, from: token.from, to: token.to }
      if (token?.kind !== 'blank' && !(token?.kind === 'word' && token.word.is === 'glue')) return undefined
    }
    return undefined
  }

  private prefersBehind(behind: Named, at: number): boolean {
    if (!this.subject || this.subject.fromRight) return true
    const isApart = this.tokens
      .slice(this.subject.at + 1, at)
      .some((one) => one.kind === 'break' || one.kind === 'blank')
    return isApart && !this.hasOwnNumber(behind)
  }

  /** Whether a number follows a name before the next comma, one that is not the next name's. */
  private hasOwnNumber({ at }: Named): boolean {
    for (let index = at + 1; index < this.tokens.length; index++) {
      const token = this.tokens[index]
      if (token?.kind === 'number') return this.nameBehind(index) === undefined
      if (token?.kind === 'break' || token?.kind === 'name') return false
    }
    return false
  }

  private isForeign({ unit }: NumberToken, ids: readonly IndicatorId[]): boolean {
    return (
      unit !== undefined &&
      ids.every((id) => factorOf(this.names.get(id), unit) === undefined) &&
      ids.some((id) => this.figures.some((one) => one.id === id)) &&
      ![...this.names.indicators.values()].some((one) => factorOf(one, unit) !== undefined)
    )
  }

  private leaveOut(around: Around): undefined {
    this.doubts.add('left-out')
    this.read.push(...around.labels)
    return undefined
  }

  private guess(label: { from: number; to: number }): Guess {
    return guessName(this.text.slice(label.from, label.to), this.names)
  }

  /** The indicator that an unknown name may stand for; the fault is noted where there is none, or several. */
  private fromLabel(label: { from: number; to: number }): IndicatorId[] {
    this.read.push(label)
    const guess = this.guess(label)
    if (guess.kind === 'one') {
      this.doubts.add('guessed-name')
      this.named.add(guess.id)
      return [guess.id]
    }
    this.fault(
      guess.kind === 'several' ? 'ambiguous-indicator' : 'unknown-indicator',
      label,
      guess.kind === 'several' ? guess.ids : undefined,
    )
    return []
  }

  private modeOf(around: Around, after: Mode | undefined): Mode {
    if (around.mode === 'increment' && around.modeWeak) this.doubts.add('mode')
    return after ?? around.mode ?? this.headMode ?? 'cumulative'
  }

  private put({ id }: Named, token: NumberToken, around: Around, mode: Mode): void {
    const indicator = this.names.get(id)
    const unit = token.unit ?? around.unit ?? this.fitting(indicator)
    if (unit !== undefined && factorOf(indicator, unit) === undefined) {
      this.misfits.push({ kind: token.value === undefined ? 'not-a-number' : 'bad-unit', from: token.from, to: token.to, id, ids: [id] })
      return
    }
    if (token.value === undefined) {
      this.fault('not-a-number', token, [id])
      return
    }
    this.figures.push({
      id,
      value: this.signed(indicator, token.value, around),
      ...(unit !== undefined && { unit }),
      from: token.from,
      to: token.to,
      numeral: token.numeral,
      mode: indicator.kind === 'rate' ? 'cumulative' : mode,
      ...(around.side && { side: around.side }),
      dates: [],
    })
  }

  private fitting(indicator: Indicator): string | undefined {
    return this.headUnit !== undefined && factorOf(indicator, this.headUnit) !== undefined ? this.headUnit : undefined
  }

  private signed(indicator: Indicator, value: Amount, { down, level, role }: Around): Amount {
    if (indicator.kind !== 'rate') {
      // 低小散减少3家: fewer in number, or three dealt with?
      if (down) this.doubts.add('direction')
      return value
    }
    if (level && isGrowth(indicator)) this.doubts.add('direction')
    if (down && !level) {
      if (isNegative(value)) this.doubts.add('direction')
      return negate(absolute(value))
    }
    const isBareFall = indicator.better === 'lower' && down === undefined && !isNegative(value) && value !== '0'
    if (isBareFall || (!isGrowth(indicator) && down === false && role === undefined && !level))
      this.doubts.add('direction')
    return value
  }

  private fault(kind: Fault['kind'], { from, to }: { from: number; to: number }, ids?: readonly IndicatorId[]): void {
    this.faults.push({ kind, from, to, ...(ids && { ids }) })
  }

  private settleMisfits(): void {
    for (const { id, ...misfit } of this.misfits) {
      if (this.figures.some((one) => one.id === id)) this.doubts.add('left-out')
      else this.faults.push(misfit)
    }
  }

  private settleBare(): void {
    this.unserved()
    const served = new Set([
      ...this.figures.map(({ id }) => id),
      ...this.nils.flatMap(({ ids }) => ids),
      ...this.faults.flatMap(({ ids }) => ids ?? []),
    ])
    for (const { id, from, to } of this.bare) if (!served.has(id)) this.fault('missing-value', { from, to }, [id])
  }

  /** What was not understood: a name that got no number, or plain words that are asked about. */
  private settleUnread(): void {
    const unread = this.tokens.filter(
      (one) => one.kind === 'unread' && !this.read.some(({ from, to }) => from <= one.from && one.to <= to),
    )
    const isNothing = !this.besideTable && this.named.size === 0 && this.faults.length === 0 && this.nils.length === 0
    for (const token of unread) {
      const guess = this.guess(token)
      if (guess.kind === 'one' && (guess.how === 'slip' || isNothing)) this.fault('missing-value', token, [guess.id])
      else if (guess.kind === 'several' && isNothing) this.fault('ambiguous-indicator', token, guess.ids)
      else if (isNothing) this.fault('unknown-indicator', token)
      else this.doubts.add('unread')
    }
  }
}
