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
import { type Guess, guessName, type Names } from '../names.ts'
import { hasNumeral } from '../said/kinds.ts'
import type { At, Role, Said, SaidAmount } from '../said/said.ts'
import { isFuture, type When } from '../said/when.ts'
import { factorOf } from '../units.ts'
import { type Around, aroundOf } from './around.ts'
import { type Behind, behindOf } from './behind.ts'
import { Findings } from './findings.ts'
import { isNothing, subjectOfNil } from './nil.ts'
import { isAbove, isOdd, type Sender } from './places.ts'
import { roleOf } from './role.ts'
import { isApart, isSecondThought } from './second-thought.ts'
import type { Figure, Placed, Stated } from './statement.ts'
import { isSaid, type Named, nextAfter, Subjects } from './subjects.ts'

/** What must stand before a number of its own. */
const DANGLING: ReadonlySet<Role> = new Set<Role>(['year-ago', 'before', 'change', 'gap', 'part'])

/** Pairs the numbers of a message with indicators, in one walk from left to right; `state` gives what it states. Used once. */
export class Pairing {
  private readonly regions: Region[] = []
  private readonly whens: Placed[] = []
  /** 除了小微园都没新增 */
  private readonly excepted: IndicatorId[] = []
  private readonly spokenFor = new Set<number>()
  private readonly forecasts: When[] = []
  private partsOpen = false
  private since = 0
  private clauseFrom = 0
  /** the bracket that is open, and what stood before it */
  private openAt: number | undefined
  private correcting = false
  /** how many figures were told when the last was said to be wrong: the next number takes its place */
  private undone: number | undefined
  private readonly isOwnSaid: boolean
  private readonly subjects: Subjects
  private readonly found: Findings
  /** the same words are asked about again and again */
  private readonly guesses = new Map<string, Guess>()

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
    this.subjects = new Subjects(said)
    this.isOwnSaid = said.some((one) => one.is === 'place' && !isAbove(one, text, sender))
  }

  state(): Stated {
    for (const [index, one] of this.said.entries()) this.step(one, index)
    this.endClause(this.said.length)
    this.settle()
    return {
      figures: this.found.figures,
      nils: this.found.nils,
      excepted: this.excepted,
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
        this.undone = undefined
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
        this.time(one.when, index)
        return
      case 'side':
        this.undone =
          one.undoes && this.toldLast && isApart(one, this.said[index + 1]) ? this.found.figures.length : undefined
        if (this.undone === undefined) this.correcting ||= one.side !== 'old' && !(one.side === 'none' && one.undoes)
        return
      case 'mode':
        if (one.when) this.whens.push({ ...one.when, clause: this.found.clause })
        this.mode(one.mode, index)
        return
      case 'place':
        if (one.key !== undefined) this.regions.push(this.sender.regions.get(one.key))
        if (isOdd(one, this.text, this.sender)) this.found.doubts.add('binding')
        return
      case 'break':
        this.break(one.strong, index)
        return
      default:
    }
  }

  /** The last figure, where no other name came since. */
  private get toldLast(): Figure | undefined {
    const last = this.found.figures.at(-1)
    return last?.side !== 'old' && last?.id === this.subjects.current && this.subjects.waiting.length === 0
      ? last
      : undefined
  }

  private time(when: When, index: number): void {
    const next = this.said[nextAfter(this.said, index, ({ is }) => is !== 'blank' && is !== 'glue')]
    // 5月20日的通知: the day of a paper
    if (next?.is === 'paper') {
      this.spokenFor.add(when.at)
      return
    }
    if (this.isRunOn(index)) this.found.doubts.add('binding')
    // 去年二季度…3.2% is that year's; at the end it says when
    if (!when.past || !this.hasNumber(index)) this.whens.push({ ...when, clause: this.found.clause })
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

  /** 本月新增 at the head holds for all, 累计：… for what follows. */
  private mode(mode: Mode, index: number): void {
    const isHeading = this.said[nextAfter(this.said, index, isSaid)]?.is === 'colon'
    if (this.subjects.named.size === 0 || isHeading) this.found.headMode = mode
  }

  private break(isStrong: boolean, index: number): void {
    this.endClause(index)
    this.found.clause += 1
    if (!isStrong) return
    this.openAt = undefined
    this.partsOpen = false
    if (this.said[index - 1]?.is !== 'colon') this.subjects.endTurns()
  }

  /** What is intended, or left for later, takes its day along: 力争年底前全面完成, 其他的明天报. */
  private endClause(index: number): void {
    const clause = this.said.slice(this.clauseFrom, index)
    this.clauseFrom = index + 1
    const last = clause.findLastIndex(({ is }) => is === 'amount')
    // 12家 去年同期: seen, and of what?
    if (last >= 0 && clause.slice(last).some((one) => one.is === 'role' && DANGLING.has(one.role)))
      this.found.doubts.add('unread')
    const isPlan = clause.some((one) => one.is === 'role' && one.role === 'plan')
    if (!isPlan && !clause.some(({ is }) => is === 'rest')) return
    for (const one of clause) {
      if (one.is !== 'time' || !this.isAhead(one.when)) continue
      this.spokenFor.add(one.when.at)
      if (isPlan && last >= 0) this.forecasts.push(one.when)
    }
  }

  private isAhead({ day }: When): boolean {
    return day !== undefined && isFuture(day, this.sender.today)
  }

  private unit(unit: string): void {
    if (this.subjects.named.size === 0) this.found.headUnit = unit
    else if (this.subjects.waiting.length === 0) this.found.lateUnit(unit)
  }

  private nil(one: Extract<Said, { readonly is: 'nil' }>, index: number): void {
    if (one.bare && this.subjects.waiting.length === 0 && this.subjects.named.size > 0) return
    // 僵尸企业：无 may be nothing new, or nothing to say
    if (one.bare) this.found.doubts.add('mode')
    const ids = this.ownersOfNil(this.said.slice(this.since, index), index)
    this.since = index + 1
    if (!ids) return
    const { at, end } = one
    this.found.nils.push({ at, end, ids, clause: this.found.clause })
  }

  /** @returns none where a name before it is nobody's, which has then been noted: 园区没新增 is not of everything */
  private ownersOfNil(before: readonly Said[], index: number): readonly IndicatorId[] | undefined {
    if (before.some(({ is }) => is === 'except')) {
      this.leaveOut(before)
      return []
    }
    // 低小散, 其他没有新增: what was named before is not among them
    if (before.some(({ is }) => is === 'rest')) this.subjects.flush()
    const ids = this.subjects.forNil(index)
    const label = subjectOfNil(before)
    if (ids.length > 0 || !label) return ids
    const guessed = this.fromLabel(label)
    return guessed.length > 0 ? guessed : undefined
  }

  /** 除了小微园都没新增 */
  private leaveOut(before: readonly Said[]): void {
    this.excepted.push(...this.subjects.leaveOut())
    for (const { hard, ...label } of aroundOf(before).labels) if (hard) this.excepted.push(...this.fromLabel(label))
  }

  private number(one: SaidAmount, index: number): void {
    // 10月份新增 僵尸企业1家 低小散35家: said before the first name it holds for all
    if (one.mode && one.before === '' && this.subjects.named.size <= 1) this.found.headMode = one.mode
    const around = this.subjects.inherited(this.withOwn(aroundOf(this.said.slice(this.since, index)), one))
    const behind = behindOf(this.said, index, this.text)
    this.since = behind.next
    const again = this.takenBack(one, index)
    if (again) this.found.put(again.id, one, { ...around, mode: around.mode ?? again.mode }, behind)
    else if (!this.isNoFigure(one, around, behind))
      for (const id of this.owners(one, index, around))
        this.found.put(id, one, behind.isOld ? { ...around, side: 'old' } : around, behind)
  }

  /** The last figure, where this number takes its place: it was said to be wrong, or is a second thought. */
  private takenBack(one: SaidAmount, index: number): Figure | undefined {
    const last = this.toldLast
    const isUndone = this.undone === this.found.figures.length
    const isAnew = !isUndone && last !== undefined && isSecondThought(this.said, index, last, one)
    this.undone = undefined
    if (isAnew) this.found.doubts.add('left-out')
    return isUndone || isAnew ? this.found.takeBack() : undefined
  }

  /** Whether a number is no figure: a goal, a gap, a part, of a whole above, or how many names there are. It is left out. */
  private isNoFigure(one: SaidAmount, around: Around, behind: Behind): boolean {
    const role = behind.role ?? (around.past ? 'year-ago' : this.roleOf(around, one)) ?? this.beside(around, one)
    const isOfWhole = this.isOfWhole(around)
    if (isOfWhole) this.found.doubts.add('left-out')
    if (!role && !isOfWhole && !this.subjects.isCount(one)) return false
    this.found.excuse(...around.labels)
    if (role && !isOfWhole) this.skip(around, role)
    return true
  }

  /** 全市38家，我县12家: the whole's figure is not the sender's. */
  private isOfWhole({ place }: Around): boolean {
    if (!place || !isAbove(place, this.text, this.sender)) return false
    if (this.isOwnSaid) return true
    const own = this.sender.regions.get(this.sender.region)
    if (place.key === undefined && own.parent) this.regions.push(this.sender.regions.get(own.parent))
    return false
  }

  /** 12家（5月底10家）: in brackets behind a figure stands what is told beside it, unless it says 累计 or 本月 or has another unit. */
  private beside(around: Around, amount: SaidAmount): Role | undefined {
    const before = this.openAt === undefined ? undefined : this.said[this.openAt - 1]
    const last = this.found.figures.at(-1)
    if (last === undefined || before?.is !== 'amount' || before.end !== last.end || this.subjects.waiting.length > 0)
      return undefined
    if (around.mode || amount.plus || amount.unit !== last.unit) return undefined
    for (const when of around.whens) this.spokenFor.add(when.at)
    this.found.doubts.add('left-out')
    return 'part'
  }

  private roleOf(around: Around, amount: SaidAmount): Role | undefined {
    const id = this.subjects.current
    const has = id !== undefined && this.found.has(id)
    const isWaiting = this.subjects.waiting.length > 0
    return roleOf({
      around,
      amount,
      indicator: id === undefined ? undefined : this.names.get(id),
      has,
      isMore: has && !isWaiting,
      partsOpen: this.partsOpen && !isWaiting,
    })
  }

  private skip({ whens }: Around, role: Role): void {
    if (role === 'part') this.partsOpen = true
    if (role === 'part' && whens.length > 0) this.found.doubts.add('left-out')
    if (role === 'sort') this.found.part(this.subjects.current)
  }

  /** @returns none where the number is nobody's, which has then been noted */
  private owners(one: SaidAmount, index: number, around: Around): readonly IndicatorId[] {
    const named = this.subjects.forNumber(index, around)
    if (named) return named
    const label = around.labels.at(-1)
    const { subject } = this.subjects
    if (label && (!subject || label.hard)) {
      if (!subject || !this.isForeign(one, subject.ids)) return this.fromLabel(label)
      this.found.doubts.add('left-out')
      this.found.excuse(...around.labels)
      return []
    }
    if (!subject && /^(?:淘汰|整治|处置|盘活|腾出|新?认定|新)$/.test(one.before))
      return this.fromLabel({ at: one.at, end: one.numeral.at })
    if (!subject) this.found.fault('unknown-indicator', one)
    return subject?.ids ?? []
  }

  /** 安置职工300人 beside 僵尸企业12家: a measure that no indicator has. */
  private isForeign({ unit }: SaidAmount, ids: readonly IndicatorId[]): boolean {
    const fits = (id: IndicatorId): boolean => unit !== undefined && factorOf(this.names.get(id), unit) !== undefined
    const has = ids.some((id) => this.found.has(id))
    return unit !== undefined && has && ![...this.names.indicators.keys()].some(fits)
  }

  /** The indicator that an unknown name may stand for; the fault is noted where there is none, or several. */
  private fromLabel(label: At): readonly IndicatorId[] {
    this.found.excuse(label)
    const guess = this.guess(label)
    if (guess.kind === 'one') {
      this.found.doubts.add('guessed-name')
      return this.subjects.become([guess.id])
    }
    if (guess.kind === 'several') this.found.fault('ambiguous-indicator', label, guess.ids)
    else this.found.fault('unknown-indicator', label)
    return []
  }

  private guess({ at, end }: At): Guess {
    const words = this.text.slice(at, end)
    const guess = this.guesses.get(words) ?? guessName(words, this.names)
    this.guesses.set(words, guess)
    return guess
  }

  private settle(): void {
    const { mode } = aroundOf(this.said.slice(this.since))
    if (mode) this.found.lateMode(mode)
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
      else if (isNothing(this.said, name.index, this.text)) this.nothing(name)
      else this.found.fault('missing-value', name, [name.id])
    }
  }

  private nothing({ id, index, at, end }: Named): void {
    const next = nextAfter(this.said, index, ({ is }) => is === 'break' || is === 'name')
    this.found.excuse(...this.said.slice(index + 1, next))
    this.found.doubts.add('mode')
    this.found.nils.push({ at, end, ids: [id], clause: this.found.clause })
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

  private unknown({ at, end }: At, ids: readonly IndicatorId[] = []): void {
    const guess = ids.length > 1 ? { kind: 'several' as const, ids } : this.guess({ at, end })
    if (guess.kind === 'one') this.found.fault('missing-value', { at, end }, [guess.id])
    else if (guess.kind === 'several') this.found.fault('ambiguous-indicator', { at, end }, guess.ids)
    else this.found.fault('unknown-indicator', { at, end })
  }

  /** What the amount itself says stands nearest: 累计新增12家, 较上月增加3家. */
  private withOwn(around: Around, { mode, change, before, fresh }: SaidAmount): Around {
    const own = mode ?? (around.role === 'before' ? 'increment' : undefined)
    const down = change === undefined ? around.down : change === 'down'
    return {
      ...around,
      ...(own && around.mode !== 'cumulative' && { mode: own }),
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
