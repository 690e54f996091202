/**
 * Free text, lists and one-liners: which number is whose.
 *
 * Walks over the tokens once. A number belongs to the name before it (僵尸3 低小散96) or to the one right behind it
 * (又盘活60亩存量建设用地); names joined by 和 share one number or take theirs in turn (分别). What stands around a
 * number decides whether it is a value at all.
 */
import type { Mode } from '../../ledger/index.ts'
import type { DateMention } from '../../office/dates.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'
import { type Around, aroundOf } from './around.ts'
import { behindOf } from './behind.ts'
import { type Guess, guessName } from './guess.ts'
import type { Role } from './lexicon.ts'
import type { Names } from './names.ts'
import { roleOf } from './role.ts'
import { isSignDoubtful, signed } from './sign.ts'
import type { Doubt, Fault, Figure, Nil, Stated } from './stated.ts'
import { Subjects } from './subjects.ts'
import type { NumberToken, Token } from './tokens.ts'
import { factorOf } from './units.ts'

interface At {
  readonly from: number
  readonly to: number
}

export class Clauses {
  private readonly figures: Figure[] = []
  private readonly nils: Nil[] = []
  private readonly faults: Fault[] = []
  /** numbers with another indicator's unit: faults, unless the indicator's value stands elsewhere */
  private readonly misfits: (Fault & { readonly ids: readonly IndicatorId[] })[] = []
  private readonly doubts = new Set<Doubt>()
  private readonly spokenFor = new Set<DateMention>()
  private readonly forecasts: DateMention[] = []
  /** unread words that are accounted for */
  private readonly excused: At[] = []
  private headMode: Mode | undefined
  private headUnit: string | undefined
  private partsOpen = false
  /** the last value was itself a kind (关停120家): the next is not a part of it */
  private lastWasKind = false
  private since = 0
  private correcting = false

  private readonly text: string
  private readonly tokens: readonly Token[]
  private readonly names: Names
  private readonly subjects: Subjects
  private readonly besideTable: boolean

  private readonly isAhead: (date: DateMention) => boolean

  /**
   * @param besideTable whether figures stand in a table, so that the text around it may have none
   * @param isAhead whether a date is still to come: beside a target it is the target's, no figure's
   */
  constructor(
    text: string,
    tokens: readonly Token[],
    names: Names,
    besideTable: boolean,
    isAhead: (date: DateMention) => boolean,
  ) {
    this.isAhead = isAhead
    this.text = text
    this.tokens = tokens
    this.names = names
    this.subjects = new Subjects(tokens, (id) => names.get(id))
    this.besideTable = besideTable
  }

  state(): Stated {
    for (const [at, token] of this.tokens.entries()) this.step(token, at)
    this.endClause(this.tokens.length)
    this.settle()
    const dates = this.tokens.flatMap((token) => (token.kind === 'date' ? [token.date] : []))
    return {
      figures: this.figures,
      nils: this.nils,
      faults: this.faults,
      doubts: [...this.doubts],
      regions: this.tokens.flatMap((token) => (token.kind === 'region' ? [token.region] : [])),
      dates: dates.filter((date) => !this.spokenFor.has(date)),
      forecasts: this.forecasts,
      correcting: this.correcting,
      named: [...this.subjects.named],
    }
  }

  private step(token: Token, at: number): void {
    if (token.kind === 'name') {
      this.partsOpen = false
      this.subjects.name(token, at)
    } else if (token.kind === 'number') this.number(token, at)
    else if (token.kind === 'unit') this.unit(token.unit)
    else if (token.kind === 'break') {
      this.endClause(at)
      if (token.strong) this.endSentence(at)
    } else if (token.kind === 'word') {
      if (token.word.is === 'nil') this.nil(token, at)
      if (token.word.is === 'correction') this.correcting = true
      if (
        token.word.is === 'mode' &&
        this.subjects.named.size === 0 &&
        !token.word.weak &&
        this.headMode !== 'cumulative'
      )
        this.headMode = token.word.mode
    }
  }

  private endSentence(at: number): void {
    this.partsOpen = false
    if (this.tokens[at - 1]?.kind !== 'colon') this.subjects.endTurns()
  }

  /** A clause of intentions without a number takes its date along: 力争年底前全面完成. */
  private endClause(at: number): void {
    const start = this.tokens.findLastIndex((one, index) => index < at && one.kind === 'break') + 1
    const clause = this.tokens.slice(start, at)
    if (clause.some(({ kind }) => kind === 'number')) return
    const { role, dates } = aroundOf(clause)
    if (role === 'target' || role === 'forecast')
      for (const date of dates) if (this.isAhead(date)) this.spokenFor.add(date)
  }

  private unit(unit: string): void {
    const last = this.figures.at(-1)
    // 当月：1 \n 累计：12 \n 单位：家 — the unit follows on a line of its own
    if (last && this.subjects.waiting.length === 0) {
      for (let at = this.figures.length - 1; at >= 0; at--) {
        const figure = this.figures[at]
        if (!figure || figure.id !== last.id || figure.unit !== undefined) break
        this.figures[at] = { ...figure, unit }
      }
    }
    if (!last && this.subjects.named.size === 0) this.headUnit = unit
  }

  private nil(token: Token, at: number): void {
    const around = aroundOf(this.tokens.slice(this.since, at))
    // 僵尸企业：无 may be nothing new, or nothing to say
    if (/^(?:暂?无|没有)$/.test(this.text.slice(token.from, token.to))) this.doubts.add('mode')
    const label = around.labels.filter(({ soft, from, to }) => !soft && to - from >= 2).at(-1)
    let ids = this.subjects.forNil(at, !around.rest && !label)
    if (ids.length === 0 && label && !around.rest) ids = this.subjects.become(this.fromLabel(label), at)
    this.nils.push({ from: token.from, to: token.to, ids, rest: around.rest, dates: around.dates })
    this.since = at + 1
  }

  private number(token: NumberToken, at: number): void {
    const around = this.subjects.inherited(aroundOf(this.tokens.slice(this.since, at)))
    const behind = behindOf(this.tokens, at, this.text)
    this.since = behind.next
    const role = behind.role ?? this.roleOf(around, token)
    if (role) {
      this.skip(around, role, token)
      return
    }
    const ids = this.owners(token, at, around)
    this.lastWasKind = around.role === 'kind-of'
    for (const id of ids ?? []) this.put(id, token, behind.isOld ? { ...around, side: 'old' } : around, behind.mode)
  }

  private roleOf(around: Around, { unit }: NumberToken): Role | undefined {
    const id = this.subjects.current ?? this.guessed(around)
    const has = id !== undefined && this.figures.some((one) => one.id === id)
    const isWaiting = this.subjects.waiting.length > 0
    return roleOf({
      around,
      unit,
      indicator: id === undefined ? undefined : this.names.get(id),
      has,
      isMore: has && !isWaiting,
      partsOpen: this.partsOpen && !isWaiting,
    })
  }

  /** Before any name, words that are probably one: 高新技术产业增加值占…. */
  private guessed(around: Around): IndicatorId | undefined {
    const guess = around.labels.length > 0 ? this.guess(this.widest(around)) : undefined
    return guess?.kind === 'one' ? guess.id : undefined
  }

  private skip(around: Around, role: Role, { value }: NumberToken): void {
    this.excused.push(...around.labels)
    if (role === 'part') this.partsOpen = true
    if (role === 'part' && around.dates.length > 0) this.doubts.add('left-out')
    // 关停120家，提升90家: two kinds and no total, so neither is the figure
    if (role === 'kind-of' && this.lastWasKind) this.doubts.add('binding')
    if (role === 'part' || role === 'kind-of' || role === 'change') return
    for (const date of around.dates) {
      if (this.isAhead(date)) this.spokenFor.add(date)
      if (role === 'forecast' && value !== undefined) this.forecasts.push(date)
    }
  }

  /** @returns undefined where the number is nobody's, which has then been noted */
  private owners(token: NumberToken, at: number, around: Around): readonly IndicatorId[] | undefined {
    const label = around.labels.at(-1)
    if (label && !label.soft) this.misspelt(label, at)
    const named = this.subjects.forNumber(at, around, token.value !== undefined)
    if (named) return named
    const { subject } = this.subjects
    if (label && (!subject || !label.soft || (!label.verb && this.guess(label).kind !== 'none'))) {
      if (subject && this.isForeign(token, subject.ids)) return this.leaveOut(around)
      const ids = this.fromLabel(this.widest(around))
      return ids.length > 0 ? this.subjects.become(ids, at) : undefined
    }
    if (!subject) this.fault('unknown-indicator', token)
    return subject?.ids
  }

  /** Behind names that wait, words may be another name misspelt: 僵尸企业、低小三分别为…. */
  private misspelt(label: At, at: number): void {
    const last = this.subjects.waiting.at(-1)
    if (!last || label.from < last.to) return
    const guess = this.guess(label)
    const isListed = this.tokens.slice(last.at, at).some((one) => one.kind === 'word' && one.word.is === 'and')
    if (guess.kind !== 'one' || (guess.how !== 'slip' && !isListed)) return
    this.doubts.add('guessed-name')
    this.excused.push(label)
    this.subjects.add({ id: guess.id, at: at - 1, ...label })
  }

  /** 安置职工300人 beside 僵尸企业12家: a measure that no indicator has. */
  private isForeign({ unit }: NumberToken, ids: readonly IndicatorId[]): boolean {
    const fits = (id: IndicatorId): boolean => unit !== undefined && factorOf(this.names.get(id), unit) !== undefined
    const has = ids.some((id) => this.figures.some((one) => one.id === id))
    return unit !== undefined && has && ![...this.names.indicators.keys()].some(fits)
  }

  private leaveOut(around: Around): undefined {
    this.doubts.add('left-out')
    this.excused.push(...around.labels)
    return undefined
  }

  private guess({ from, to }: At): Guess {
    return guessName(this.text.slice(from, to), this.names)
  }

  /** Words that belong together though known ones stand between them, where that makes a name: 高新技术产业…占…比重. */
  private widest({ labels }: Around): At {
    const [first] = labels
    const last = labels.at(-1)
    const all = { from: first?.from ?? 0, to: last?.to ?? 0 }
    const found = [all, ...labels.toReversed()].find((one) => this.guess(one).kind === 'one')
    return found ?? last ?? all
  }

  /** The indicator that an unknown name may stand for; the fault is noted where there is none, or several. */
  private fromLabel(label: At): IndicatorId[] {
    this.excused.push(label)
    const guess = this.guess(label)
    if (guess.kind === 'one') {
      this.doubts.add('guessed-name')
      return [guess.id]
    }
    if (guess.kind === 'several') this.fault('ambiguous-indicator', label, guess.ids)
    else this.fault('unknown-indicator', label)
    return []
  }

  private put(id: IndicatorId, token: NumberToken, around: Around, modeBehind: Mode | undefined): void {
    const indicator = this.names.get(id)
    const unit = token.unit ?? around.unit ?? this.fitting(indicator)
    const place = { from: token.from, to: token.to }
    if (unit !== undefined && factorOf(indicator, unit) === undefined) {
      this.misfits.push({ kind: token.value === undefined ? 'not-a-number' : 'bad-unit', ...place, ids: [id] })
      return
    }
    if (token.value === undefined) {
      this.fault('not-a-number', token, [id])
      return
    }
    if (around.mode === 'increment' && around.modeWeak) this.doubts.add('mode')
    if (isSignDoubtful(indicator, token.value, around)) this.doubts.add('direction')
    const mode = modeBehind ?? around.mode ?? this.headMode
    this.figures.push({
      id,
      value: signed(indicator, token.value, around),
      ...(unit !== undefined && { unit }),
      ...place,
      numeral: token.numeral,
      mode: indicator.kind === 'rate' ? 'cumulative' : (mode ?? 'cumulative'),
      modeSaid: mode !== undefined,
      ...(around.side && { side: around.side }),
      dates: [],
    })
  }

  private fitting(indicator: Indicator): string | undefined {
    return this.headUnit !== undefined && factorOf(indicator, this.headUnit) !== undefined ? this.headUnit : undefined
  }

  private fault(kind: Fault['kind'], { from, to }: At, ids?: readonly IndicatorId[]): void {
    this.faults.push({ kind, from, to, ...(ids && { ids }) })
  }

  /** 僵尸企业3家，低小散35家，均为本月新增: what is said at the end holds for all that had nothing of its own. */
  private applyTrailingMode(): void {
    const { mode, modeWeak } = aroundOf(this.tokens.slice(this.since))
    if (!mode || modeWeak) return
    const bare = this.figures.filter(({ id, modeSaid }) => !modeSaid && this.names.get(id).kind !== 'rate')
    for (const figure of bare) this.figures[this.figures.indexOf(figure)] = { ...figure, mode, modeSaid: true }
    if (bare.length > 0 && this.figures.length > 1 && mode === 'increment') this.doubts.add('mode')
  }

  private settle(): void {
    this.applyTrailingMode()
    this.subjects.flush()
    this.subjects.endTurns()
    if (this.subjects.isGuess) this.doubts.add('binding')
    for (const misfit of this.misfits) {
      if (this.figures.some(({ id }) => misfit.ids.includes(id))) this.doubts.add('left-out')
      else this.faults.push(misfit)
    }
    const served = new Set([
      ...this.figures.map(({ id }) => id),
      ...[...this.nils, ...this.faults].flatMap(({ ids }) => ids ?? []),
    ])
    for (const { id, from, to } of this.subjects.bare)
      if (!served.has(id)) this.fault('missing-value', { from, to }, [id])
    this.settleUnread()
  }

  /** What was not understood: a name that got no number, or plain words that are asked about. */
  private settleUnread(): void {
    const unread = this.tokens.filter(
      ({ kind, from, to }) => kind === 'unread' && !this.excused.some((one) => one.from <= from && to <= one.to),
    )
    const isNothing =
      !this.besideTable && this.subjects.named.size === 0 && this.faults.length === 0 && this.nils.length === 0
    for (const token of unread) {
      const guess = this.guess(token)
      if (guess.kind === 'one' && (guess.how === 'slip' || isNothing)) this.fault('missing-value', token, [guess.id])
      else if (guess.kind === 'several' && isNothing) this.fault('ambiguous-indicator', token, guess.ids)
      else if (isNothing) this.fault('unknown-indicator', token)
      else this.doubts.add('unread')
    }
  }
}
