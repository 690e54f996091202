/** What a message has told to others in the speaker's own words: 附言 …; 跟他们说…; 转告大家…; 加一句…. */
import type { RegionKey } from '../office/region.ts'
import type { Small, Utterance } from './found.ts'
import { marksIn, spansIn, unreadIn } from './frame.ts'
import type { Stretch } from './stretch.ts'

/** Where words for others stand in a message. */
export interface PassedOn {
  /** whatever stands before is for the assistant */
  readonly at: number
  /** where the words for others begin */
  readonly from: number
  /** the places that are told, where any is named: 告诉德清… */
  readonly to: readonly RegionKey[]
  /** everything behind is for others (附言), and not only what is nothing else */
  readonly isRest: boolean
}

/**
 * By a verb of telling with whom it is told to before it (跟他们说) or behind it (告诉他们), at the head of a clause behind
 * another (…，说周五要上会), or with words as its object (加一句).
 * @returns undefined where nobody is told anything: the speaker is (告诉我), or somebody else tells (长兴说下午交)
 */
export function passedOn(said: Utterance): PassedOn | undefined {
  const [mark] = marksIn(said, 'appends')
  if (mark) return { at: mark.at, from: mark.end, to: [], isRest: true }
  for (const small of said.small) {
    const told = isVerb(small) ? toldBy(small, said) : undefined
    if (told) return told
  }
  return undefined
}

const asideOf = ({ part }: Small): string | undefined => (part.kind === 'filler' ? part.as : undefined)
const isVerb = (one: Small): boolean => asideOf(one) === 'tells' || asideOf(one) === 'notes'

/** Closed class: prepositions before whom something is told to. */
const TO = new Set('跟和与同对向给')
const SIGNS = new Set(' \t\n,，:：、“"')

function toldBy(verb: Small, said: Utterance): PassedOn | undefined {
  const { raw } = said
  const start = Math.max(0, ...said.breaks.filter((one) => one <= verb.at))
  const hearers = hearersIn(said)
  const before = hearers.find((one) => one.end === verb.at && TO.has(raw.charAt(one.at - 1)))
  const at = before ? before.at - 1 : verb.at
  let from = behind(said, verb.end)
  const after = hearers.find((one) => one.at === from)
  if (after) from = behind(said, after.end)
  const hearer = before ?? after
  const head = raw.slice(start, at)
  const isSaidByOthers =
    unreadIn(said).some((one) => one.at >= start && one.end <= at) ||
    (['own', 'region', 'person'] as const).some((kind) =>
      spansIn(said, kind).some((one) => one.at >= start && one.end <= at),
    )
  const isWished = spansIn(said, 'act').some((one) => one.at >= start && one.end <= at)
  const isHead = start > 0 && !isWished && !isSaidByOthers && head.length <= LONGEST_HEAD
  if (isSaidByOthers && !isWished) return undefined
  if (asideOf(verb) === 'tells' && !hearer && !isHead) return undefined
  if (isOver(said, from) || from >= raw.length) return undefined
  return { at, from, to: hearer?.to ?? [], isRest: false }
}
/** 另外再顺便: a row of adverbs. */
const LONGEST_HEAD = 6

interface Hearer extends Stretch {
  readonly to: readonly RegionKey[]
}

/** Them, a place, all places, everybody. */
const hearersIn = (said: Utterance): Hearer[] => [
  ...[...spansIn(said, 'them'), ...spansIn(said, 'parts')].map(({ at, end }) => ({ at, end, to: [] })),
  ...spansIn(said, 'region').map(({ at, end, found }) => ({ at, end, to: [found.key] })),
  ...said.small.flatMap((one) => (asideOf(one) === 'everybody' ? [{ ...one, to: [] }] : [])),
]

/** From a place on, what only softens or says once more that it is told left out: 一声, 说, ： */
function behind({ raw, small }: Pick<Utterance, 'raw' | 'small'>, start: number): number {
  let at = start
  for (;;) {
    const next = small.find((one) => one.at === at && (isVerb(one) || SOFT.has(raw.slice(one.at, one.end))))
    if (!next && !SIGNS.has(raw.charAt(at))) return at
    at = next?.end ?? at + 1
  }
}
const SOFT = new Set(['一声', '一下', '下'])

/** The speaker is who hears it (告诉我), or it was told already (告诉他们了). */
const isOver = (said: Utterance, from: number): boolean =>
  [...marksIn(said, 'me', 'done'), ...spansIn(said, 'own')].some(({ at }) => at === from) ||
  said.raw.slice(from).startsWith('了')
