/** The words an asker knows besides those of its documents: data/lexicon.yaml and data/lexicon/ask-*.yaml, read by the roots. */
import { z } from 'zod'
import type { TimeSort } from '../../documents/index.ts'
import type { Dimension } from './figures.ts'
import { flat } from './normalise.ts'

const Words = z.array(z.string().min(1))
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

/** Interrogatives with what they ask for, the first that occurs decides. */
export interface Slots {
  readonly slots: readonly {
    readonly slot: SlotName
    readonly asked: readonly string[]
    readonly of?: readonly string[] | undefined
    /** how far behind the interrogative such a noun may stand, in characters */
    readonly reach?: number | undefined
    /** sorts of time that answer: 几点 is answered by no day */
    readonly sorts?: readonly TimeSort[] | undefined
  }[]
  readonly endings: readonly (readonly [SlotName, readonly string[]])[]
  /** words that tell what kind of amount is asked for, where no unit does */
  readonly measures: readonly (readonly [Dimension, readonly string[]])[]
  /** the same of nouns beside the interrogative: 补助标准是多少 asks for money, or for a share */
  readonly heads: readonly (readonly [Dimension, readonly string[]])[]
}

const Source = z.object({
  synonym: Glossary.optional(),
  abbreviation: Glossary.optional(),
  body: Glossary.optional(),
  unit: Glossary.optional(),
  /** lines of words that may stand for one another, parted by blanks; # opens a comment */
  groups: z.string().optional(),
  frames: z.record(z.string(), Words).optional(),
  faint: Words.optional(),
  common: z.string().optional(),
  function: z.array(Words).optional(),
  complements: Words.optional(),
  converts: Words.optional(),
  attributes: z
    .array(
      z.object({
        name: z.string(),
        asked: Words,
        stated: Words.optional(),
        who: z.boolean().optional(),
        same: z.boolean().optional(),
        unless: Words.optional(),
        measure: z.string().optional(),
        slots: z.array(SlotName).optional(),
        reason: z.enum(['split', 'result']).optional(),
      }),
    )
    .optional(),
  places: z.record(z.string(), Words).optional(),
  rows: z.object({ most: Words, least: Words, whole: Words, sum: Words }).optional(),
  slots: z
    .array(
      z.object({
        slot: SlotName,
        asked: Words,
        of: Words.optional(),
        reach: z.number().optional(),
        sorts: z.array(Sort).optional(),
      }),
    )
    .optional(),
  endings: z.partialRecord(SlotName, Words).optional(),
  measures: z.record(z.string(), Words).optional(),
  heads: z.record(z.string(), Words).optional(),
  details: z.record(z.string(), Words).optional(),
  self: Words.optional(),
  aims: Words.optional(),
  pointing: Words.optional(),
  opinions: Words.optional(),
  personal: Words.optional(),
  after: Words.optional(),
  issuing: Words.optional(),
  grounds: Words.optional(),
  vague: Words.optional(),
  contents: Words.optional(),
})

/** Something that may be asked about a thing, and the words by which a provision speaks of it. */
export interface Attribute {
  readonly name: string
  readonly asked: readonly string[]
  readonly stated: readonly string[]
  /** the answer is a body or a person */
  readonly who: boolean
  /** the evidence must hold the very word that was asked: a 主任 is no 组长 */
  readonly same: boolean
  /** words of the question under which it is not asked after all: 行业名单 is a list of branches */
  readonly unless: readonly string[]
  /** the answer is a figure of this dimension; the word itself need not occur */
  readonly measure: Dimension | undefined
  /** asked after only where one of these is open */
  readonly slots: readonly SlotName[] | undefined
  /** why one declines where it is not stated */
  readonly reason: 'split' | 'result' | undefined
}

export interface Place {
  readonly name: string
  /** the province that a city lies in; absent for provinces and what lies in none */
  readonly parent?: string
}

export interface Lexicon {
  /** flat word → all words that may stand for it, itself included */
  readonly synonyms: ReadonlyMap<string, readonly string[]>
  readonly frames: ReadonlySet<string>
  /** common verbs of official prose: they favour a passage that has them, and prove nothing */
  readonly faint: ReadonlySet<string>
  /** words that carry talk and no topic: that the documents lack one proves nothing */
  readonly common: ReadonlySet<string>
  /** words that say nothing of what a question is about */
  readonly functionWords: ReadonlySet<string>
  /** what completes a verb: 掉, 出来; the longest first */
  readonly complements: readonly string[]
  /** words by which a figure is asked for in another unit */
  readonly converts: readonly string[]
  readonly attributes: readonly Attribute[]
  readonly places: readonly Place[]
  readonly slots: Slots
  /** what is asked of the rows of a table: the largest, the smallest, the row of all, the sum of several */
  readonly rows: Readonly<Record<'most' | 'least' | 'whole' | 'sum', readonly string[]>>
  /** what of the document itself may be asked for → words that ask for it */
  readonly details: readonly (readonly [string, readonly string[]])[]
  /** what is a person's own, and leaves the house to nobody unless a paper prints it */
  readonly personal: readonly string[]
  /** words that ask for an opinion, which no paper gives */
  readonly opinions: readonly string[]
  /** how one calls the document itself */
  readonly self: readonly string[]
  /** words that ask for what follows others in the text */
  readonly after: readonly string[]
  /** words by which the grounds of the document itself are asked for */
  readonly grounds: readonly string[]
  /** words that ask for a goal without naming one */
  readonly vague: readonly string[]
  /** words that ask for a goal */
  readonly aims: readonly string[]
  /** words that point at the part that was shown before */
  readonly pointing: readonly string[]
  /** verbs of issuing */
  readonly issuing: readonly string[]
  /** words that ask for what a document says */
  readonly contents: readonly string[]
}

/**
 * Joins lexicon files into one.
 *
 * @param sources parsed YAML, in the shapes of data/lexicon.yaml and data/lexicon/ask-*.yaml; null for an empty file
 * @throws z.ZodError naming the path of a wrong entry
 */
export function readLexicon(...sources: readonly unknown[]): Lexicon {
  const files = sources.map((source) => Source.parse(source ?? {}))
  const groups = files.flatMap((file) => [
    ...groupsIn(file.groups ?? ''),
    ...[file.synonym, file.abbreviation, file.body, file.unit].flatMap((glossary) =>
      Object.entries(glossary ?? {}).map(([word, others]) => [word, ...others]),
    ),
  ])
  return {
    synonyms: joined(groups),
    frames: new Set(files.flatMap((file) => Object.values(file.frames ?? {}).flat()).map(flat)),
    faint: new Set(files.flatMap((file) => file.faint ?? []).map(flat)),
    common: new Set(files.flatMap((file) => file.common?.trim().split(/\s+/) ?? []).map(flat)),
    functionWords: new Set(files.flatMap((file) => file.function?.flat() ?? []).map(flat)),
    complements: files.flatMap((file) => file.complements ?? []).sort((a, b) => b.length - a.length),
    converts: files.flatMap((file) => file.converts ?? []),
    attributes: files
      .flatMap((file) => file.attributes ?? [])
      .map((entry) => ({
        name: entry.name,
        asked: entry.asked.map(flat),
        stated: (entry.stated ?? entry.asked).map(flat),
        who: entry.who ?? false,
        same: entry.same ?? false,
        unless: (entry.unless ?? []).map(flat),
        measure: entry.measure as Dimension | undefined,
        slots: entry.slots,
        reason: entry.reason,
      })),
    places: files.flatMap((file) =>
      Object.entries(file.places ?? {}).flatMap(([name, cities]) => [
        { name },
        ...cities.map((city) => ({ name: city, parent: name })),
      ]),
    ),
    details: files.flatMap((file) => Object.entries(file.details ?? {})),
    aims: files.flatMap((file) => file.aims ?? []),
    pointing: files.flatMap((file) => file.pointing ?? []),
    personal: files.flatMap((file) => file.personal ?? []),
    opinions: files.flatMap((file) => file.opinions ?? []),
    after: files.flatMap((file) => file.after ?? []),
    vague: files.flatMap((file) => file.vague ?? []),
    grounds: files.flatMap((file) => file.grounds ?? []),
    issuing: files.flatMap((file) => file.issuing ?? []),
    contents: files.flatMap((file) => file.contents ?? []),
    self: files.flatMap((file) => file.self ?? []),
    rows: {
      most: files.flatMap((file) => file.rows?.most ?? []),
      least: files.flatMap((file) => file.rows?.least ?? []),
      whole: files.flatMap((file) => file.rows?.whole ?? []),
      sum: files.flatMap((file) => file.rows?.sum ?? []),
    },
    slots: {
      slots: files.flatMap((file) => file.slots ?? []),
      endings: files.flatMap((file) => Object.entries(file.endings ?? {}) as [SlotName, string[]][]),
      measures: files.flatMap((file) => Object.entries(file.measures ?? {}) as [Dimension, string[]][]),
      heads: files.flatMap((file) => Object.entries(file.heads ?? {}) as [Dimension, string[]][]),
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
