/**
 * Questions on what was done: how often we were reminded, who locked May, why it was returned. Read of spans alone: a
 * deed that is said to be done, and what is asked of it.
 */
import type { Span, Utterance } from '../language/index.ts'
import { endOf, type Period, periodOf } from '../office/period.ts'
import type { ActsQuery, Deed, LedgerQuery } from '../query/index.ts'
import { deedOf, type Of, Said, type Told } from './facts/said.ts'
import { placesIn, type Standpoint } from './facts/standpoint.ts'
import { monthsBetween } from './slots/when.ts'

type Last = ActsQuery | LedgerQuery

/**
 * What a message asks of what was done.
 * @param last what the message before asked, of acts or of figures: what this one does not say comes from there
 * @returns undefined where it asks for nothing that was done: how figures stand, a wish, a report
 */
export function actsAsked(utterance: Utterance, given: Standpoint, last?: Last): ActsQuery | undefined {
  const [reading] = utterance.readings
  if (!reading || utterance.raw.length > LONGEST) return undefined
  const said = new Said(reading, utterance)
  const done = deedIn(said, utterance)
  if (done?.deed) {
    const asked = askedOf(done, said, utterance, last)
    // why one figure that was spoken of was returned, its own history tells with the figure
    const isOfFigure = asked?.asks === 'why' && last && !('deed' in last) && typeof last.of !== 'string'
    if (isOfFigure && !said.has('region')) return undefined
    return asked && composed({ said, utterance, given, ...asked, last })
  }
  const goesOn = saysSomething(said) && !asksFigure(said) && isOfIt(said, utterance)
  const before = !done && last && 'deed' in last && goesOn ? last : undefined
  const most = mostIn(said)
  if (!before || most === 'unknown') return undefined
  const asks = asksIn(said, before.deed, true) ?? before.asks
  return composed({ said, utterance, given, deed: before.deed, asks, most, last })
}

/**
 * Whether a message by itself asks what was done in the office (who reminded, returned, locked). Such a message
 * wishes nothing, whatever it resembles.
 */
export function asksOfActs(utterance: Utterance): boolean {
  const [reading] = utterance.readings
  if (!reading || utterance.raw.length > LONGEST) return false
  const said = new Said(reading, utterance)
  const done = deedIn(said, utterance)
  return done?.deed !== undefined && askedOf(done, said, utterance) !== undefined
}

type Wanted = Pick<ActsQuery, 'deed' | 'asks' | 'most'>

/** What is asked of a deed that is named; undefined where nothing is, or more is said than of it. */
function askedOf(done: DeedSaid, said: Said, utterance: Utterance, last?: Last): Wanted | undefined {
  if (!isOfIt(said, utterance, done)) return undefined
  const most = mostIn(said)
  const asks = asksIn(
    said,
    done.deed,
    utterance.small.some(({ part, at }) => part.kind === 'of' && at === done.span.end),
  )
  if (most === 'unknown' || (!asks && !most)) return undefined
  const wanted = { deed: done.deed, asks: asks ?? 'whom', most } as const
  // the same deed as before, or the last time that it was done, is surely asked of itself
  const isAgain = last !== undefined && 'deed' in last && last.deed === done.deed
  const isLast = asks === 'when' && isLastTime(utterance)
  return isAgain || isLast || isFor(wanted, said) ? wanted : undefined
}

/** Nobody asks after one act at such length. */
const LONGEST = 160

interface DeedSaid {
  readonly deed: Deed
  readonly span: Span
}

/** @returns `undefined` where none is named; one without `deed` where it is named and not said to be done */
function deedIn(said: Said, utterance: Utterance): DeedSaid | { readonly deed: undefined } | undefined {
  const isLast = isLastTime(utterance)
  const all = said.firm.flatMap((span) => {
    const one = deedOf(span.found) ?? (isLast && isOfReport(span.found) ? LAST_REPORT : undefined)
    return one ? [{ ...one, span }] : []
  })
  if (all.length === 0) return cameIn(said, utterance)
  const isToldDone = donesIn(said, utterance)
  return all.find(({ isDone, span }) => isDone || isToldDone(span)) ?? { deed: undefined }
}

/** 今天收到几份, 今天有新报上来的吗: on days, or counted, what came is told by the reports. */
function cameIn(said: Said, { small }: Utterance): DeedSaid | undefined {
  const came = small.find(({ part }) => part.kind === 'filler' && part.as === 'came')
  const isOfDays = daysOnly(said) || said.all('ask').some(({ found }) => isTimes(found))
  if (!came || !isOfDays) return undefined
  return { deed: 'report', span: { ...came, found: { kind: 'measure', measure: 'reported', is: true } } }
}

/** 上次是什么时候报的: of whichever period. */
const LAST_REPORT = { deed: 'report', isDone: true } as const
const isOfReport = (found: Span['found']): boolean => found.kind === 'measure' && found.measure === 'reportedAt'

const isLastTime = ({ small }: Utterance): boolean =>
  small.some(({ part }) => part.kind === 'last-time' || (part.kind === 'filler' && part.as === 'last'))

/** 催过, 是谁审的, 上次催: behind the act or about it, that it was done; how many times is asked of what was, 最多 too. */
function donesIn(said: Said, utterance: Utterance): (span: Span) => boolean {
  const { small, breaks } = utterance
  const isOfAll =
    isLastTime(utterance) ||
    said.has('extreme') ||
    said.all('ask').some(({ found }) => found.of === 'existence' || isTimes(found))
  if (isOfAll) return () => true
  const marks = [
    ...small.filter(({ part }) => part.kind === 'done'),
    ...said.latent('aspect').filter(({ found }) => found.of === 'done'),
  ].map(({ at }) => at)
  const cleft = new Set(small.flatMap(({ part, at }) => (part.kind === 'of' ? [at] : [])))
  const endOf = (at: number): number => breaks.find((one) => one >= at) ?? Number.POSITIVE_INFINITY
  return ({ at, end }) => cleft.has(end) || marks.some((mark) => mark >= at && mark <= endOf(end))
}

const isTimes = ({ for: asked, unit }: Of<'ask'>): boolean =>
  (asked === 'how-many' || asked === 'how-much') && unit !== undefined && TIMES.has(unit)
const TIMES: ReadonlySet<string> = new Set(['次', '人次', '份', '条'])

/** Kinds that tell how figures stand, which no act does. */
const OF_FIGURES = ['compare', 'running', 'base', 'series', 'sorted', 'document', 'section', 'repair'] as const

/** Whether nothing else is said than of whom, when, of which figures and what of it. */
function isOfIt(said: Said, { small, breaks }: Utterance, done?: DeedSaid): boolean {
  if (OF_FIGURES.some((kind) => said.all(kind).length > 0)) return false
  // 报多少才能进前三: what it takes is asked of figures
  if (said.thens.length > 0 && said.has('extreme')) return false
  const isOfLast = (span: Span): boolean => small.some(({ part, at }) => part.kind === 'last-time' && at === span.at)
  if (said.all('unread').some((span) => span.found.like !== 'other' && !isOfLast(span))) return false
  const own = done?.span
  const clause = (at: number): number => breaks.findIndex((end) => end >= at)
  const isAside = ({ at }: Span): boolean => own !== undefined && clause(at) !== clause(own.at)
  const isOther = (span: Span): boolean => span !== own && !(own && span.at < own.end && own.at < span.end)
  const isPlain = ({ found }: Told<'measure'>): boolean => found.measure === 'value' || found.measure === 'reason'
  return (
    said.all('measure').every((one) => !isOther(one) || isPlain(one)) &&
    said.all('act').every((one) => !isOther(one) || isAside(one) || one.found.act === 'progress') &&
    said.all('amount').every(({ found }) => found.unit === '次') &&
    said.all('ask').every(({ found }) => found.for !== 'how-to' && found.of !== 'indicator' && found.of !== 'duty')
  )
}

/** A follow-up says whom, when, of what, or what else is asked of it. */
const saysSomething = (said: Said): boolean => said.has('region', 'own', 'parts', 'time', 'ask', 'extreme', 'indicator')

/** 澄州老旧木厂多少: whose figure, of what, and how much it is are a question of their own. */
const asksFigure = (said: Said): boolean =>
  said.has('indicator') &&
  said.has('region', 'own', 'parts') &&
  said.all('ask').some(({ found }) => (found.for === 'how-much' || found.for === 'how-many') && !isTimes(found))

/** Which of what is asked comes first: what the others stand beside anyway. */
const ORDER = ['why', 'when', 'how-many', 'who', 'which', 'whether'] as const

/** @param isCleft 是谁审的, who did it; else who it was done to: 谁被退回了 */
function asksIn(said: Said, deed: Deed, isCleft: boolean): ActsQuery['asks'] | undefined {
  const asks = said.all('ask').map(({ found }) => (found.for === 'how-much' ? 'how-many' : found.for))
  const first = ORDER.find((one) => asks.includes(one))
  // who reported, or was reminded, is asked of places; 谁报了 asks by itself
  const isOfPlaces = deed === 'remind' || deed === 'report'
  if (first === undefined) return said.names('reportedBy') ? 'whom' : undefined
  if (first === 'who' || first === 'which') return isOfPlaces || !isCleft || said.has('parts') ? 'whom' : 'who'
  return first
}

/** 催得最多的县, 哪天报的最多; of the least those with none would be, which nothing was done to. */
function mostIn(said: Said): ActsQuery['most'] | 'unknown' {
  const [extreme] = said.all('extreme')
  if (!extreme) return undefined
  // counties of cities are counted by how they stand: 上报县数最多的市
  const levels = new Set(said.all('parts').map(({ found }) => found.level))
  // who was first is asked of the moments of the reports
  if (
    extreme.found.measure === 'reportedAt' ||
    extreme.found.end === 'last' ||
    extreme.found.nth !== undefined ||
    levels.size > 1
  )
    return 'unknown'
  const isOfDays = said.asks('when')
  const isOfCities = said.all('parts').some(({ found }) => found.level === 'city')
  return { by: isOfDays ? 'day' : isOfCities ? 'city' : 'place', down: true, n: extreme.found.n ?? 1 }
}

interface Parts {
  readonly said: Said
  readonly utterance: Utterance
  readonly given: Standpoint
  readonly deed: Deed
  readonly asks: ActsQuery['asks']
  readonly most?: ActsQuery['most']
  readonly last: Last | undefined
}

function composed(parts: Parts): ActsQuery {
  const { said, deed, asks, most } = parts
  const of = [...new Set(said.all('indicator').flatMap(({ found }) => found.ids))]
  const { isSaid, ...whom } = whomIn(parts)
  const kept = parts.last && 'deed' in parts.last && parts.last.deed === deed ? parts.last : undefined
  const ids = of.length > 0 ? of : kept?.of
  return {
    deed,
    asks,
    ...whom,
    ...(ids && deed !== 'remind' && deed !== 'lock' && { of: ids }),
    ...timeIn(parts, isSaid),
    ...(most && { most }),
  }
}

function whomIn({ said, given, deed, last }: Parts): Pick<ActsQuery, 'places' | 'mine'> & { readonly isSaid: boolean } {
  const { regions, own } = given
  const named = placesIn(said, given)
  const inner = named.filter((key) => !named.some((other) => other !== key && regions.within(other, key)))
  const parts = said.all('parts').map(({ found }) => (found.whole === 'own' ? wholeOf(found, given) : found.whole))
  const places = inner.length > 0 ? inner : [...new Set(parts)]
  if (places.length > 0) {
    const isMine = said.all('own').some(({ found }) => found.level === undefined && !found.whole)
    return { places, ...(deed === 'remind' && isMine && isCounty(own, given) && { mine: true }), isSaid: true }
  }
  // 催我 and 提醒我 name the speaker
  const isMe = said.all('act').some(({ found }) => found.act === 'snooze')
  if (isMe) return { places: [own], ...(isCounty(own, given) && { mine: true }), isSaid: true }
  if (last && 'deed' in last) return { places: last.places, ...(last.mine && { mine: true }), isSaid: false }
  if (last && deed !== 'remind')
    return { places: 'places' in last.whom ? last.whom.places : [last.whom.parts], isSaid: false }
  return { places: [own], isSaid: false }
}

const isCounty = (key: Standpoint['own'], { regions }: Standpoint): boolean => regions.get(key).level === 'county'

/** A county's person asks about the counties of the province, a coordinator about their own. */
const wholeOf = ({ level }: Of<'parts'>, { regions, own }: Standpoint): Standpoint['own'] =>
  level === 'city' || isCounty(own, { regions } as Standpoint) ? regions.province.key : own

/**
 * A day or week is when it was done; so is a month, but of what is locked, and where the month's figures are spoken of
 * (6月的数谁审的) or it is not asked how often.
 */
function timeIn(
  { said, utterance, given, deed, asks, most, last }: Parts,
  isPlaceSaid: boolean,
): Pick<ActsQuery, 'about' | 'within'> {
  const times = said.all('time').filter(({ found }) => !found.versus)
  const [first] = times
  // 上次 is whenever it was
  if (isLastTime(utterance)) return {}
  if (!first) return timeBefore(last, deed) ?? (isPlaceSaid ? {} : defaultTime({ deed, asks, most }, given))
  const from = times.map(({ found }) => found.from).sort()[0] ?? first.found.from
  const to =
    times
      .map(({ found }) => found.to)
      .sort()
      .at(-1) ?? first.found.to
  const isOfDays = first.found.grain === 'day' || first.found.grain === 'week' || first.found.grain === 'year'
  const isNoun = utterance.small.some(({ part, at }) => part.kind === 'of' && at === first.end)
  const isCounted = most !== undefined || said.all('ask').some(({ found }) => isTimes(found))
  const isOfFigures = deed === 'lock' || (deed !== 'remind' && !isOfDays && (isNoun || !isCounted))
  if (first.found.grain === 'year' && deed === 'lock') return {}
  if (!isOfFigures) return { within: { from, to } }
  const months = monthsBetween(from, to)
  return { about: deed === 'lock' ? months : [...months, ...quartersEnding(months)] }
}

const quartersEnding = (months: readonly Period[]): Period[] =>
  months.flatMap((month) => {
    const quarter = periodOf('quarter', endOf(month))
    return endOf(quarter) === endOf(month) ? [quarter] : []
  })

/** As it was said before; of figures their periods, where those were said. */
function timeBefore(last: Last | undefined, deed: Deed): Pick<ActsQuery, 'about' | 'within'> | undefined {
  if (!last || (!('deed' in last) && (deed === 'remind' || typeof last.when === 'string'))) return undefined
  if (!('deed' in last)) return typeof last.when === 'string' ? undefined : { about: last.when }
  if (last.deed !== deed) return last.about && deed !== 'remind' ? { about: last.about } : undefined
  return { ...(last.about && { about: last.about }), ...(last.within && { within: last.within }) }
}

/** 催了谁, with no time and nothing before: today. */
const defaultTime = ({ deed, asks, most }: Wanted, { today }: Standpoint): Pick<ActsQuery, 'within'> =>
  deed === 'remind' && asks === 'whom' && !most ? { within: { from: today, to: today } } : {}

/** What of each deed is asked here; the rest is how figures stand, which the ledger's own measures tell. */
function isFor({ deed, asks, most }: Wanted, said: Said): boolean {
  const isCounted = most !== undefined || said.all('ask').some(({ found }) => isTimes(found))
  switch (deed) {
    case 'lock':
      return true
    case 'remind':
      return asks !== 'why'
    case 'report':
      return (
        isCounted ||
        (daysOnly(said) && (asks === 'whom' || asks === 'whether' || (asks === 'how-many' && countsPlaces(said))))
      )
    case 'correct':
      return most !== undefined || asks === 'who'
    default:
      return isEver(said) || isCounted || asks === 'who' || asks === 'when' || asks === 'why'
  }
}

/** 退回过: that it was done at any time, and not how it stands now. */
const isEver = (said: Said): boolean => said.all('measure').some(({ found }) => found.ever === true)

const daysOnly = (said: Said): boolean =>
  said.has('time') && said.all('time').every(({ found }) => found.grain === 'day' || found.grain === 'week')

const countsPlaces = (said: Said): boolean =>
  said.has('parts') ||
  said.all('ask').some(({ found }) => found.for === 'how-many' && (found.unit === undefined || found.unit === '家'))
