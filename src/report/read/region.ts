/** The region that a report is for: named by a button, at the head of the text, or the person's only one. */

import { answersWith, marksIn, saysOnly, spansIn } from '../../language/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Asks, Waits } from '../../message/thread.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import type { Occasion } from '../entry.ts'
import { leadingRegion, ownRegions, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** Who reports for which place, and by which rules. */
export interface Reporting extends Occasion {
  readonly region: RegionKey
}

/** As `Reporting`, with what is said of the place: the text without its name. */
export interface Saying extends Reporting {
  readonly rest: string
}

/**
 * Goes on with the region that a command is for: pressed, named at the head of the words, or the person's own. Else
 * answers with the question or the refusal that is due.
 */
export async function forRegion(
  asked: Asked,
  ground: Ground,
  { command, pressed: key }: { readonly command: string; readonly pressed: RegionKey | undefined },
  say: (it: Saying) => Promise<Outcome>,
): Promise<Outcome> {
  const { regions } = ground
  const then = (region: RegionKey, rest = asked.text): Promise<Outcome> => say({ asked, ground, region, rest })
  const leading = key ? undefined : leadingRegion(asked.text, regions)
  const named = key ? regions.get(key) : leading?.region
  if (named && standingFor(asked.person, named.key, regions)) return then(named.key, leading?.rest)
  if (named) return notTheirs(asked, ground, { command, named, rest: leading?.rest })
  const own = ownRegions(asked.person)
  const [only, another] = own
  if (only && !another) return then(only)
  const asks = lackingPlace(asked.text)
  if (only) {
    const places = own.map((one) => regions.get(one))
    return answer('clarify', text.whichRegion(places, command, asked.text), { asks })
  }
  // 替长兴报…, by whoever has no place of the own
  const [mentioned, other] = spansIn(asked.said(), 'region').map(({ found }) => found.key)
  if (mentioned && !other && standingFor(asked.person, mentioned, regions)) return then(mentioned)
  const [county] = regions.all.filter((one) => one.level === 'county')
  return asked.person?.posts.some((post) => post.role === 'provincial-coordinator')
    ? answer('clarify', text.nameRegion(`/${command} ${county?.name ?? ''} ${asked.text}`.trim()), { asks })
    : answer('refused', text.noRegion())
}

/** A contact who begins with another place may have written the wrong one; anybody else lacks a right. */
function notTheirs(
  { person }: Asked,
  { regions }: Ground,
  { command, named, rest }: { readonly command: string; readonly named: Region; readonly rest: string | undefined },
): Outcome {
  const [own] = ownRegions(person)
  const isContact = person?.posts.some((post) => post.role === 'contact')
  return own && rest !== undefined && isContact
    ? answer('other-region', text.otherRegion(named, regions.get(own)), { asks: lackingPlace(rest) })
    : answer('refused', text.noRight(command, named, REPORTERS, person))
}

/** For whom a line is, where it was not said: the line is whole but for that. */
export const lackingPlace = (text: string): Asks => ({ slots: ['place'], values: { text } })

/** 写错了，是温岭: the line with its place, to be shown before it is taken; a place that is not theirs answers nothing. */
export function placed(asked: Asked, { values }: Waits, { regions }: Ground): Wire | undefined {
  const said = asked.said()
  const isPlace = answersWith(said, ['region']) || saysOnly(said, ['region', 'repair', 'polar', 'own'])
  // 不对我是长兴的，上面那条不要: nothing is taken of what is not wanted
  if (marksIn(said, 'forbid').length > 0) return undefined
  const [only, another] = isPlace ? spansIn(said, 'region').map(({ found }) => found.key) : []
  const isTheirs = only !== undefined && !another && standingFor(asked.person, only, regions) !== undefined
  return isTheirs ? { text: values['text'] ?? '', pieced: 'yes', region: only } : undefined
}
