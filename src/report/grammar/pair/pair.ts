/**
 * Free text, lists and one-liners: which number is whose.
 *
 * Walks once over what is said. A number belongs to the name before it (僵尸3 低小散96) or to the one right behind it
 * (又盘活60亩存量建设用地); names joined by 和 share one number or take theirs in turn (分别). What stands around a
 * number decides whether it is a figure at all.
 */
import type { Mode } from '../../../ledger/index.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Region } from '../../../office/region.ts'
import type { Guess } from '../names/guess.ts'
import type { Names } from '../names/names.ts'
import { factorOf } from '../names/units.ts'
import { hasNumeral } from '../said/of-amount.ts'
import type { At, Role, Said, SaidAmount } from '../said/said.ts'
import { isFuture, type When } from '../said/when.ts'
import { type Around, aroundOf, type Label } from './around.ts'
import { behindOf } from './behind.ts'
import { Findings } from './findings.ts'
import { Labels } from './labels.ts'
import { isAbove, isOdd, type Place, type Sender } from './places.ts'
import { isPoints, roleOf } from './role.ts'
import type { Placed, Stated } from './statement.ts'
import { isSaid, isStrong, nextAfter, Subjects } from './subjects.ts'

/** What must stand before a number of its own. */
const DANGLING: ReadonlySet<Role> = new Set<Role>(['year-ago', 'before', 'change', 'gap', 'part'])

export class Pairing {
  private readonly regions: Region[] = []
  private readonly whens: Placed[] = []
  private readonly spokenFor = new Set<number>()
  private readonly forecasts: When[] = []
  private partsOpen = false
  private lastWasSort = false
  private since = 0
  private clauseFrom = 0
  /** the bracket that is open, and what stood before it */
  private openAt: number | undefined
  private correcting = false
  private readonly isOwnSaid: boolean
  private readonly subjects: Subjects
  private readonly found: Findings
  private readonly labels: Labels

  private readonly text: string
  private readonly said: readonly Said[]
  private readonly names: Names
  private readonly sender: Sender
  private readonly besideTable: boolean

  /** @param besideTable whether figures stand in a table, so that the text around it may have none */
  constructor(text: string, said: readonly Said[], names: Names, sender: Sender, besideTable: boolean) {
    this.text = text
    this.said = said
    this.names = names
    this.sender = sender
    this.besideTable = besideTable
    this.found = new Findings(text, names)
    this.labels = new Labels(text, names)
    this.subjects = new Subjects(said, (id) => names.get(id))
    this.isOwnSaid = said.some((one) => one.is === 'place' && !isAbove(one, text, sender))
  }

  state(): Stated {
    for (const [index, one] of this.said.entries()) this.step(one, index)
    this.endClause(this.said.length)
    this.settle()
    return {
      figures: this.found.figures,
      nils: this.found.nils,
      faults: this.found.faults,
      doubts: [...this.found.doubts],
      regions: this.regions,
      whens: this.whens.filter(({ at }) => !this.spokenFor.has(at)),
      forecasts: this.forecasts,
      correcting: this.correcting,
      named: [...this.subjects.named],
    }
  }

  private step(one: Said, index: number): void {
    switch (one.is) {
      case 'open':
        this.openAt = index
        return
      case 'close':
        this.openAt = undefined
        return
      case 'name':
        this.partsOpen = false
        if (!one.whole) this.found.doubts.add('guessed-name')
        this.subjects.name(one, index)
        return
      case 'amount':
        this.number(one, index)
        return
      case 'unit':
        this.unit(one.unit)
        return
      case 'nil':
        this.nil(one, index)
        return
      case 'time':
        if (this.isOfPaper(index)) {
          this.spokenFor.add(one.when.at)
          return
        }
        if (this.isRunOn(index)) this.found.doubts.add('binding')
        // 去年二季度…3.2% is that year's; at the end it says when
        if (!one.when.past || !this.hasNumber(index)) this.whens.push({ ...one.when, ...this.found.scope })
        return
      case 'side':
        this.correcting ||= one.side !== 'old'
        return
      case 'mode':
        if (one.when) this.whens.push({ ...one.when, ...this.found.scope })
        if (!one.weak) this.mode(one.mode, index)
        return
      case 'place':
        this.place(one)
        return
      case 'break':
        this.endClause(index)
        this.found.scope = {
          clause: this.found.scope.clause + 1,
          sentence: this.found.scope.sentence + (one.strong ? 1 : 0),
        }
        if (one.strong) {
          this.openAt = undefined
          this.partsOpen = false
          if (this.said[index - 1]?.is !== 'colon') this.subjects.endTurns()
        }
        return
      default:
    }
  }

  /** 5月20日的通知: the day of a paper. */
  private isOfPaper(index: number): boolean {
    const next = this.said[nextAfter(this.said, index, ({ is }) => is !== 'blank' && is !== 'glue')]
    return next?.is === 'paper'
  }

  /** 536月底: where the number ends and the date begins is a guess. */
  private isRunOn(index: number): boolean {
    const [before, one] = [this.said[index - 1], this.said[index]]
    if (before?.is !== 'amount' || before.unit !== undefined || before.end !== one?.at) return false
    const [last, first] = [this.text[before.end - 1] ?? '', this.text[before.end] ?? '']
    return hasNumeral(first) && /\d/.test(last) === /\d/.test(first)
  }

  /** Whether a number follows in the clause. */
  private hasNumber(index: number): boolean {
    const next = this.said[nextAfter(this.said, index, ({ is }) => is === 'amount' || is === 'break' || is === 'time')]
    return next?.is === 'amount'
  }

  private place(place: Place): void {
    if (place.key !== undefined) this.regions.push(this.sender.regions.get(place.key))
    if (isOdd(place, this.text, this.sender)) this.found.doubts.add('binding')
  }

  /** 本月新增：… at the head holds for all; 累计：… before a name for what follows. */
  private mode(mode: Mode, index: number): void {
    if (this.subjects.named.size === 0) this.head(mode)
    else if (this.headsPart(index)) this.found.headMode = mode
  }

  private head(mode: Mode): void {
    if (this.found.headMode !== 'cumulative') this.found.headMode = mode
  }

  private headsPart(index: number): boolean {
    let before = index - 1
    while (this.said[before]?.is === 'blank') before -= 1
    const colon = nextAfter(this.said, index, isSaid)
    const name = nextAfter(this.said, colon, isSaid)
    return isStrong(this.said[before]) && this.said[colon]?.is === 'colon' && this.said[name]?.is === 'name'
  }

  private isAhead = ({ day }: When): boolean => day !== undefined && isFuture(day, this.sender.today)

  /** A clause of intentions without a number takes its day along: 力争年底前全面完成. */
  private endClause(index: number): void {
    const clause = this.said.slice(this.clauseFrom, index)
    this.clauseFrom = index + 1
    const last = clause.findLastIndex(({ is }) => is === 'amount')
    // 12家 去年同期: seen, and of what?
    if (last >= 0 && clause.slice(last).some((one) => one.is === 'role' && DANGLING.has(one.role)))
      this.found.doubts.add('unread')
    if (last >= 0) return
    const { role, whens, rest } = aroundOf(clause)
    // 其他的明天报
    if (rest) for (const when of whens) if (this.isAhead(when) && !when.until) this.spokenFor.add(when.at)
    const isPlan = role === 'plan' || clause.some((one) => one.is === 'role' && one.role === 'plan')
    if (isPlan) for (const when of whens) if (this.isAhead(when)) this.spokenFor.add(when.at)
  }

  private unit(unit: string): void {
    if (this.subjects.named.size === 0) this.found.headUnit = unit
    else if (this.subjects.waiting.length === 0) this.found.lateUnit(unit)
  }

  private nil(one: Extract<Said, { readonly is: 'nil' }>, index: number): void {
    if (one.bare && this.subjects.waiting.length === 0 && this.subjects.named.size > 0) return
    const around = aroundOf(this.said.slice(this.since, index))
    // 僵尸企业：无 may be nothing new, or nothing to say
    if (one.bare) this.found.doubts.add('mode')
    const label = around.labels.filter(({ hard, at, end }) => hard && end - at >= 2).at(-1)
    let ids = this.subjects.forNil(index, !around.rest && !label)
    if (ids.length === 0 && label && !around.rest) ids = this.subjects.become(this.fromLabel(label), index)
    const when = around.whens.find(({ past }) => past)
    this.found.nils.push({
      at: one.at,
      end: one.end,
      ids,
      rest: around.rest,
      ...this.found.scope,
      ...(when && { when }),
    })
    this.since = index + 1
  }

  private number(one: SaidAmount, index: number): void {
    // 10月份新增 僵尸企业1家 低小散35家: said before the first name it holds for all
    if (one.mode && one.before === '' && this.subjects.named.size <= 1) this.head(one.mode)
    const around = this.subjects.inherited(this.withOwn(aroundOf(this.said.slice(this.since, index)), one))
    const behind = behindOf(this.said, index, this.text)
    this.since = behind.next
    const role = behind.role ?? (around.past ? 'year-ago' : this.roleOf(around, one)) ?? this.beside(around, one)
    if (this.subjects.isCount(one)) {
      this.found.excuse(...around.labels)
      return
    }
    if (this.isOfWhole(around)) {
      this.found.excuse(...around.labels)
      this.found.doubts.add('left-out')
      return
    }
    if (role) {
      this.skip(around, role, one)
      return
    }
    const ids = this.owners(one, index, around)
    this.lastWasSort = around.role === 'sort'
    for (const id of ids ?? []) this.found.put(id, one, behind.isOld ? { ...around, side: 'old' } : around, behind)
  }

  /** 全市38家，我县12家: the whole's figure is not the sender's. */
  private isOfWhole({ place }: Around): boolean {
    if (!place || !isAbove(place, this.text, this.sender)) return false
    if (this.isOwnSaid) return true
    const own = this.sender.regions.get(this.sender.region)
    if (place.key === undefined && own.parent) this.regions.push(this.sender.regions.get(own.parent))
    return false
  }

  /** 12家（5月底10家）: in brackets behind a figure stands what is told beside it, unless it says 累计 or 本月 or is the same once more. */
  private beside(around: Around, amount: SaidAmount): Role | undefined {
    const before = this.openAt === undefined ? undefined : this.said[this.openAt - 1]
    const last = this.found.figures.at(-1)
    const isBehind = last !== undefined && before?.is === 'amount' && before.end === last.end
    const isSame = around.same || (last !== undefined && amount.unit !== last.unit)
    if (!isBehind || around.mode || amount.plus || isSame || this.subjects.waiting.length > 0) return undefined
    for (const when of around.whens) this.spokenFor.add(when.at)
    this.found.doubts.add('left-out')
    return 'part'
  }

  private roleOf(around: Around, amount: SaidAmount): Role | undefined {
    const id = this.subjects.current ?? this.labels.soleOf(around)
    const has = id !== undefined && this.found.has(id)
    const isWaiting = this.subjects.waiting.length > 0
    return roleOf({
      around,
      amount,
      isPoints: isPoints(this.text, amount),
      indicator: id === undefined ? undefined : this.names.get(id),
      has,
      isMore: has && !isWaiting,
      partsOpen: this.partsOpen && !isWaiting,
    })
  }

  private skip(around: Around, role: Role, amount: SaidAmount): void {
    this.found.excuse(...around.labels)
    if (role === 'part') this.partsOpen = true
    if (role === 'part' && around.whens.length > 0) this.found.doubts.add('left-out')
    // 关停120家，提升90家: two kinds and no total, so neither is the figure
    if (role === 'sort' && this.lastWasSort) this.found.doubts.add('binding')
    const waiting = this.subjects.waiting.at(-1)
    if (around.past && waiting) this.found.putSpare(waiting.id, amount, around, around.past)
    if (role === 'sort') this.found.putPart(this.subjects.current, amount, around)
    if (role === 'slip') this.found.noteSlip(around, amount)
    if (role === 'part' || role === 'sort' || role === 'change' || role === 'slip') return
    for (const when of around.whens) {
      if (this.isAhead(when)) this.spokenFor.add(when.at)
      if (role === 'plan' && amount.value !== undefined) this.forecasts.push(when)
    }
  }

  /** @returns undefined where the number is nobody's, which has then been noted */
  private owners(one: SaidAmount, index: number, around: Around): readonly IndicatorId[] | undefined {
    const label = around.labels.at(-1)
    if (label?.hard) this.misspelt(label, index)
    const named = this.subjects.forNumber(index, around, one.value !== undefined)
    if (named) return named
    const { subject } = this.subjects
    const isNamed = label !== undefined && (label.hard || this.labels.guess(label).kind !== 'none')
    if (label && (!subject || (isNamed && label.hard))) {
      if (subject && this.isForeign(one, subject.ids)) return this.leaveOut(around)
      const ids = this.fromLabel(this.labels.widest(around, one))
      return ids.length > 0 ? this.subjects.become(ids, index) : undefined
    }
    if (!subject && /^(?:淘汰|整治|处置|盘活|腾出|新?认定|新)$/.test(one.before)) {
      const ids = this.fromLabel({ at: one.at, end: one.numeral.at })
      return ids.length > 0 ? this.subjects.become(ids, index) : undefined
    }
    if (!subject) this.found.fault('unknown-indicator', one)
    return subject?.ids
  }

  /** Behind names that wait, words may be another name misspelt: 僵尸企业、低小三分别为…. */
  private misspelt(label: Label, index: number): void {
    const last = this.subjects.waiting.at(-1)
    if (!last || label.at < last.end) return
    const guess = this.labels.guess(label)
    let isListed = false
    for (let i = last.index; i < index; i++) isListed ||= this.said[i]?.is === 'and'
    if (guess.kind !== 'one' || !isListed) return
    this.found.doubts.add('guessed-name')
    this.found.excuse(label)
    this.subjects.add({ id: guess.id, index: index - 1, at: label.at, end: label.end })
  }

  /** 安置职工300人 beside 僵尸企业12家: a measure that no indicator has. */
  private isForeign({ unit }: SaidAmount, ids: readonly IndicatorId[]): boolean {
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
    const { mode, weak } = aroundOf(this.said.slice(this.since))
    if (mode && !weak && this.found.figures.length > 0) this.found.lateMode(mode)
    this.subjects.flush()
    this.subjects.endTurns()
    if (this.subjects.isGuess) this.found.doubts.add('binding')
    this.found.settle()
    this.settleBare()
    this.settleUnread()
  }

  private settleBare(): void {
    const { nils, faults } = this.found
    const told = new Set([...nils, ...faults].flatMap(({ ids }) => ids ?? []))
    for (const name of this.subjects.bare) {
      if (this.found.has(name.id) || told.has(name.id)) continue
      const next = this.said[nextAfter(this.said, name.index, ({ is }) => is !== 'blank' && is !== 'colon')]
      // 僵尸企业 8/10: eight of ten, or a day?
      const isFraction = next?.is === 'time' && /^\d{1,2}\/\d{1,2}$/.test(next.when.text)
      if (isFraction) this.found.fault('not-a-number', next, [name.id])
      else this.found.fault('missing-value', name, [name.id])
    }
  }

  /** What was not understood: a name that got no number, or plain words that are asked about. */
  private settleUnread(): void {
    const { faults, nils } = this.found
    const isNothing = !this.besideTable && this.subjects.named.size === 0 && faults.length + nils.length === 0
    const unread = this.said.filter((one) => one.is === 'unread')
    for (const one of this.found.unexcused(unread)) {
      if (one.ids?.some((id) => this.subjects.named.has(id))) continue
      if (isNothing) this.unknown(one, one.ids)
      else this.found.doubts.add('unread')
    }
  }

  private unknown(words: At, ids: readonly IndicatorId[] = []): void {
    const guess: Guess = ids.length > 1 ? { kind: 'several', ids } : this.labels.guess(words)
    if (guess.kind === 'one') this.found.fault('missing-value', words, [guess.id])
    else if (guess.kind === 'several') this.found.fault('ambiguous-indicator', words, guess.ids)
    else this.found.fault('unknown-indicator', words)
  }

  /** What the amount itself says stands nearest: 累计新增12家, 较上月增加3家. */
  private withOwn(around: Around, { mode, change, before, fresh }: SaidAmount): Around {
    const isBefore = around.role === 'before'
    const own = mode ?? (isBefore ? 'increment' : undefined)
    // 增加3家: an increment, probably
    const isWeak = /^(?:增加|多)/.test(before) && !isBefore && around.mode !== 'increment'
    const down = change === undefined ? around.down : change === 'down'
    return {
      ...around,
      ...(own && around.mode !== 'cumulative' && { mode: own, weak: own === 'increment' && isWeak }),
      ...(down !== undefined && { down }),
      ...(/[由从]$/.test(before) && { side: 'old' as const }),
      ...(!around.role && this.isSort(fresh) && { role: 'sort' as const }),
    }
  }

  /** 新建1.2万: one of several kinds; 新整治 is of the name's own. */
  private isSort(verb: string | undefined): boolean {
    const id = this.subjects.current
    return id !== undefined && verb !== undefined && (verb.length < 2 || !this.names.get(id).name.includes(verb))
  }
}
