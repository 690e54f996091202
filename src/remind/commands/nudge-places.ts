/** Whom a reminder by hand is for: the places that are named, all but those, or those just spoken of. */

import { changeOfShown, marksIn, spansIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import type { Topic } from '../../message/thread.ts'
import { dayOf } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { placesIn } from '../../open/index.ts'
import { may } from '../../people/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import { COORDINATORS } from './remind-context.ts'
import { butIn, type Scope } from './scope.ts'

/**
 * The regions that a reminder by hand is for, of those that the coordinator may remind: those pressed or named, all
 * but those that are excepted, those just spoken of, else all.
 * @param scope what several clauses say together, see `scopeOf`
 */
export function placesOf(
  asked: Asked,
  pressed: readonly RegionKey[] | undefined,
  scope: Scope | undefined,
  { regions }: RemindingOffice,
): RegionKey[] {
  const { said, person } = asked
  const change = pressed || scope ? undefined : changeOfShown(said())
  // 湖州市没报的除了德清县: where words name whom they leave out, the others that are named are meant
  const but = pressed || scope ? [] : butIn(said())
  const out = scope?.out ?? (but.length > 0 ? but : change?.how === 'out' ? change.places : [])
  const named = pressed ?? scope?.in ?? (but.length === 0 && out.length > 0 ? [] : placesIn(said()))
  const before = named.length > 0 || out.length > 0 ? { places: named, out } : spokenOf(asked)
  return allBut(before.out, before.places.length > 0 ? before.places : ownOf(asked), asked, regions).filter((region) =>
    may(person, COORDINATORS, region, regions),
  )
}

/** The regions of the asker's posts. */
export const ownOf = ({ person }: Asked): RegionKey[] =>
  person?.posts.flatMap(({ role, region }) => (COORDINATORS.includes(role) ? [region] : [])) ?? []

/** The places without some: where one of them holds what is left out, its counties but those stand for it. */
export function allBut(
  out: readonly RegionKey[],
  places: readonly RegionKey[],
  { now }: Asked,
  regions: RemindingOffice['regions'],
): RegionKey[] {
  if (out.length === 0) return [...new Set(places)]
  const isIn = (key: RegionKey, some: readonly RegionKey[]): boolean => some.some((one) => regions.within(key, one))
  return regions.counties(dayOf(now)).flatMap(({ key }) => (isIn(key, places) && !isIn(key, out) ? [key] : []))
}

/** Whether 其他的, 别的 are spoken of so that it is not plain who is to be reminded: then it is asked. */
export const isUnclearOfOthers = ({ said }: Asked): boolean =>
  marksIn(said(), 'others').length > 0 && spansIn(said(), 'region').length > 0 && changeOfShown(said()) === undefined

/**
 * Those of whom the talk was just about, where the words point to them (催他一下); all who have not reported are all. Whom
 * it was said to leave out is left out.
 */
function spokenOf({ said, turns, commanded }: Asked): Pick<Topic, 'places'> & Pick<Scope, 'out'> {
  // what is left out says whom it is not about: 别的市先不管
  const wholes = spansIn(said(), 'parts').filter(({ found }) => !found.but?.includes('own'))
  const isOfAll = spansIn(said(), 'measure').length + wholes.length > 0
  const { places = [], out = [] } = turns.at(-1)?.kept?.topic ?? {}
  if (commanded) return { places: [], out: [] }
  return { places: isOfAll ? [] : places.filter((one) => !out.includes(one)), out }
}
