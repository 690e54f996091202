/** A model's reply as JSON: what is asked for, and how leniently what comes is read. */
import { z } from 'zod'
import { type ModelReply, OPERATIONS, STATUSES } from '../verify/reply.ts'

const MOST = 30
/** Six sentences are asked for, of 325 characters in the longest reply that was recorded; each is verified with care. */
const MOST_SENTENCES = 12
const MOST_SAID = 1_200
const words = (most: number) => z.string().max(most)

/** As it is asked for: every field named, nothing beside them. */
const Wanted = z.strictObject({
  question: z.string(),
  status: z.enum(STATUSES),
  premise: z.strictObject({ claim: z.string(), holds: z.enum(['yes', 'no', 'unclear']) }).nullable(),
  evidence: z.array(z.strictObject({ id: z.string(), quote: z.string() })),
  sentences: z.array(z.strictObject({ text: z.string(), evidence: z.array(z.int()) })),
  calc: z.array(
    z.strictObject({
      op: z.enum(OPERATIONS),
      operands: z.array(z.strictObject({ evidence: z.int(), figure: z.string() })),
      unit: z.string().nullable(),
    }),
  ),
  missing: z.string().nullable(),
})

export const REPLY_SCHEMA = { name: 'answer', schema: z.toJSONSchema(Wanted, { override: unbounded }) }

/** The bounds of what JavaScript counts exactly say nothing here, and some endpoints refuse them. */
function unbounded({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  delete jsonSchema.minimum
  delete jsonSchema.maximum
}

/** Models write "0" for 0 and one number where a list is asked for. */
const place = z.coerce.number().int().min(0)
/** Models name six at most. */
const MOST_PLACES = 12
const places = z.preprocess(
  (given) => (Array.isArray(given) ? given : given == null ? [] : [given]),
  z.array(place).max(MOST_PLACES),
)
const list = <T extends z.ZodType>(of: T, most = MOST) => z.preprocess((given) => given ?? [], z.array(of).max(most))
const orNothing = <T extends z.ZodType>(of: T) =>
  of.nullish().transform((given): z.output<T> | undefined => given ?? undefined)

/** As it is taken. Fields that are left out are empty; what is said beside them is not read. */
const Taken = z.object({
  question: z.preprocess((given) => given ?? '', words(1_000)),
  status: z.enum(STATUSES),
  premise: orNothing(z.object({ claim: words(600), holds: z.enum(['yes', 'no', 'unclear']) })).catch(undefined),
  evidence: list(z.object({ id: words(20), quote: words(3_000) })),
  sentences: list(z.object({ text: words(1_000), evidence: places }), MOST_SENTENCES).refine(
    (all) => all.reduce((sum, { text }) => sum + text.length, 0) <= MOST_SAID,
  ),
  calc: list(
    z.object({
      op: z.enum(OPERATIONS),
      operands: z.array(z.object({ evidence: place, figure: words(40) })).max(MOST),
      unit: orNothing(words(20)),
    }),
  ).catch([]),
  missing: orNothing(words(200)),
})

/** @returns undefined when the text holds no such object */
export function readReply(text: string): ModelReply | undefined {
  const object = objectIn(text)
  if (object === undefined) return undefined
  try {
    return Taken.safeParse(JSON.parse(object)).data
  } catch {
    return undefined
  }
}

/** The first whole object of a text: models put it in a fence, or a word before it. */
function objectIn(text: string): string | undefined {
  const from = text.indexOf('{')
  let depth = 0
  let quoted = false
  for (let at = from; at >= 0 && at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return text.slice(from, at + 1)
  }
  return undefined
}

/**
 * What of a reply can be read before its end: its evidence, once that list is closed, and each sentence that is whole.
 * Nothing is repaired: the text is cut behind the last whole object of the sentences and closed there.
 */
export function readSoFar(text: string): ModelReply | undefined {
  const from = text.indexOf('{')
  const sentences = text.indexOf('"sentences"', from)
  if (from < 0 || sentences < 0) return undefined
  const end = text.lastIndexOf('}')
  return end > sentences ? readReply(`${text.slice(from, end + 1)}]}`) : undefined
}
