/** What a model says that is meant, and how far it is believed: what exists, may be asked for, and was said. */
import { z } from 'zod'
import { spansIn } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import { callableBy } from '../help/functions.ts'
import type { Situation } from './situation.ts'
import { narrowing } from './unsure.ts'

/** As it comes: whatever the model likes to say, in this shape. */
export type Heard = z.output<typeof heard>
const heard = z.object({
  /** a function's name, `none` or `clarify` */
  command: z.string().max(40),
  /** the person's own */
  words: z.array(z.string().max(6_000)).max(40).default([]),
  /** names that are said not to be meant: 长兴, of 长兴别催 */
  except: z.array(z.string().max(200)).max(10).default([]),
  /** the functions between which it cannot tell */
  between: z.array(z.string().max(40)).max(10).default([]),
})

/** Flat, without limits: what every endpoint takes. */
export const SHAPE = {
  name: 'request',
  schema: {
    type: 'object',
    properties: {
      command: { type: 'string' },
      words: { type: 'array', items: { type: 'string' } },
      except: { type: 'array', items: { type: 'string' } },
      between: { type: 'array', items: { type: 'string' } },
    },
    required: ['command', 'words', 'except', 'between'],
    additionalProperties: false,
  },
} as const

/** @returns nothing where it is no such object */
export function readHeard(answer: string): Heard | undefined {
  try {
    return heard.safeParse(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).data
  } catch {
    return undefined
  }
}

export type Interpreted =
  /** `words`: what was said to it; `isComposed`: not as it stands in this message, but with earlier words or exceptions */
  | { readonly kind: 'request'; readonly command: Command; readonly words: string; readonly isComposed: boolean }
  /** something said to what stands open, with the words picked for it */
  | { readonly kind: 'act'; readonly act: Situation['acts'][number]; readonly words: string }
  | { readonly kind: 'clarify'; readonly commands: readonly Command[] }
  | { readonly kind: 'none' }

/**
 * @param withWords other words of the same person, to be read
 * @returns nothing where any of it is not so: then the reader's own reading holds
 */
export function believed(
  { command: name, words, except, between }: Heard,
  asked: Asked,
  commands: readonly Command[],
  { acts, answer }: Situation,
  withWords: (words: string) => Pick<Asked, 'said'>,
): Interpreted | undefined {
  if (name === 'none') return { kind: 'none' }
  const offered = callableBy(asked, commands)
  const named = (wanted: string): Command[] => offered.filter((one) => one.name === wanted.replace(/^\//, ''))
  if (name === 'clarify') {
    const several = [...new Set(between.flatMap(named))]
    return several.length > 1 ? { kind: 'clarify', commands: several } : undefined
  }
  const isNamed = (one: string): boolean =>
    answer.includes(one) && spansIn(withWords(one).said(), 'amount').length === 0
  const isSaid = (one: string): boolean =>
    asked.text.includes(one) || asked.turns.some((turn) => turn.text.includes(one)) || isNamed(one)
  const [picked, left] = [trimmed(words), trimmed(except)]
  if (![...picked, ...left].every(isSaid)) return undefined
  const act = acts.find((one) => one.name === name)
  if (act) return { kind: 'act', act, words: picked.join('，') }
  const [command] = named(name)
  return command && { kind: 'request', command, ...saidWith(picked, left, asked) }
}

const trimmed = (all: readonly string[]): string[] => all.map((one) => one.trim()).filter((one) => one !== '')

/**
 * The words in the order in which they were said, the earlier turns' first; with them the names, times and amounts of
 * the message that were left out, since without them more would be asked for than was said. What is excepted is said
 * behind them as the reader knows it.
 */
function saidWith(picked: readonly string[], except: readonly string[], { text, said }: Asked) {
  const isLeft = (words: string): boolean => except.some((one) => words.includes(one) || one.includes(words))
  const meant = picked.filter((one) => !isLeft(one))
  const before = new Set(meant.filter((one) => !text.includes(one)))
  const narrow = narrowing(said()).filter(({ at, end }) => !isLeft(said().raw.slice(at, end)))
  const places = [...meant.filter((one) => text.includes(one)).map((one) => placeOf(one, text)), ...narrow]
  const pieces = joined(places).map(({ at, end }) => text.slice(at, end))
  const words = [...before, ...pieces, ...(except.length > 0 ? [`除了${except.join('、')}`] : [])].join(' ')
  return { words: words || text, isComposed: before.size + except.length > 0 }
}

interface Place {
  readonly at: number
  /** excluded */
  readonly end: number
}

const placeOf = (words: string, text: string): Place => {
  const at = text.indexOf(words)
  return { at, end: at + words.length }
}

/** In their order, those that touch as one. */
function joined(places: readonly Place[]): Place[] {
  const all: Place[] = []
  for (const one of places.toSorted((a, b) => a.at - b.at)) {
    const last = all.at(-1)
    if (last && one.at <= last.end) all[all.length - 1] = { at: last.at, end: Math.max(last.end, one.end) }
    else all.push({ at: one.at, end: one.end })
  }
  return all
}
