/** 长兴今天别催, 替长兴请假: what a coordinator asks for the contacts of counties of theirs, and not for himself. */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import type { Person, PersonId } from '../../office/person.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import { may } from '../../people/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import type { Seat } from '../planner/roster.ts'
import { COORDINATORS, contextAt } from './remind-context.ts'

/** Counties for whose contacts something is asked, each in the office of whoever asks. */
export type Others = readonly [RegionKey, ...RegionKey[]]

/**
 * The counties for whose contacts a message speaks (替长兴请假, 各县免打扰).
 * @returns undefined where it is for the speaker; `none` where no county that is named is theirs to speak for
 */
export function othersMeant(asked: Asked, said: Utterance, regions: Regions): Others | 'none' | undefined {
  const { person } = asked
  const named = spansIn(said, 'region').map(({ found }) => found.key)
  const isOwn = named.every((key) => person?.posts.some(({ region }) => region === key))
  const own = person?.posts.flatMap(({ role, region }) => (COORDINATORS.includes(role) ? [region] : [])) ?? []
  const isMine = spansIn(said, 'own').some(({ found }) => !found.versus)
  const isOfAll =
    !isMine && (spansIn(said, 'parts').length > 0 || spansIn(said, 'ask').some(({ found }) => found.for === 'who'))
  if (named.length > 0 ? isOwn && own.length === 0 : !isOfAll || own.length === 0) return undefined
  const wholes = named.length > 0 ? named : own
  const counties = regions.counties(dayOf(asked.now)).map(({ key }) => key)
  return theirs(
    counties.filter((key) => wholes.some((one) => regions.within(key, one))),
    person,
    regions,
  )
}

/** Of some counties those for whose contacts the person may speak; `none` where there are none. */
export function theirs(counties: readonly RegionKey[], person: Person | undefined, regions: Regions): Others | 'none' {
  const [first, ...more] = counties.filter((key) => may(person, COORDINATORS, key, regions))
  return first ? [first, ...more] : 'none'
}

/** The contacts of some counties, with what the roster says of them today. */
export interface Contacts {
  readonly seats: readonly Seat[]
  readonly isQuiet: (person: PersonId) => boolean
  readonly nameOf: (person: PersonId) => string
}

/** The contacts of the counties as the roster stands today, each once. */
export async function contactsOf(asked: Asked, counties: Others, office: RemindingOffice): Promise<Contacts> {
  const { duty } = await contextAt(office, asked.now, asked.store)
  const seats = counties.flatMap((region) => duty.seatsOf('contact', region))
  return {
    seats: seats.filter(({ person }, at) => seats.findIndex((one) => one.person === person) === at),
    isQuiet: (person) => duty.isQuiet(person),
    nameOf: duty.nameOf,
  }
}
