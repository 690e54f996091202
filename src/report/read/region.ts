/** The region that a report is for: named by a button, at the head of the text, or the person's only one. */

import { answersWith, marksIn, saysOnly, spansIn } from '../../language/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Asks, Waits } from '../../message/thread.ts'
import type { RegionKey } from '../../office/region.ts'
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

/** Goes on with the region, or answers with the question or refusal that is due. */
export async function forRegion(
  asked: Asked,
  ground: Ground,
  command: string,
  say: (it: Saying) => Promise<Outcome>,
  pressedKey?: RegionKey,
): Promise<Outcome> {
  const { regions } = ground
  const then = (region: RegionKey, rest = asked.text): Promise<Outcome> => say({ asked, ground, region, rest })
  const own = ownRegions(asked.person)
  const pressed = pressedKey && regions.get(pressedKey)
  const leading = pressed ? undefined : leadingRegion(asked.text, regions)
  const named = pressed ?? leading?.region
  if (named) {
    const standing = standingFor(asked.person, named.key, regions)
    if (standing) return then(named.key, leading?.rest)
    const [first] = own
    const isContact = asked.person?.posts.some((post) => post.role === 'contact')
    return first && leading && isContact
      ? answer('other-region', text.otherRegion(named, regions.get(first)), { asks: lackingPlace(leading.rest) })
      : answer('refused', text.noRight(command, named, REPORTERS, asked.person))
  }
  const [only, another] = own
  if (only && !another) return then(only)
  const asks = lackingPlace(asked.text)
  const places = own.map((key) => regions.get(key))
  if (only) return answer('clarify', text.whichRegion(places, command, asked.text), { asks })
  // 替长兴报…, by whoever has no place of the own
  const [mentioned, other] = spansIn(asked.said(), 'region').map(({ found }) => found.key)
  const standing = mentioned && !other ? standingFor(asked.person, mentioned, regions) : undefined
  if (mentioned && standing) return then(mentioned)
  const [county] = regions.all.filter((one) => one.level === 'county')
  return asked.person?.posts.some((post) => post.role === 'provincial-coordinator')
    ? answer('clarify', text.nameRegion(`/${command} ${county?.name ?? ''} ${asked.text}`.trim()), { asks })
    : answer('refused', text.noRegion())
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
