/** 附言: what coordinators add to a reminder by hand in their own words; none of it is read. */

import { folded, type PassedOn, passedOn, spansIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { withoutLeading, withoutTrailing } from '../../office/bounds.ts'
import { dayOf } from '../../office/day.ts'
import { type Person, ROLE_NAMES } from '../../office/person.ts'
import type { Regions } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import type { Changeable } from '../../open/index.ts'
import type { RemindingOffice } from '../planner/planner-input.ts'
import type { Note } from '../planner/reminder.ts'
import { noteFrom } from '../presses.ts'
import * as text from '../text/note.ts'
import { COORDINATORS } from './remind-context.ts'
import { isUsed, MOST_CLAUSES } from './scope.ts'

const MARKS = [...' \n\t,，:：；;、']

/**
 * 附言 请周三下班前报齐; 催没报的，另外告诉他们厅长要看: what a coordinator has told to those who are reminded. It ends where a
 * clause says something of the wish again (跟他们说周五要上会，下午三点发).
 * @returns the words beside it, as a wish of their own
 */
export function noteIn(asked: Asked, office: RemindingOffice): { readonly wish: Asked; readonly note?: string } {
  const { reader, regions } = office
  const told = passedOn(asked.said())
  if (!reader || !told) return { wish: asked }
  const { raw } = asked.said()
  const end = told.isRest ? raw.length : endOfNote(told, asked, office)
  const note = noteFrom(withoutTrailing(withoutLeading(raw.slice(told.from, end), MARKS), MARKS))
  if (!note) return { wish: asked }
  const speaking = { today: dayOf(asked.now), own: ownRegion(asked.person, regions) }
  const besides = `${raw.slice(0, told.at)}${raw.slice(end)}`
  const isNamed = spansIn(reader.read(besides, speaking), 'region').length > 0
  // all who are reminded hear the same: of one place among others nothing is told
  if (isNamed && told.to.length > 0) return { wish: asked }
  const words = isNamed ? besides : [...told.to.map((key) => regions.get(key).name), besides].join(' ').trim()
  const said: Asked['said'] = (ahead) => reader.read(words, { ...speaking, ...(ahead && { ahead: true }) })
  return { wish: { ...asked, text: words, said }, note }
}

/** The end of the clause in which it begins, or of the last of those behind it that say nothing of the wish. */
function endOfNote({ from }: PassedOn, asked: Asked, { regions, reader }: RemindingOffice): number {
  const { raw, breaks } = asked.said()
  const ends = [...breaks.filter((one) => one > from), raw.length]
  const speaking = { today: dayOf(asked.now), own: ownRegion(asked.person, regions), ahead: true } as const
  const saysOfWish = (at: number): boolean => {
    const clause = raw.slice(ends[at - 1], ends[at])
    return at >= MOST_CLAUSES || reader === undefined || isUsed(reader.read(clause, speaking))
  }
  const next = ends.findIndex((_, at) => at > 0 && saysOfWish(at))
  return ends[next < 0 ? ends.length - 1 : next - 1] ?? raw.length
}

/** Changes the note of a preview: only by the person's own words, as it goes out in their name. */
export const noteSaid: Changeable = ({ said }, _, anew) =>
  anew !== undefined && folded(said.raw).includes(folded(anew)) ? anew : undefined

/** A note with who says it: place, name and post. Undefined without words, or for who is no coordinator. */
export function signed(person: Person | undefined, words: string | undefined, regions: Regions): Note | undefined {
  const post = person?.posts.find(({ role }) => COORDINATORS.includes(role))
  if (!person || !post || !words) return undefined
  return { by: text.notedBy(regions.get(post.region).name, person.name, ROLE_NAMES[post.role]), words }
}
