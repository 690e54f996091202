/** Who is to hear of a region on a day: contacts, stand-ins for those on leave, else the next rung of the ladder. */
import type { Day } from '../../office/day.ts'
import type { PersonId } from '../../office/person.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Audience } from '../../office/schedule.ts'
import * as text from '../text/reminder.ts'

/** The roles that hear reminders or summaries for themselves. */
export type SeatRole = Exclude<Audience, 'stand-in'>

/** A post that hears reminders or summaries. */
export interface Seat {
  readonly person: PersonId
  readonly role: SeatRole
  readonly region: RegionKey
  /** AB岗 */
  readonly standIn?: PersonId
}

/** A person's leave, with who stands in for it. */
export interface LeaveDays {
  readonly person: PersonId
  /** both days included */
  readonly from: Day
  readonly to: Day
  readonly standIn?: PersonId
}

/** Who may be reminded: posts, leave, quiet times and names, as read. */
export interface Roster {
  readonly seats: readonly Seat[]
  readonly absences: readonly LeaveDays[]
  /** 免打扰 until this day, included */
  readonly quiet: ReadonlyMap<PersonId, Day>
  readonly names: ReadonlyMap<PersonId, string>
}

/** Somebody who is reminded, and why where they do not hold the post. */
export interface Addressee {
  readonly person: PersonId
  readonly why?: string
  /** coordinates the region and is to pass it on */
  readonly passesOn?: boolean
}

/** A roster as it stands on one day: who holds a post, who is away or undisturbed, who acts for whom. */
export class Rota {
  private readonly roster: Roster
  private readonly regions: Regions
  private readonly seats = new Map<string, Seat[]>()
  private readonly away = new Map<PersonId, LeaveDays>()
  private readonly day: Day

  constructor(roster: Roster, regions: Regions, day: Day) {
    this.roster = roster
    this.regions = regions
    this.day = day
    for (const seat of roster.seats) {
      const place = `${seat.role} ${seat.region}`
      const held = this.seats.get(place)
      if (held) held.push(seat)
      else this.seats.set(place, [seat])
    }
    for (const absence of roster.absences)
      if (absence.from <= day && day <= absence.to) this.away.set(absence.person, absence)
  }

  seatsOf(role: SeatRole, region: RegionKey): readonly Seat[] {
    return this.seats.get(`${role} ${region}`) ?? []
  }

  isAway = (person: PersonId): boolean => this.away.has(person)

  /** 免打扰: hears nothing today */
  isQuiet(person: PersonId): boolean {
    const until = this.roster.quiet.get(person)
    return until !== undefined && this.day <= until
  }

  nameOf = (person: PersonId): string => this.roster.names.get(person) ?? person

  /** Those who act for a role in a region today: its holders, for one on leave the stand-in. */
  acting(role: SeatRole, region: RegionKey): Addressee[] {
    return this.seatsOf(role, region).flatMap((seat): Addressee[] => {
      const absence = this.away.get(seat.person)
      if (!absence) return [{ person: seat.person }]
      const standIn = absence.standIn ?? seat.standIn
      if (standIn === undefined || this.away.has(standIn)) return []
      return [{ person: standIn, why: text.actsFor(this.nameOf(seat.person), absence.to) }]
    })
  }

  /** Who hears of a region's missing report: each person once, with quiet ones left in. */
  addressees(audience: readonly Audience[], region: RegionKey): Addressee[] {
    const all = new Map<PersonId, Addressee>()
    const add = (addressee: Addressee): void => {
      if (!all.has(addressee.person)) all.set(addressee.person, addressee)
    }
    if (audience.includes('contact')) this.acting('contact', region).forEach(add)
    if (audience.includes('stand-in')) {
      for (const { person, standIn } of this.seatsOf('contact', region))
        if (standIn !== undefined && !this.away.has(standIn))
          add({ person: standIn, why: text.standsIn(this.nameOf(person)) })
    }
    // A city that owes figures itself is reported on by its coordinator.
    if (all.size === 0 && this.regions.get(region).level === 'city')
      this.acting('city-coordinator', region).forEach(add)
    if (all.size === 0) this.nextRung(region).forEach(add)
    return [...all.values()]
  }

  /** Nobody on duty in the region: whoever coordinates it passes the reminder on. */
  private nextRung(region: RegionKey): Addressee[] {
    const why = text.nobodyThere(this.regions.get(region).name)
    const city = this.regions.get(region).parent
    const rungs = [
      ...(city ? [() => this.acting('city-coordinator', city)] : []),
      () => this.acting('provincial-coordinator', this.regions.province.key),
    ]
    for (const rung of rungs) {
      const found = rung()
      if (found.length > 0) return found.map(({ person }) => ({ person, why, passesOn: true }))
    }
    return []
  }
}
