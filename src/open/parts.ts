/** The parts of what is open that words may change: each read out of spans, as a press would bring it. */
import { changeOfShown, spansIn, type Utterance } from '../language/index.ts'
import type { Act, ActName } from '../message/act.ts'
import type { Wire } from '../message/input.ts'
import type { RegionKey, Regions } from '../office/region.ts'

/**
 * Reads one field of what is open out of an act.
 * @param before as it stood, as on the wire
 * @param anew what a language model made of the words for the field, in place of what they say themselves
 * @returns what stands in the field now; undefined where the words say nothing of it
 */
export type Changeable = (act: Act, before: string | undefined, anew?: string) => string | undefined

/**
 * What is open with those fields that an act changes, as a press would bring them: each part reads its own.
 * @param parts by the fields of a press @param before the fields as they stand
 * @returns undefined where the words change nothing of it
 */
export function partsChanged(parts: Readonly<Record<string, Changeable>>, act: Act, before: Wire): Wire | undefined {
  const { anew } = act
  const fresh = Object.entries(anew ?? parts).flatMap(([field]) => {
    const part = parts[field] ?? aboutAnother
    const said = part(act, before[field], anew?.[field])
    return said === undefined || said === before[field] ? [] : [[field, said] as const]
  })
  return fresh.length > 0 ? { ...before, ...Object.fromEntries(fresh) } : undefined
}

/** No words change by themselves what it is about; it is about something else only where they name another period. */
const aboutAnother: Changeable = ({ said }, _, anew) =>
  spansIn(said, 'time').some(({ found, latent }) => !latent && found.grain !== 'day') ? anew : undefined

/**
 * A part with one value (a time, a name): what the words say takes its place.
 * @param read the value in an act's words; undefined where they say none
 */
export const single =
  (read: (act: Act) => string | undefined): Changeable =>
  (act, _, anew) => {
    const said = TELLS_VALUE.has(act.act) ? read(act) : undefined
    return said === undefined ? undefined : (anew ?? said)
  }
const TELLS_VALUE: ReadonlySet<ActName> = new Set([
  'set',
  'only',
  'without',
  'with',
  'agree',
  'hold',
  'reason',
  'more',
  'less',
])

/**
 * A part that is a row of places, keys with commas; unchanged (undefined) by words that name none. Whatever a model made of
 * them, only what they name themselves comes in.
 */
export const places =
  (regions: Regions): Changeable =>
  ({ act, said }, before, anew) => {
    const change = changeOfShown(said)
    const how = change?.how ?? HOWS[act]
    const named = change?.places ?? placesIn(said)
    if (!how || named.length === 0) return undefined
    const shown = (before ?? '').split(',').filter(Boolean) as RegionKey[]
    const isNamed = (key: RegionKey): boolean => named.some((place) => regions.within(key, place))
    if (anew !== undefined)
      return anew
        .split(',')
        .filter((key) => shown.includes(key as RegionKey) || isNamed(key as RegionKey))
        .join(',')
    const left =
      how === 'in' ? [...new Set([...shown, ...named])] : shown.filter((key) => isNamed(key) === (how === 'only'))
    return left.join(',')
  }
const HOWS: Partial<Record<ActName, 'in' | 'out' | 'only'>> = {
  only: 'only',
  without: 'out',
  hold: 'out',
  with: 'in',
  set: 'only',
}

/** Regions that a message names, and those whose counties it means (湖州各县), as keys. */
export const placesIn = (said: Utterance): RegionKey[] => [
  ...spansIn(said, 'region').map(({ found }) => found.key),
  ...spansIn(said, 'parts').flatMap(({ found }) => (found.whole === 'own' ? [] : [found.whole])),
]
