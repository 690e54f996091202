/**
 * Free text, lists and one-liners: which number is whose.
 *
 * Walks over the tokens once. A number belongs to the name before it (僵尸3 低小散96) or to the one right behind it
 * (又盘活60亩存量建设用地); names joined by 和 share one number or take theirs in turn (分别). What stands around a
 * number decides whether it is a value at all.
 */
import type { Mode } from '../../../ledger/index.ts'
import type { DateMention } from '../../../office/dates.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import { type Around, aroundOf } from '../context/left-context.ts'
import { isSaid, isStrongBreak, lastBefore, nextAfter } from '../context/neighbours.ts'
import { behindOf } from '../context/right-context.ts'
import { roleOf } from '../context/role.ts'
import type { Stated } from '../statement.ts'
import type { Role } from '../tokens/lexicon.ts'
import type { Names } from '../tokens/names.ts'
import type { NumberToken, Token } from '../tokens/tokens.ts'
import { factorOf } from '../tokens/units.ts'
import { Findings } from './findings.ts'
import { Subjects } from './subjects.ts'
import { Labels } from './unknown-names.ts'

interface At {
  readonly from: number
  readonly to: number
}

export class Clauses {
  private readonly found: Findings
  private readonly spokenFor = new Set<DateMention>()
  private readonly forecasts: DateMention[] = []
  private partsOpen = false
  /** the last value was itself a kind (关停120家): the next is not a part of it */
  private lastWasKind = false
  private since = 0
  private clauseFrom = 0
  private correcting = false

  private readonly text: string
  private readonly tokens: readonly Token[]
  private readonly names: Names
  private readonly subjects: Subjects
  private readonly labels: Labels
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
    this.found = new Findings(names)
    this.labels = new Labels(text, names)
    this.subjects = new Subjects(tokens, (id) => names.get(id))
    this.besideTable = besideTable
  }

  state(): Stated {
    for (const [at, token] of this.tokens.entries()) this.step(token, at)
    this.endClause(this.tokens.length)
    this.settle()
    const dates = this.tokens.flatMap((token) => (token.kind === 'date' ? [token.date] : []))
    return {
      figures: this.found.figures,
      nils: this.found.nils,
      faults: this.found.faults,
      doubts: [...this.found.doubts],
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
      if (token.word.is === 'mode' && !token.word.weak) {
        if (this.subjects.named.size === 0) this.headMode(token.word.mode)
        else if (this.headsPart(at)) this.found.headMode = token.word.mode
      }
    }
  }

  /** 本月：僵尸企业2家，低小散35家；累计：僵尸企业11家，…: said once for all that follows. */
  private headsPart(at: number): boolean {
    const colon = nextAfter(this.tokens, at, isSaid)
    const name = nextAfter(this.tokens, colon, isSaid)
    return (
      isStrongBreak(this.tokens[lastBefore(this.tokens, at, isSaid)]) &&
      this.tokens[colon]?.kind === 'colon' &&
      this.tokens[name]?.kind === 'name'
    )
  }

  private headMode(mode: Mode): void {
    if (this.found.headMode !== 'cumulative') this.found.headMode = mode
  }

  private endSentence(at: number): void {
    this.partsOpen = false
    if (this.tokens[at - 1]?.kind !== 'colon') this.subjects.endTurns()
  }

  /** A clause of intentions without a number takes its date along: 力争年底前全面完成. */
  private endClause(at: number): void {
    const clause = this.tokens.slice(this.clauseFrom, at)
    this.clauseFrom = at + 1
    if (clause.some(({ kind }) => kind === 'number')) return
    const { role, dates } = aroundOf(clause)
    if (role === 'target' || role === 'forecast')
      for (const date of dates) if (this.isAhead(date)) this.spokenFor.add(date)
  }

  private unit(unit: string): void {
    if (this.subjects.named.size === 0) this.found.headUnit = unit
    else if (this.subjects.waiting.length === 0) this.found.lateUnit(unit)
  }

  private nil(token: Token, at: number): void {
    const around = aroundOf(this.tokens.slice(this.since, at))
    // 僵尸企业：无 may be nothing new, or nothing to say
    if (/^(?:暂?无|没有)$/.test(this.text.slice(token.from, token.to))) this.found.doubts.add('mode')
    const label = around.labels.filter(({ soft, from, to }) => !soft && to - from >= 2).at(-1)
    let ids = this.subjects.forNil(at, !around.rest && !label)
    if (ids.length === 0 && label && !around.rest) ids = this.subjects.become(this.fromLabel(label), at)
    this.found.nils.push({ from: token.from, to: token.to, ids, rest: around.rest, dates: around.dates })
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
    for (const id of ids ?? []) this.found.put(id, token, behind.isOld ? { ...around, side: 'old' } : around, behind)
  }

  private roleOf(around: Around, { unit }: NumberToken): Role | undefined {
    const id = this.subjects.current ?? this.labels.soleOf(around)
    const has = id !== undefined && this.found.has(id)
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

  private skip(around: Around, role: Role, { value }: NumberToken): void {
    this.found.excuse(...around.labels)
    if (role === 'part') this.partsOpen = true
    if (role === 'part' && around.dates.length > 0) this.found.doubts.add('left-out')
    // 关停120家，提升90家: two kinds and no total, so neither is the figure
    if (role === 'kind-of' && this.lastWasKind) this.found.doubts.add('binding')
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
    if (label && (!subject || !label.soft || (!label.verb && this.labels.guess(label).kind !== 'none'))) {
      if (subject && this.isForeign(token, subject.ids)) return this.leaveOut(around)
      const ids = this.fromLabel(this.labels.widest(around))
      return ids.length > 0 ? this.subjects.become(ids, at) : undefined
    }
    if (!subject) this.found.fault('unknown-indicator', token)
    return subject?.ids
  }

  /** Behind names that wait, words may be another name misspelt: 僵尸企业、低小三分别为…. */
  private misspelt(label: At, at: number): void {
    const last = this.subjects.waiting.at(-1)
    if (!last || label.from < last.to) return
    const guess = this.labels.guess(label)
    const isListed = this.tokens.slice(last.at, at).some((one) => one.kind === 'word' && one.word.is === 'and')
    if (guess.kind !== 'one' || (guess.how !== 'slip' && !isListed)) return
    this.found.doubts.add('guessed-name')
    this.found.excuse(label)
    this.subjects.add({ id: guess.id, at: at - 1, ...label })
  }

  /** 安置职工300人 beside 僵尸企业12家: a measure that no indicator has. */
  private isForeign({ unit }: NumberToken, ids: readonly IndicatorId[]): boolean {
    const fits = (id: IndicatorId): boolean => unit !== undefined && factorOf(this.names.get(id), unit) !== undefined
    const has = ids.some((id) => this.found.has(id))
    return unit !== undefined && has && ![...this.names.indicators.keys()].some(fits)
  }

  private leaveOut(around: Around): undefined {
    this.found.doubts.add('left-out')
    this.found.excuse(...around.labels)
    return undefined
  }

  /** The indicator that an unknown name may stand for; the fault is noted where there is none, or several. */
  private fromLabel(label: At): IndicatorId[] {
    this.found.excuse(label)
    const guess = this.labels.guess(label)
    if (guess.kind === 'one') {
      this.found.doubts.add('guessed-name')
      return [guess.id]
    }
    if (guess.kind === 'several') this.found.fault('ambiguous-indicator', label, guess.ids)
    else this.found.fault('unknown-indicator', label)
    return []
  }

  private settle(): void {
    const { mode, modeWeak } = aroundOf(this.tokens.slice(this.since))
    if (mode && !modeWeak) this.found.lateMode(mode)
    this.subjects.flush()
    this.subjects.endTurns()
    if (this.subjects.isGuess) this.found.doubts.add('binding')
    this.found.settle(this.subjects.bare)
    this.settleUnread()
  }

  /** What was not understood: a name that got no number, or plain words that are asked about. */
  private settleUnread(): void {
    const unread = this.found.unexcused(this.tokens.filter(({ kind }) => kind === 'unread'))
    const isNothing =
      !this.besideTable &&
      this.subjects.named.size === 0 &&
      this.found.faults.length === 0 &&
      this.found.nils.length === 0
    for (const token of unread) {
      const guess = this.labels.guess(token)
      if (guess.kind === 'one' && (guess.how === 'slip' || isNothing))
        this.found.fault('missing-value', token, [guess.id])
      else if (guess.kind === 'several' && isNothing) this.found.fault('ambiguous-indicator', token, guess.ids)
      else if (isNothing) this.found.fault('unknown-indicator', token)
      else this.found.doubts.add('unread')
    }
  }
}
