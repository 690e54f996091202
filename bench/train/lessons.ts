/** The sentences of data/intents, as the reader and the features make lessons of them. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { featuresOf } from '../../src/intent/features.ts'
import { INTENTS, type Intent } from '../../src/intent/intents.ts'
import { writtenNetwork } from '../../src/intent/network.ts'
import { lazyReader } from '../../src/language/index.ts'
import type { Day } from '../../src/office/day.ts'
import { type Files, loadOffice, yamlIn } from '../../src/office/load/index.ts'
import { type Lesson, train } from './network.ts'

const sheet = z.partialRecord(z.enum(INTENTS), z.array(z.string()))

export interface Sentence<Name extends string = Intent> {
  readonly hand: string
  readonly text: string
  readonly intent: Name
}

export type Taught<Name extends string = Intent> = Sentence<Name> &
  Lesson<Name> & {
    /** said to something else than it was written for: it teaches, and measures nothing */
    readonly isLent?: true
  }

/** The files of a folder of sentences, by the hand that wrote each. */
export const handsIn = (files: Files, folder: string): { readonly hand: string; readonly written: unknown }[] =>
  [...files].flatMap(([path, yaml]) => {
    const [, of, hand] = /^(\w+)\/(.+)\.yaml$/.exec(path) ?? []
    return of === folder && hand !== undefined ? [{ hand, written: yamlIn(yaml) }] : []
  })

/** The sentences under each name of a sheet, one by one. */
export const saidUnder = (all: Readonly<Record<string, unknown>>): { readonly name: string; readonly text: string }[] =>
  Object.entries(all).flatMap(([name, texts]) =>
    (Array.isArray(texts) ? texts : []).map((text) => ({ name, text: String(text) })),
  )

/** As each hand wrote them. */
export const sentencesIn = (files: Files): Sentence[] =>
  handsIn(files, 'intents').flatMap(({ hand, written }) =>
    saidUnder(sheet.parse(written)).map(({ name, text }): Sentence => ({ hand, text, intent: name as Intent })),
  )

/** What the sentences are read by: words, and the office whose places and indicators they name. */
const READ_BY = /^(?:language|regions|plans|calendar)\/|^lexicon\.yaml$/

/** Of so many sentences one: what the reader and the training make of these is looked at by day, of all by night. */
export const SHOWN = 100

/**
 * What weights were taught by, as `taught.txt` keeps it: a line each, SHA-256 in hex, for the sentences, for the words
 * and the office that they were read by, and for what those that are shown teach by themselves, since that changes with
 * the code that reads and trains.
 */
export function taughtBy<Name extends string>(
  files: Files,
  sentences: readonly Sentence<string>[],
  shown: readonly Lesson<Name>[],
  all: readonly Name[],
): string {
  const words = [...files].filter(([path]) => READ_BY.test(path)).map(([path, text]) => [path, meaningOf(path, text)])
  return [
    `sentences ${digestOf(sentences.map((one) => JSON.stringify(one)).sort())}`,
    `words ${digestOf(words.sort())}`,
    `reading ${digestOf(writtenNetwork(train(shown, all)))}`,
    '',
  ].join('\n')
}

/** Its comments aside. */
const meaningOf = (path: string, text: string): string => (path.endsWith('.yaml') ? JSON.stringify(yamlIn(text)) : text)

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** A day on which most of what is said of months and quarters makes sense. */
const TODAY = '2017-07-12' as Day

/**
 * Read as somebody of the province would be; half a minute for ten thousand sentences.
 * @param every one of so many
 */
export function lessonsIn(files: Files, every = 1): Taught[] {
  const office = loadOffice(files)
  const read = lazyReader(office, files)
  const speaking = { today: TODAY, own: office.regions.province.key }
  const chosen = sentencesIn(files).filter((_, index) => index % every === 0)
  return chosen.map((one) => ({ ...one, features: featuresOf(read(one.text, speaking)) }))
}
