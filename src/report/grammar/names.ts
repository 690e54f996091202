/** The names of a plan's indicators, and what words that are none may have been meant for: parts of them, and what looks or sounds like one. */
import { indicatorNames, soundsSame } from '../../language/index.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'

/**
 * The names of a plan's indicators (full, short, aliases), and their indicators by id. `get` throws on an id that the
 * plan does not have.
 */
export class Names {
  /** every name with its indicator, the longest first */
  readonly all: readonly { readonly name: string; readonly id: IndicatorId }[]
  readonly indicators: ReadonlyMap<IndicatorId, Indicator>

  constructor(indicators: readonly Indicator[]) {
    this.indicators = new Map(indicators.map((one) => [one.id, one]))
    this.all = [...indicatorNames(indicators)]
      .map(([name, id]) => ({ name, id }))
      .sort((a, b) => b.name.length - a.name.length)
  }

  get(id: IndicatorId): Indicator {
    const indicator = this.indicators.get(id)
    if (!indicator) throw new Error(`no indicator ${id}`)
    return indicator
  }

  /** As the plan calls it, or with a word more that is in its name too: 存量建设用地盘活, 工业增加值用水量. */
  isWhole(words: string, id: IndicatorId): boolean {
    const official = this.get(id).name
    return this.all.some(({ name, id: own }) => {
      const [before, behind] = own === id && words.includes(name) ? words.split(name) : []
      return before !== undefined && behind !== undefined && official.includes(before) && official.includes(behind)
    })
  }
}

/** What an unsure name may mean: one indicator, several, or none. */
export type Guess =
  | { readonly kind: 'one'; readonly id: IndicatorId }
  | { readonly kind: 'several'; readonly ids: readonly IndicatorId[] }
  | { readonly kind: 'none' }

const NONE: Guess = { kind: 'none' }

/** An abbreviation must be a fair part of the name that it shortens: 规上工业 is no name for a 27-character one. */
const FAIR_PART = 0.25

/**
 * The indicator for which a label is a part of a name or an abbreviation (僵企).
 * @param label what stands where a name is expected, in the form that is read; one character means nothing
 */
export function guessName(label: string, names: Names): Guess {
  const word = label.replace(/\s/g, '')
  if (word.length < 2) return NONE
  const cut = unique(names, (name) => name.includes(word) && isFairPart(word, name))
  return cut.kind === 'none' ? unique(names, (name) => isShortFor(word, name)) : cut
}

const isFairPart = (word: string, name: string): boolean => word.length / name.length >= FAIR_PART

function unique(names: Names, fits: (name: string) => boolean): Guess {
  const ids = [...new Set(names.all.filter(({ name }) => fits(name)).map(({ id }) => id))]
  const [only] = ids
  if (only === undefined) return NONE
  return ids.length === 1 ? { kind: 'one', id: only } : { kind: 'several', ids }
}

/** 僵企 for 僵尸企业: in order, from the first character on, and not too thin. */
function isShortFor(word: string, name: string): boolean {
  if (word[0] !== name[0] || word.length >= name.length || !isFairPart(word, name)) return false
  let at = 0
  for (const char of name) if (char === word[at]) at += 1
  return at === word.length
}

/** Names that share less than half of what was typed were hardly meant. */
const LIKE = 0.5
const MOST_NEAREST = 2
/** Longer than a name that somebody types. */
const LONGEST_NAME = 40

/**
 * The at most two indicators whose names share half of what was typed, in order; a character that only sounds alike
 * counts half. None for a text over 40 characters.
 */
export function nearestNames(label: string, names: Names): IndicatorId[] {
  if (label.length > LONGEST_NAME) return []
  const best = new Map<IndicatorId, number>()
  for (const { name, id } of names.all) best.set(id, Math.max(best.get(id) ?? 0, likeness(label, name)))
  return [...best]
    .filter(([, value]) => value >= LIKE)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_NEAREST)
    .map(([id]) => id)
}

/** Of the longer of two, how much the other has in the same order: a character that only sounds so counts half. */
function likeness(a: string, b: string): number {
  const [some, others] = [[...a], [...b]]
  // no more can be shared than the shorter has
  if (Math.min(some.length, others.length) < Math.max(some.length, others.length) * LIKE) return 0
  let row = new Array<number>(others.length + 1).fill(0)
  for (const one of some) {
    const next = [0]
    for (const [at, other] of others.entries())
      next.push(Math.max(next[at] ?? 0, row[at + 1] ?? 0, (row[at] ?? 0) + alike(one, other)))
    row = next
  }
  return (row.at(-1) ?? 0) / Math.max(some.length, others.length)
}

const alike = (one: string, other: string): number =>
  one === other ? 1 : soundsSame(one.charCodeAt(0), other.charCodeAt(0)) ? 0.5 : 0
