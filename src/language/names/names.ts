/** What things are called: indicators, regions, persons, documents, as one trie and as a list for names mistyped. */
import type { Day } from '../../office/day.ts'
import type { Lexicon } from '../../office/lexicon.ts'
import type { Person } from '../../office/person.ts'
import type { Indicator, IndicatorId, Plan } from '../../office/plan.ts'
import type { Region, Regions } from '../../office/region.ts'
import type { Found } from '../found.ts'
import { normalised } from '../normalise.ts'
import { Trie } from '../trie.ts'
import type { Word, Words } from '../words.ts'
import type { Name } from './near.ts'

/** What the reader knows of the office. */
export interface OfficeNames {
  readonly plan: Pick<Plan, 'indicators' | 'title' | 'documentNumber'>
  readonly regions: Regions
  readonly lexicon: Lexicon
  readonly people?: readonly Pick<Person, 'id' | 'name'>[]
  /** last year's, while its figures are what is owed: to the last day of it */
  readonly closing?: { readonly year: number; readonly until: Day }
}

/** What a name or a part of one stands for. */
export interface Called {
  readonly found: Found
  /** a part of a name: less sure than the whole */
  readonly doubt?: number
  /** a verb that stands in a name: 处置 alone names nothing unless asked for */
  readonly latent?: true
}

/** All that an office's things are called, for the reader. */
export interface NameIndex {
  readonly trie: Trie<Called>
  /** whole names, which may be mistyped */
  readonly whole: readonly Name[]
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const form = (text: string): string => normalised(text).text.replace(/\s/g, '')

/**
 * Everything that the office's indicators, regions and people are called, and the plan's paper: full names, usual short
 * forms, codes of regions, and parts of indicators' names.
 *
 * @param words the language's own words, which are left out of the parts
 */
export function namesOf({ plan, regions, lexicon, people }: OfficeNames, words: Words): NameIndex {
  const indicators = [...indicatorNames(plan.indicators)].map(
    ([text, id]): Name => ({ text, found: { kind: 'indicator', ids: [id] } }),
  )
  const whole = [
    ...indicators,
    ...otherwise(indicators, lexicon),
    ...regions.all.flatMap((region) => regionNames(region, regions)),
    ...wholeName(regions, words),
    ...(people ?? []).map(({ id, name }): Name => ({ text: form(name), found: { kind: 'person', id } })),
    { text: form(plan.title), found: { kind: 'document', number: form(plan.documentNumber) } } satisfies Name,
  ].filter(({ text }) => text.length >= 2)
  const trie = new Trie<Called>()
  for (const { text, found } of whole) trie.add(text, { found, ...(found.kind === 'indicator' && { doubt: WHOLE }) })
  for (const { codes, key } of regions.all)
    for (const code of new Set([key, ...codes.map((one) => one.code)]))
      trie.add(code, { found: { kind: 'region', key } })
  for (const [part, ids] of partsOf(indicators)) {
    const isVerb = words.trie.has(part)
    if (isGeneric(part, ids, words)) {
      if (!isVerb || isIdle(part, words))
        trie.add(part, { found: { kind: 'indicator', ids: holding(part, indicators) }, latent: true, doubt: -0.05 })
      continue
    }
    trie.add(part, {
      found: { kind: 'indicator', ids },
      ...(isVerb ? { latent: true, doubt: isIdle(part, words) ? -0.2 : 0.1 } : { doubt: 0.4 }),
    })
  }
  return { trie, whole }
}

/** A name as the plan has it is not torn for a word that takes its last character along: 用能|完成. */
const WHOLE = -0.25

const ENDINGS = ['县', '市', '区']

/** Official name, former ones, the short one; with its city before it too. */
function regionNames(region: Region, regions: Regions): Name[] {
  const own = [region.name, region.short, ...(region.formerNames ?? [])]
  const city = region.level === 'county' && region.parent ? regions.get(region.parent) : undefined
  // a short name takes whatever ending: 景宁县 for 景宁畲族自治县
  const ended = city ? ENDINGS.map((ending) => region.short + ending).filter((name) => !regions.find(name)) : []
  const all = city ? [...own.flatMap((name) => [name, city.name + name, city.short + name]), ...ended] : own
  return [...new Set(all)].map((name) => ({ text: form(name), found: { kind: 'region', key: region.key } }))
}

/** 全区 of an autonomous region, which is a county's in any other office; 全省 and 全市 are the language's. */
function wholeName({ wholeName, province }: Regions, words: Words): Name[] {
  const isSaid = words.trie
    .at(wholeName, 0)
    .some(({ value: { part }, end }) => end === wholeName.length && isWhole(part))
  return isSaid ? [] : [{ text: wholeName, found: { kind: 'region', key: province.key } }]
}

const isWhole = (part: Word['part']): boolean => part.kind === 'own' && part.level !== 'county'

/** Words with which an official name may begin without meaning an increment: 新增小微企业园区. */
const OPENINGS = ['新增', '新认定']

/**
 * The names of indicators as the reader folds text, shortened in no way, with whose they are; the first to have one owns
 * it.
 */
export function indicatorNames(indicators: readonly Indicator[]): ReadonlyMap<string, IndicatorId> {
  const owner = new Map<string, IndicatorId>()
  const add = (name: string, id: IndicatorId): void => {
    if (name.length >= 2 && !owner.has(name)) owner.set(name, id)
  }
  for (const { id, name, short, aliases } of indicators) {
    const opening = OPENINGS.find((one) => name.startsWith(one)) ?? ''
    for (const one of [name, short, ...aliases].map(form)) {
      add(one, id)
      add(one.replace(/\([^()]{0,40}\)/g, ''), id)
      if (opening && !one.startsWith(opening)) add(opening + one, id)
    }
  }
  return owner
}

/**
 * What a plan calls an indicator of another year: the one of its own that has a name of it.
 * @param id of any year's plan @returns the id itself where it is the plan's own; undefined where the plan has no such indicator
 */
export function ownIn({ indicators, others = [] }: Pick<Plan, 'indicators' | 'others'>, id: IndicatorId) {
  if (indicators.some((one) => one.id === id)) return id
  const owners = indicatorNames(indicators)
  const other = others.filter((one) => one.id === id)
  const [own] = [...indicatorNames(other).keys()].flatMap((name) => owners.get(name) ?? [])
  return own
}

/** Names with one of their terms said as the lexicon says it too: 标准化厂房; no name of another. */
function otherwise(names: readonly Name[], lexicon: Lexicon): Name[] {
  const taken = new Set(names.map(({ text }) => text))
  return names.flatMap(({ text, found }) =>
    lexicon.mentioned(text).flatMap(({ word, from, to }) =>
      lexicon.alternatives(word).flatMap((other): Name[] => {
        const name = text.slice(0, from) + form(other) + text.slice(to)
        if (taken.has(name)) return []
        taken.add(name)
        return [{ text: name, found }]
      }),
    ),
  )
}

/** Where words end inside a name: 放量 of 排放量 is none. */
const wordCuts = (text: string): Set<number> => new Set([...segmenter.segment(text)].map(({ index }) => index))

/** A word that is shorter names an indicator too weakly. */
const SHORTEST = 2
const LONGEST = 8
/** What more indicators share is no name of any. */
const MOST_OWNERS = 2

/**
 * Words of several indicators, or of none in particular: which is meant is asked where nothing else names one. 企业, 高新.
 */
const isGeneric = (part: string, ids: readonly IndicatorId[], { common }: Words): boolean =>
  ids.length > MOST_OWNERS || common.has(part)

const holding = (part: string, names: readonly Name[]): IndicatorId[] => [
  ...new Set(names.flatMap(({ text, found }) => (found.kind === 'indicator' && text.includes(part) ? found.ids : []))),
]

/** A word that says nothing else. */
const isIdle = (part: string, { trie }: Words): boolean =>
  trie.at(part, 0).every(({ end, value }) => end < part.length || value.part.kind === 'filler')

/** Beginnings and ends of indicators' names with those whose they are: 土地, 淘汰. */
function partsOf(whole: readonly Name[]): [string, IndicatorId[]][] {
  const owners = new Map<string, Set<IndicatorId>>()
  const names = new Set(whole.map(({ text }) => text))
  for (const { text, found } of whole) {
    if (found.kind !== 'indicator') continue
    for (const part of endsOf(text).filter((one) => !names.has(one))) {
      const all = owners.get(part) ?? new Set()
      for (const id of found.ids) all.add(id)
      owners.set(part, all)
    }
  }
  return [...owners].map(([part, ids]) => [part, [...ids]])
}

/** Words with which a name begins or ends, short ones first. */
function endsOf(name: string): string[] {
  const cuts = wordCuts(name)
  const ends: string[] = []
  for (let length = SHORTEST; length <= Math.min(name.length - 1, LONGEST); length++) {
    if (cuts.has(length)) ends.push(name.slice(0, length))
    if (cuts.has(name.length - length)) ends.push(name.slice(-length))
  }
  return ends.filter((one) => /^[\u3400-\u9fff]+$/.test(one))
}
