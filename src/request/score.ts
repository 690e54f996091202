/** How well a query explains a message: characters explained, less what is unread, unused, assumed or does not fit. */
import { z } from 'zod'
import type { Fault } from '../office/load/fault.ts'
import { DataError, type Files } from '../office/load/index.ts'
import { readYaml } from '../office/load/yaml.ts'
import type { QueryDraft } from './draft.ts'
import type { Said } from './facts/said.ts'

/** The signs by which drafts are compared; `request/weights.yaml` has a weight for each. */
export const FEATURES = [
  'explained',
  'wasted',
  'unread',
  'unused',
  'behind',
  'noMeasures',
  'noIndicator',
  'noPlace',
  'noTime',
  'clash',
] as const
type Feature = (typeof FEATURES)[number]

/** How strongly each sign is there, in a draft. */
export type Features = Readonly<Record<Feature, number>>
/** How much each sign counts; a negative weight counts against the draft. */
export type Weights = Features

const weights = z.strictObject(
  Object.fromEntries(FEATURES.map((one) => [one, z.number()])) as Record<Feature, z.ZodNumber>,
)

/**
 * How much each sign counts for or against a query: request/weights.yaml, fitted by `npm run train`, edited by nobody.
 * @throws DataError where it is missing or has faults
 */
export function loadWeights(files: Files): Weights {
  const faults: Fault[] = []
  const sheet = readYaml(files, 'request/weights.yaml', weights, faults)
  if (!sheet || faults.length > 0) throw new DataError(faults)
  return sheet.value
}

const HALF = 0.5

/**
 * What speaks for and against a draft being what is meant: characters unread and unused, slots assumed, misfits.
 * @param behind how much less likely the reading is than the best one
 * @param isLossy something that was said stands nowhere in the query
 */
export function featuresOf({ assumed, misfit }: QueryDraft, said: Said, behind: number, isLossy: boolean): Features {
  const length = (isOther: boolean): number =>
    said
      .all('unread')
      .filter(({ found }) => (found.like === 'other') === isOther)
      .reduce((sum, { at, end }) => sum + end - at, 0)
  return {
    // a word that looks like a name or a time is asked about: to see one accounts for it
    explained: said.explained + length(false),
    wasted: said.unused.reduce((sum, { at, end }) => sum + end - at, 0),
    unread: length(true),
    unused: said.unused.length,
    behind,
    noMeasures: Number(assumed.includes('measures')),
    // an act names an indicator only where nothing else is meant by it: 处置
    noIndicator: assumed.includes('of')
      ? 1
      : said.has('indicator')
        ? 0
        : HALF * Number(said.latent('indicator').length > 0),
    noPlace: Number(assumed.includes('whom')),
    noTime: Number(assumed.includes('when')),
    clash: Number((misfit !== undefined && misfit.kind !== 'act') || isLossy),
  }
}

/** The features of two clauses of one message, summed. */
export const added = (a: Features, b: Features): Features =>
  Object.fromEntries(FEATURES.map((one) => [one, a[one] + b[one]])) as Features

/** The features of a draft as one number, the higher the likelier: compared among candidates of one message alone. */
export const scoreOf = (features: Features, by: Weights): number =>
  FEATURES.reduce((sum, one) => sum + features[one] * by[one], 0)
