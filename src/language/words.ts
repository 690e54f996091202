/** data/language/*.yaml: the closed classes of words, each word with the kind it makes. */
import { z } from 'zod'
import { amount } from '../office/amount.ts'
import type { Fault } from '../office/load/fault.ts'
import { DataError, type Files } from '../office/load/index.ts'
import { readYaml } from '../office/load/yaml.ts'
import type { Measure } from '../office/measure.ts'
import type { Found } from './found.ts'
import { ASIDES, type Filler, type Mark, PLAIN } from './piece.ts'
import { Trie } from './trie.ts'

/** Words whose day depends on today's: made moments when a message is read. */
export type TimeWord =
  | {
      readonly kind: 'relative'
      readonly grain: 'day' | 'year' | 'quarter'
      readonly by: number
      /** 明早, 今晚 */
      readonly late?: boolean
      /** 明后天: up to there */
      readonly last?: number
    }
  | { readonly kind: 'half-year' | 'quarter-of-year' | 'month-of-year'; readonly n: number }
  | { readonly kind: 'unsaid-end'; readonly grain: 'month' | 'quarter' }
  | { readonly kind: 'year-end' | 'year-start' | 'whole-year' | 'now' }

/** A word of data/language: what it says, and where it counts. */
export interface Word {
  readonly part: Mark | Found | Filler | TimeWord
  readonly also?: Found
  /** counts only as a clause of its own: 好 */
  readonly alone?: true
  /** possible, but counts only where it is waited for: 无 */
  readonly latent?: true
  /** less sure than other words of its kind */
  readonly doubt?: number
  /** may stand beside an answer and change nothing: 谢谢 */
  readonly courtesy?: true
  /** counts only at the end of a clause: 报了没 */
  readonly final?: true
}

/** The reader's own words, from data/language. */
export interface Words {
  readonly trie: Trie<Word>
  /** parts of names that name nothing by themselves: 企业 */
  readonly common: ReadonlySet<string>
  /** words that sound like a place and are words: 义务 */
  readonly ordinary: ReadonlySet<string>
  /** characters of grammar, of which no mistyped name is made */
  readonly grammar: ReadonlySet<string>
  /** groups of characters taken for one another */
  readonly looks: readonly string[]
}

const list = z.string().transform((text) => text.split(/\s+/).filter(Boolean).flatMap(spelledOut))

/** {报,写}错{,了} is every word that one of each makes, as a shell spells braces out. */
function spelledOut(word: string): string[] {
  const [whole, before = '', inside = '', behind = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(word) ?? []
  return whole === undefined
    ? [word]
    : inside.split(',').flatMap((one) => spelledOut(behind).map((rest) => before + one + rest))
}
const CONTEXT = {
  alone: z.literal(true).optional(),
  courtesy: z.literal(true).optional(),
  final: z.literal(true).optional(),
  doubt: z.number().optional(),
  latent: z.literal(true).optional(),
}
const shape = <T extends z.core.$ZodLooseShape>(fields: T) => z.strictObject({ ...fields, words: list, ...CONTEXT })

const grain = z.enum(['day', 'week', 'month', 'quarter', 'half', 'year'])
const op = z.enum(['<', '<=', '>', '>=', '='])
const end = z.enum(['first', 'last'])
const level = z.enum(['province', 'city', 'county'])
const MEASURES = [
  ...(['value', 'increment', 'goal', 'rate', 'gap', 'expected', 'ahead', 'light', 'rank', 'share', 'owed'] as const),
  ...(['reported', 'state', 'reportedAt', 'reportedBy', 'lateDays', 'onTime', 'corrections', 'reason'] as const),
  ...(['forecast', 'perMonth', 'source'] as const),
] satisfies Measure[]
const measure = z.enum(MEASURES)
const asked = z.enum(['which', 'who', 'how-many', 'how-much', 'when', 'why', 'whether', 'how-to'])

const group = z.discriminatedUnion('kind', [
  shape({ kind: z.literal('shift'), by: z.number() }),
  shape({ kind: z.literal('calendar'), grain, counted: z.literal(true).optional() }),
  shape({ kind: z.literal('tail'), part: z.enum(['end', 'first', 'middle', 'third', 'first-half', 'second-half']) }),
  shape({ kind: z.literal('edge'), edge: z.enum(['by', 'since']) }),
  shape({ kind: z.literal('bound'), edge: z.enum(['by', 'before', 'since', 'after', 'within']) }),
  shape({ kind: z.literal('half-day'), late: z.boolean().optional(), at: z.string() }),
  shape({ kind: z.literal('weekday'), n: z.number() }),
  shape({
    kind: z.literal('relative'),
    grain: z.enum(['day', 'year', 'quarter']),
    by: z.number(),
    late: z.boolean().optional(),
    last: z.number().optional(),
  }),
  shape({ kind: z.enum(['half-year', 'quarter-of-year', 'month-of-year']), n: z.number() }),
  shape({ kind: z.literal('unsaid-end'), grain: z.enum(['month', 'quarter']) }),
  shape({ kind: z.enum(['year-end', 'year-start', 'whole-year', 'now']) }),
  shape({ kind: z.literal('mode'), mode: z.enum(['cumulative', 'increment']) }),
  shape({ kind: z.literal('direction'), down: z.boolean(), of: z.literal('share').optional() }),
  shape({ kind: z.enum(['comparator', 'limit', 'beyond-half']), op }),
  shape({ kind: z.literal('degree'), end, measure: measure.optional() }),
  shape({ kind: z.literal('extreme'), end, nth: z.number().optional() }),
  shape({ kind: z.literal('sorted'), down: z.boolean(), flip: z.literal(true).optional() }),
  shape({ kind: z.enum(['series', 'indicators', 'topic']) }),
  shape({
    kind: z.literal('own'),
    level: level.optional(),
    whole: z.literal(true).optional(),
    inner: z.literal(true).optional(),
  }),
  shape({ kind: z.literal('them') }),
  shape({ kind: z.literal('level'), level: z.enum(['city', 'county']) }),
  shape({
    kind: z.literal('parts'),
    level: z.enum(['city', 'county']),
    also: z.literal('which').optional(),
    many: z.literal(true).optional(),
  }),
  shape({ kind: z.literal('on-behalf'), weak: z.literal(true).optional() }),
  shape({
    kind: z.literal('measure'),
    measure,
    is: z.union([z.string(), z.boolean()]).optional(),
    holds: z.enum(['every', 'not-every']).optional(),
  }),
  shape({
    kind: z.literal('base'),
    of: z.enum(['year-ago', 'period-before', 'pace', 'goal']),
    versus: z.literal(true).optional(),
  }),
  shape({
    kind: z.literal('ask'),
    for: asked,
    many: z.literal(true).optional(),
    of: z.enum(['indicator', 'thing', 'duty', 'existence', 'claim']).optional(),
  }),
  shape({ kind: z.literal('act'), act: z.string(), urgent: z.literal(true).optional() }),
  shape({ kind: z.literal('polar'), says: z.boolean() }),
  shape({ kind: z.literal('repair'), how: z.enum(['not-that', 'over', 'under', 'instead', 'only', 'more']) }),
  shape({
    kind: z.literal('amount'),
    value: z.number(),
    mode: z.enum(['cumulative', 'increment']).optional(),
    nil: z.literal(true).optional(),
    none: z.literal(true).optional(),
  }),
  shape({ kind: z.literal('compare'), op, value: z.number(), unit: z.string() }),
  shape({ kind: z.literal('unread'), like: z.enum(['time', 'amount', 'name']) }),
  shape({
    kind: z.literal('unit'),
    as: z.string().optional(),
    use: z.enum(['rank', 'item', 'count', 'time']).optional(),
  }),
  shape({
    kind: z.literal('filler'),
    aspect: z.enum(['done', 'due']).optional(),
    as: z.enum(ASIDES).optional(),
    points: z.literal(true).optional(),
  }),
  shape({ kind: z.literal('each'), points: z.literal(true).optional() }),
  shape({ kind: z.literal('not'), ever: z.literal(true).optional(), of: z.literal('is').optional() }),
  shape({ kind: z.enum(['every', 'done']), ever: z.literal(true).optional() }),
  shape({ kind: z.enum(PLAIN) }),
])
type Group = z.output<typeof group>

const lists = z.strictObject({ common: list, sounds: list, grammar: list, looks: list })

const GROUPS = ['time', 'number', 'place', 'measure', 'talk']

/**
 * Reads and checks the reader's words.
 *
 * @param files data/ as text
 * @throws DataError with every fault, each naming file, line and key; a word twice in one group is one
 */
export function loadWords(files: Files): Words {
  const faults: Fault[] = []
  const trie = new Trie<Word>()
  for (const name of GROUPS) {
    const sheet = readYaml(files, `language/${name}.yaml`, z.array(group), faults)
    sheet?.value.forEach((one, at) => {
      one.words.forEach((word, index) => {
        if (one.words.indexOf(word) < index) sheet.fault([at, 'words'], '每个词只写一次', word)
        else trie.add(word, wordOf(one, word))
      })
    })
  }
  const sheet = readYaml(files, 'language/ordinary.yaml', lists, faults)
  if (!sheet || faults.length > 0) throw new DataError(faults)
  const { common, sounds, grammar, looks } = sheet.value
  return {
    trie,
    common: new Set(common),
    ordinary: new Set(sounds),
    grammar: new Set(grammar.flatMap((one) => [...one])),
    looks,
  }
}

function wordOf(one: Group, word: string): Word {
  const { alone, courtesy, final, doubt, latent } = one
  const context = {
    ...(alone && { alone }),
    ...(courtesy && { courtesy }),
    ...(final && { final }),
    ...(doubt && { doubt }),
    ...(latent && { latent }),
  }
  if (one.kind === 'parts' && one.also)
    return {
      ...context,
      part: partOf(one, word),
      also: { kind: 'ask', for: one.also, ...(one.many && { many: one.many }) },
    }
  return { ...context, part: partOf(one, word) }
}

function partOf(one: Group, word: string): Word['part'] {
  if (one.kind === 'unit') return { kind: 'unit', unit: one.as ?? word, ...(one.use && { use: one.use }) }
  if (one.kind === 'compare') return { kind: 'compare', op: one.op, value: amount(one.value), unit: one.unit }
  if (one.kind === 'amount')
    return {
      kind: 'amount',
      value: amount(one.value),
      ...(one.mode && { mode: one.mode }),
      ...(one.nil && { nil: one.nil }),
      ...(one.none && { none: one.none }),
    }
  if (one.kind === 'parts') return { kind: 'parts', whole: 'own', level: one.level }
  const { words: _, alone: __, final: ___, doubt: ____, latent: _____, courtesy: ______, ...part } = one
  return part as Word['part']
}
