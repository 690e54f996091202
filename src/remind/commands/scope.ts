/**
 * Whom a wish of several clauses is for. What stands in a clause of its own is no place of the wish by being named: each such
 * clause is classified as if it were said to the list that the wish would show. 统一催一遍，德清不用; 催德清，长兴就不催了.
 */
import {
  changeOfShown,
  clausesOf,
  clauseWords,
  consistsOf,
  marksIn,
  spansIn,
  tellsNo,
  type Utterance,
  unreadIn,
} from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import { isSurely, placesIn } from '../../open/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { isNothingButTime, urgencyIn } from './nudge-time.ts'

/** The places that the clauses of a wish take in and keep out, and those of which it has to be asked. */
export interface Scope {
  readonly in: readonly RegionKey[]
  readonly out: readonly RegionKey[]
  readonly unclear: readonly RegionKey[]
}

/** Of more clauses than these nothing is read apart. */
export const MOST_CLAUSES = 8

/** The clauses of a wish that say nothing of what it does: not whom or whether, not when, nor how. 催湖州的，跟他们说周五要上会. */
export function unusedIn({ said, person, now, commanded }: Asked, { regions, reader }: RemindingOffice): string[] {
  const words = clauseWords(said())
  // a clause alone, without a command word, is what it was taken for
  if (!reader || words.length < (commanded ? 1 : 2) || words.length > MOST_CLAUSES || said().isDense) return []
  const speaking = { today: dayOf(now), own: ownRegion(person, regions), ahead: true } as const
  return words.filter((one) => !isUsed(reader.read(one, speaking)))
}

/** Whether a clause says whom a reminder is for, whether, when or how. */
export const isUsed = (said: Utterance): boolean =>
  placesIn(said).length + butIn(said).length + spansIn(said, 'parts').length > 0 ||
  marksIn(said, 'others', 'excepted').length > 0 ||
  spansIn(said, 'act').some(({ found }) => SENDS.has(found.act)) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === false) ||
  // 抓紧审核
  (spansIn(said, 'act').some(({ found }) => found.act === 'approve') && tellsNo(said, 'time', 'measure')) ||
  isNothingButTime(said) ||
  urgencyIn(said) !== undefined ||
  (unreadIn(said).length === 0 && consistsOf(said, 'polar'))

/**
 * What the clauses of a wish say together of places: 各县提醒一下，长兴放一放.
 * @returns undefined where one clause says it all, or no place is named beside the wish
 */
export function scopeOf({ said, person, now }: Asked, { regions, reader }: RemindingOffice): Scope | undefined {
  const words = clauseWords(said())
  if (!reader || words.length < 2 || words.length > MOST_CLAUSES || said().isDense) return undefined
  const clauses = words.map((one) => reader.read(one, { today: dayOf(now), own: ownRegion(person, regions) }))
  const naming = clauses.filter((one) => placesIn(one).length + butIn(one).length > 0)
  const isBeside = naming.length < clauses.length || naming.some((one) => !isTaken(one))
  if (naming.length === 0 || !clauses.some(isWish) || !isBeside) return undefined
  const placed = naming.map((one) => ({
    places: placesIn(one),
    how:
      placesIn(one).length > 0 && (howSaid(one, clauses[clauses.indexOf(one) + 1]) ?? howClassified(one, reader.acts)),
  }))
  const of = (how: 'in' | 'out' | 'unclear'): RegionKey[] =>
    placed.flatMap((one) => (one.how === how ? one.places : []))
  const unclear = of('unclear')
  // 安吉我自己打，其他的你发: what the clauses say together is plain, though one of them is not
  const change = unclear.length > 0 ? changeOfShown(said()) : undefined
  if (change) return change.how === 'out' ? { in: [], out: change.places, unclear: [] } : undefined
  return { in: of('in'), out: [...of('out'), ...naming.flatMap(butIn)], unclear }
}

/** What a clause says of the places that it names, or the next says of those, as far as words say it for certain. */
function howSaid(said: Utterance, next: Utterance | undefined): 'in' | 'out' | undefined {
  if (isTaken(said)) return 'in'
  const goesOn = next && tellsNo(next, 'region', 'parts') && marksIn(next, 'others').length === 0 ? next : undefined
  // 文成嵊泗不催
  if (isExcepted(said) || isDenied(said) || (goesOn && isDenied(goesOn))) return 'out'
  // 长兴一个数都没给，催催他们
  return goesOn && isWished(goesOn) && spansIn(goesOn, 'them').length > 0 ? 'in' : undefined
}

/** The places that are excepted by the words that name them: 各县除了德清县. */
export const butIn = (said: Utterance): RegionKey[] => [
  ...spansIn(said, 'parts').flatMap(({ found }) => (found.but ?? []).flatMap((one) => (one === 'own' ? [] : [one]))),
  ...clausesOf(said).flatMap(behindPlace),
]

/** Of a clause that names a place and excepts others from it, the others. */
function behindPlace(said: Utterance): RegionKey[] {
  const [except] = marksIn(said, 'except')
  const named = spansIn(said, 'region')
  if (!except || !named.some(({ end }) => end <= except.at)) return []
  return named.flatMap(({ at, found }) => (at >= except.end ? [found.key] : []))
}

const isWish = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => found.act === 'remind') || spansIn(said, 'measure').length > 0

/** 催德清; 德清; 德清没报: it says that they are reminded, why they are, or nothing besides. */
function isTaken(said: Utterance): boolean {
  if (marksIn(said, 'not', 'forbid', 'except', 'excepted').length > 0) return false
  // 其余金华的县催一遍: those that are left of the place
  if (marksIn(said, 'others').length > 0) return isWished(said)
  if (said.readings[0]?.spans.every(({ found, latent }) => latent || found.kind === 'region'))
    return said.small.every(({ part }) => part.kind !== 'filler')
  const measures = spansIn(said, 'measure')
  const isMissing =
    measures.length > 0 && measures.every(({ found }) => found.measure === 'reported' && found.is === false)
  return isWished(said) || (isMissing && tellsNo(said, 'act', 'polar'))
}

/** 催一催, and nothing denied of it. */
const isWished = (said: Utterance): boolean => {
  const acts = spansIn(said, 'act')
  return acts.length > 0 && acts.every(({ found }) => found.act === 'remind') && tellsNo(said, 'polar')
}

/** 除了杭州宁波: nothing but whom it leaves out. */
const isExcepted = (said: Utterance): boolean =>
  marksIn(said, 'except', 'excepted').length > 0 &&
  unreadIn(said).length === 0 &&
  tellsNo(said, 'act', 'measure', 'ask', 'repair', 'indicator')

/** 德清那边领导已经知道了，就不发了: of whom the clause before it names. */
function isDenied(said: Utterance): boolean {
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  const isNo = marksIn(said, 'not', 'forbid').length > 0 || spansIn(said, 'polar').some(({ found }) => !found.says)
  return (
    acts.length > 0 &&
    acts.every((act) => SENDS.has(act)) &&
    (isNo || acts.some((act) => act !== 'send' && act !== 'remind'))
  )
}
const SENDS: ReadonlySet<string> = new Set(['send', 'remind', 'quiet', 'cancel'])

/** It goes out only after it was shown, so what is surely classified is done; the rest is asked. */
function howClassified(
  said: Utterance,
  classify: NonNullable<RemindingOffice['reader']>['acts'],
): 'in' | 'out' | 'unclear' {
  const likely = classify(said, { command: '催报', isPreview: true, isPast: false })
  if (isSurely(likely, 'without', 'hold', 'drop')) return 'out'
  // that a place is named alone takes it in only where it is said so: 德清也别漏了
  return isSurely(likely, 'with') ? 'in' : 'unclear'
}
