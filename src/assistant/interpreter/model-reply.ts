/**
 * What a model says that is meant: the message anew, in lines of the program's own language. It is believed as far as the
 * function exists, may be called by this person, and no number, place or person was put into somebody's mouth.
 */
import { z } from 'zod'
import type { Asked, Command } from '../../message/command.ts'
import { callableBy, HELP } from '../help/functions.ts'
import type { Parts } from '../meaning/free-text.ts'
import { type Before, isFounded } from './founded.ts'
import type { Situation } from './situation.ts'

/** As it comes: whatever the model likes to say, in this shape. */
export type ModelGuess = z.output<typeof heard>
const heard = z.object({
  /** a function's name and what it is asked, one line a thing; none: nothing is wished */
  lines: z.array(z.string().max(6_000)).max(20),
  /** it is one of the lines, and the model cannot tell which */
  either: z.boolean().default(false),
})

/** Flat, without limits: what every endpoint takes. */
export const SHAPE = {
  name: 'request',
  schema: {
    type: 'object',
    properties: {
      lines: { type: 'array', items: { type: 'string' } },
      either: { type: 'boolean' },
    },
    required: ['lines', 'either'],
    additionalProperties: false,
  },
} as const

/** A model's answer as JSON, whatever words stand around the object. @returns undefined where it is none of this shape */
export function readReply(answer: string): ModelGuess | undefined {
  try {
    return heard.safeParse(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).data
  } catch {
    return undefined
  }
}

/** What is asked of a command, in words that stand by themselves. */
export interface Request {
  readonly kind: 'request'
  readonly command: Command
  readonly words: string
}

/** What a model took one line of a message to ask for: a command with its words, or an act on what is open; `words` as it wrote them. */
export type Wish =
  | Request
  /** something said to what stands open */
  | { readonly kind: 'act'; readonly act: Situation['acts'][number]; readonly words: string }

export type Interpreted =
  | { readonly kind: 'lines'; readonly first: Wish; readonly rest: readonly Wish[] }
  | { readonly kind: 'either'; readonly requests: readonly Request[] }
  | { readonly kind: 'none' }

/** More wishes than this are none of one message. */
const MOST = 3

/**
 * @param saying words read as the person's own are
 * @returns nothing where any of it is not so: then the reader's own reading holds
 */
export function believed(
  { lines, either }: ModelGuess,
  asked: Asked,
  { commands, regions, rules }: Pick<Parts, 'commands' | 'regions' | 'rules'>,
  { acts, lines: open, answers }: Situation,
  saying: (words: string) => Pick<Asked, 'said'>,
): Interpreted | undefined {
  const offered = callableBy(asked, commands)
  const all = lines.map(trimmed).filter((one) => one !== '' && one !== NONE)
  if (all.length === 0) return { kind: 'none' }
  const read = all.slice(0, MOST).map((one) => lineOf(one, acts, offered))
  const before: Before = {
    own: [asked.said(), ...asked.turns.map(({ text }) => saying(text).said())],
    shown: saying([...open, ...answers].join('\n')).said(),
    places: regions.all
      .map(({ key }) => key)
      .filter((key) => asked.person?.posts.some(({ region }) => regions.within(region, key))),
  }
  // the name of an article, or a part of it, is the program's own
  const isArticle = (words: string): boolean => rules?.articles.some(({ name }) => name.includes(words)) === true
  const isOurs = (one: Wish): boolean => one.kind === 'request' && one.command.name === HELP && isArticle(one.words)
  const known = read.flatMap((one) =>
    one && (isOurs(one) || isFounded(saying(one.words).said(), before)) ? [one] : [],
  )
  const [first, ...rest] = known
  if (!first || known.length < read.length) return undefined
  if (!either || rest.length === 0) return { kind: 'lines', first, rest }
  const requests = known.flatMap((one) => (one.kind === 'request' ? [one] : []))
  return requests.length > 1 ? { kind: 'either', requests } : undefined
}

/** What a model calls it that nothing is wished. */
export const NONE = 'none'

const trimmed = (line: string): string => line.trim().replace(/^\//, '')

/** 催报 湖州市 没报的: the name stands first, most often before a blank. */
function lineOf(line: string, acts: Situation['acts'], commands: readonly Command[]): Wish | undefined {
  const [name = ''] = line.split(/[\s:：]/u, 1)
  const words = line.slice(name.length).replace(/^[\s:：]+/u, '')
  const act = acts.find((one) => one.name === name)
  if (act) return { kind: 'act', act, words }
  const command = commands.find((one) => one.name === name || one.words.includes(name))
  return command && { kind: 'request', command, words }
}
