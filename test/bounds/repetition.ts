/** Texts made of the language's own words: fragments of them, joined by whatever joins, again and again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { z } from 'zod'
import { office } from './office.ts'

const LANGUAGE = join(import.meta.dirname, '../../data/language')

const Groups = z.array(z.looseObject({ words: z.string().optional() })).catch([])

/** The words of each file of data/language: times, measures, numbers, places, talk. */
const CLASSES: readonly (readonly string[])[] = readdirSync(LANGUAGE)
  .map((name) => Groups.parse(parse(readFileSync(join(LANGUAGE, name), 'utf8'))))
  .map((groups) => [...new Set(groups.flatMap(({ words = '' }) => words.split(/\s+/).filter(Boolean)))])
  .filter((words) => words.length > 0)

const { indicators } = office.plan
const NAMES = [...indicators.flatMap(({ name, unit }) => [name, unit]), ...office.regions.all.map(({ name }) => name)]
const TIMES = [
  ...[
    '6月',
    '6月30日',
    '2017年6月',
    '2017-06-30',
    '7/12',
    '上月底',
    '二季度',
    '周五',
    '8:30',
    '下午3点',
    '30日',
    '明天',
  ],
  ...['3天后', '半小时后', '2017年', '1-3月', 'Q2'],
]
const NUMBERS = [
  '1',
  '12',
  '3.5',
  '一',
  '十二',
  '百',
  '万',
  '零',
  '1,234',
  '半',
  '两',
  '96',
  '2017',
  '90%',
  '(2017)13号',
]
const SIGNS = [
  ...[
    '(',
    ')',
    '（',
    '）',
    '《',
    '》',
    '“',
    '，',
    '。',
    '、',
    '；',
    '：',
    '-',
    '~',
    '至',
    '到',
    '和',
    '/',
    '\n',
    '\t',
    '|',
  ],
  ...[' ', '→', '=', '？', '不对，', '改成', '的', '了', '谢谢', '请', '再', '或者', '不是'],
]

export interface Repetition {
  readonly before: string
  readonly fragments: readonly string[]
  readonly joiners: readonly string[]
  /** each time with another number behind the fragment: no two are the same */
  readonly counted: boolean
  readonly after: string
}

export const WORDS = [...CLASSES, NAMES, TIMES, NUMBERS, SIGNS]
const word = fc.oneof(...WORDS.map((words) => fc.constantFrom(...words)))
const fragment = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''))
const joiner = fc.oneof(fc.constant(''), fc.constantFrom(...SIGNS), word)
const end = fc.oneof(fc.constant(''), fragment)

export const repetition: fc.Arbitrary<Repetition> = fc.record({
  before: end,
  fragments: fc.array(fragment, { minLength: 1, maxLength: 6 }),
  joiners: fc.array(joiner, { minLength: 1, maxLength: 3 }),
  counted: fc.boolean(),
  after: end,
})

export function spelled({ before, fragments, joiners, counted, after }: Repetition, length: number): string {
  let text = before
  for (let at = 0; text.length < length - after.length; at++)
    text += `${fragments[at % fragments.length]}${counted ? (at % 28) + 1 : ''}${joiners[at % joiners.length]}`
  return text.slice(0, length - after.length) + after
}
