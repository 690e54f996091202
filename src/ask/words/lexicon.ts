/** The words an asker knows besides those of its documents: data/lexicon.yaml and data/lexicon/ask-*.yaml, read by the roots. */
import { z } from 'zod'
import type { Dimension } from './figures.ts'
import { flat } from './normalise.ts'

const Words = z.array(z.string().min(1).transform(flat))
/** `{ 盘活: [激活利用] }`: a canonical word with other words for it */
const Glossary = z.record(z.string(), Words)

const SlotName = z.enum([
  'number',
  'length',
  'time',
  'person',
  'body',
  'place',
  'document',
  'definition',
  'list',
  'how',
  'what',
  'reason',
  'where',
  'parts',
  'compare',
  'claim',
  'overview',
  'open',
])
const Sort = z.enum(['day', 'length', 'rhythm', 'clock', 'year'])
/** What a question leaves open. */
export type SlotName = z.infer<typeof SlotName>

/** Words of one kind each, in lists. */
const Lists = z.object({
  /** common verbs of official prose: they favour a passage that has them, and prove nothing */
  faint: Words,
  /** what completes a verb: 掉, 出来 */
  complements: Words,
  /** by which a figure is asked for in another unit */
  converts: Words,
  /** how one calls the document itself */
  self: Words,
  /** ask for a goal */
  aims: Words,
  /** ask for an opinion, which no paper gives */
  opinions: Words,
  /** a person's own, which leaves the house to nobody unless a paper prints it */
  personal: Words,
  /** ask for what follows others in the text */
  after: Words,
  /** verbs of issuing */
  issuing: Words,
  /** ask for the grounds of the document itself */
  grounds: Words,
  /** ask for a goal without naming one */
  vague: Words,
  /** ask for what a document says */
  contents: Words,
})
type Lists = z.infer<typeof Lists>

/** Something that may be asked about a thing, and the words by which a provision speaks of it. */
const Attribute = z
  .object({
    name: z.string(),
    asked: Words,
    stated: Words.optional(),
    /** the answer is a body or a person */
    who: z.boolean().default(false),
    /** the evidence must hold the very word that was asked: a 主任 is no 组长 */
    same: z.boolean().default(false),
    /** words of the question under which it is not asked after all: 行业名单 is a list of branches */
    unless: Words.default([]),
    /** the answer is a figure of this dimension; the word itself need not occur */
    measure: z.string().optional(),
    /** asked after only where one of these is open */
    slots: z.array(SlotName).optional(),
    /** why one declines where it is not stated */
    reason: z.enum(['split', 'result']).optional(),
  })
  .transform((one) => ({ ...one, stated: one.stated ?? one.asked }))
export type Attribute = z.infer<typeof Attribute>

/** An interrogative with what it asks for; the first that occurs decides. */
const Slot = z.object({
  slot: SlotName,
  asked: Words,
  /** it asks only where one of these nouns goes with it */
  of: Words.optional(),
  /** how far behind the interrogative such a noun may stand, in characters */
  reach: z.number().optional(),
  /** sorts of time that answer: 几点 is answered by no day */
  sorts: z.array(Sort).optional(),
})

const Source = Lists.partial().extend({
  synonym: Glossary.optional(),
  abbreviation: Glossary.optional(),
  body: Glossary.optional(),
  unit: Glossary.optional(),
  /** lines of words that may stand for one another, parted by blanks; # opens a comment */
  groups: z.string().default(''),
  frames: z.record(z.string(), Words).default({}),
  function: z.array(Words).default([]),
  attributes: z.array(Attribute).default([]),
  places: z.record(z.string(), Words).default({}),
  rows: z.object({ most: Words, least: Words, sum: Words, whole: Words, none: Words }).optional(),
  slots: z.array(Slot).default([]),
  endings: z.partialRecord(SlotName, Words).default({}),
  measures: z.record(z.string(), Words).default({}),
  heads: z.record(z.string(), Words).default({}),
  details: z.record(z.string(), Words).default({}),
})

export interface AnswerSlots {
  readonly slots: readonly z.infer<typeof Slot>[]
  /** a terse question's last words */
  readonly endings: readonly (readonly [SlotName, readonly string[]])[]
  /** words that tell what kind of amount is asked for, where no unit does */
  readonly measures: readonly (readonly [Dimension, readonly string[]])[]
  /** the same of nouns beside the interrogative: 补助标准是多少 asks for money, or for a share */
  readonly heads: readonly (readonly [Dimension, readonly string[]])[]
}

export interface OutsidePlace {
  readonly name: string
  /** the province that a city lies in; absent for provinces and what lies in none */
  readonly parent?: string
}

export interface QuestionLexicon extends Lists {
  /** flat word → all words that may stand for it, itself included */
  readonly synonyms: ReadonlyMap<string, readonly string[]>
  /** words that carry a question and are no subject */
  readonly frames: ReadonlySet<string>
  /** words that say nothing of what a question is about */
  readonly functionWords: ReadonlySet<string>
  readonly attributes: readonly Attribute[]
  readonly places: readonly OutsidePlace[]
  readonly slots: AnswerSlots
  /** what is asked of several: the largest, the smallest, their sum, the row of all, those that have none of something */
  readonly rows: Readonly<Record<'most' | 'least' | 'sum' | 'whole' | 'none', readonly string[]>>
  /** what of the document itself may be asked for → words that ask for it */
  readonly details: readonly (readonly [string, readonly string[]])[]
}

/**
 * Joins lexicon files into one.
 *
 * @param sources parsed YAML, in the shapes of data/lexicon.yaml and data/lexicon/ask-*.yaml; null for an empty file
 * @throws z.ZodError naming the path of a wrong entry
 */
export function readLexicon(...sources: readonly unknown[]): QuestionLexicon {
  const files = sources.map((source) => Source.parse(source ?? {}))
  const all = <T>(of: (file: z.infer<typeof Source>) => readonly T[]): T[] => files.flatMap(of)
  const named = <K extends string>(of: (file: z.infer<typeof Source>) => Partial<Record<K, string[]>>) =>
    all((file) => Object.entries(of(file)) as [K, string[]][])
  const lists = Object.keys(Lists.shape).map((kind) => [kind, all((file) => file[kind as keyof Lists] ?? [])])
  const row = (kind: keyof QuestionLexicon['rows']): string[] => all((file) => file.rows?.[kind] ?? [])
  return {
    ...(Object.fromEntries(lists) as Lists),
    synonyms: joined([
      ...all((file) => groupsIn(file.groups)),
      ...all(({ synonym, abbreviation, body, unit }) =>
        [synonym, abbreviation, body, unit].flatMap((one) =>
          Object.entries(one ?? {}).map(([word, to]) => [word, ...to]),
        ),
      ),
    ]),
    frames: new Set(all((file) => Object.values(file.frames).flat())),
    functionWords: new Set(all((file) => file.function.flat())),
    attributes: all((file) => file.attributes),
    places: named((file) => file.places).flatMap(([name, cities]) => [
      { name },
      ...cities.map((city) => ({ name: city, parent: name })),
    ]),
    rows: {
      most: row('most'),
      least: row('least'),
      sum: row('sum'),
      whole: [...row('sum'), ...row('whole')],
      none: row('none'),
    },
    details: named((file) => file.details),
    slots: {
      slots: all((file) => file.slots),
      endings: named<SlotName>((file) => file.endings),
      measures: named<Dimension>((file) => file.measures),
      heads: named<Dimension>((file) => file.heads),
    },
  }
}

const groupsIn = (lines: string): string[][] =>
  lines
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter((words) => words.length > 1)

// A word in two groups is not a bridge between them: 减排 may stand for 污染减排 and for 减污, those not for one another's others.
function joined(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const synonyms = new Map<string, string[]>()
  for (const group of groups) {
    const words = group.map(flat)
    for (const word of words) {
      const known = synonyms.get(word) ?? [word]
      synonyms.set(word, [...known, ...words.filter((other) => !known.includes(other))])
    }
  }
  return synonyms
}
