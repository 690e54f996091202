/** 附言: what coordinators add to a reminder by hand in their own words; none of it is read. */

import { folded, marksIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { withoutLeading } from '../../office/bounds.ts'
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

const MARKS = [...' \n\t,，:：']

/**
 * A wish and the note (附言) behind it, apart: what stands behind that word is told to whoever is reminded, and is read
 * as nothing else.
 * @returns `note` absent where the word is not there
 */
export function noteIn(
  asked: Asked,
  { reader, regions }: RemindingOffice,
): { readonly wish: Asked; readonly note?: string } {
  const { raw } = asked.said()
  const [mark] = marksIn(asked.said(), 'appends')
  const note = mark && noteFrom(withoutLeading(raw.slice(mark.end), MARKS))
  if (!reader || !note) return { wish: asked }
  const words = raw.slice(0, mark.at)
  const speaking = { today: dayOf(asked.now), own: ownRegion(asked.person, regions) }
  const said: Asked['said'] = (ahead) => reader.read(words, { ...speaking, ...(ahead && { ahead: true }) })
  return { wish: { ...asked, text: words, said }, note }
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
