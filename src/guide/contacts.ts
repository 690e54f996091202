/** 联系人: who is the contact and the coordinator of a place, for those who may see it. */

import { consistsOf, spansIn } from '../language/index.ts'
import type { Card } from '../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { inboxId } from '../message/incoming.ts'
import { dayOf } from '../office/day.ts'
import type { Person } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { ownRegion } from '../office/scope.ts'
import { type OnPost, onPosts } from '../people/index.ts'
import { contactsInput } from './presses.ts'
import { isOnRoster, maySee, ROSTER_ROLES, seenAt } from './roster.ts'
import * as text from './text/contacts.ts'

interface ContactsOffice {
  readonly regions: Regions
}

/**
 * /联系人: who is the contact and who coordinates at a place, and whether they are there today. Names are for the roster
 * alone.
 */
export const contactsCommand = ({ regions }: ContactsOffice): Command =>
  command({
    name: '联系人',
    words: ['找谁', 'contacts'],
    right: { kind: 'anyone' },
    summary: '一个地方的联系人和协调员是谁，今天在不在',
    help: { group: 'people', rank: 3, begins: true },
    example: (region) => `/联系人 ${region}`,
    intents: ['contact'],
    effect: 'reads',
    input: contactsInput(regions),
    run: (asked, pressed) => tell(asked, pressed.region, regions),
  })

async function tell(asked: Asked, pressed: RegionKey | undefined, regions: Regions): Promise<Outcome> {
  const { person, store, now } = asked
  if (!person || !isOnRoster(person)) return answer('refused', text.howToReach(person !== undefined))
  const places = pressed ? [pressed] : placesIn(asked)
  if (typeof places === 'string')
    return answer('asked-back', text.unknownPlace(places, regions.get(ownRegion(person, regions))))
  if (!pressed && asksWhoIsAway(asked)) return told(asked, await awayCard(asked, person, places, regions))
  const [place, another] = places
  if (another) return answer('clarify', text.whichPlace(places.map((key) => regions.get(key))))
  const key = place ?? ownRegion(person, regions)
  const seen = seenAt(person, key, await onPosts(store, ROSTER_ROLES, dayOf(now)), regions, dayOf(now))
  if (!seen) return answer('refused', text.notShown(regions.get(key)))
  const card = text.contactsCard(regions.get(key), seen, person, regions)
  return told(asked, card)
}

/** Others read along in a group, who may see less. */
function told({ message, person, now }: Asked, card: Card): Outcome {
  if (message.chat.kind === 'private' || !person) return answer('answered', card)
  return {
    ...answer('answered', text.toldInPrivate()),
    says: [{ key: `contacts:${inboxId(message)}`, to: { kind: 'person', person: person.id }, card, due: now }],
  }
}

/** 谁在请假 */
const asksWhoIsAway = ({ said }: Asked): boolean =>
  spansIn(said(), 'ask').length > 0 &&
  spansIn(said(), 'act').some(({ found }) => found.act === 'leave') &&
  consistsOf(said(), 'ask', 'act', 'time', 'region', 'parts', 'own')

/** Who is away today of those that the asker sees, in the places named or in all. */
async function awayCard({ store, now }: Asked, person: Person, places: readonly RegionKey[], regions: Regions) {
  const posts = await onPosts(store, ROSTER_ROLES, dayOf(now))
  const isMeant = ({ region }: OnPost): boolean =>
    places.length === 0 || places.some((place) => regions.within(region, place))
  const away = posts.filter((post) => post.away && isMeant(post) && maySee(person, post, posts, regions))
  return text.awayCard(away, person, regions)
}

/** The places named, none where the own is meant; a name that is no place is given back as it was typed. */
function placesIn({ said, text: words, turns }: Asked): RegionKey[] | string {
  const whole = spansIn(said(), 'parts').flatMap(({ found }) => (found.whole === 'own' ? [] : [found.whole]))
  const named = new Set([...spansIn(said(), 'region').map(({ found }) => found.key), ...whole])
  if (named.size > 0) return [...named]
  // without a place it is the one that the talk was about: 谁能替她
  const [spoken, another] = turns.at(-1)?.kept?.topic?.places ?? []
  if (spoken && !another && spansIn(said(), 'own').length === 0) return [spoken]
  const strange = spansIn(said(), 'unread').find(({ found }) => found.like === 'name')
  return strange ? words.slice(strange.at, strange.end) : []
}
