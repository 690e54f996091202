/** What the program itself reads of a question: years, places, and how its claim compares with what the papers state. */
import type { Document } from '../../documents/index.ts'
import type { Regions } from '../../office/region.ts'
import { claimedIn } from '../claim/claimed.ts'
import { type Decision, decide } from '../claim/decide.ts'
import { statedIn } from '../claim/stated.ts'
import type { Ask } from '../index.ts'
import { baseYear, type PlaceRef, placesIn, yearsIn } from '../question/constraints.ts'
import type { Asked, EvidenceProvision } from '../verify/evidence.ts'
import type { Lexicon, Place } from '../words/lexicon.ts'
import { cleaned, flat } from '../words/normalise.ts'

interface Ground {
  readonly documents: readonly Document[]
  /** of these documents, as shown */
  readonly provisions: readonly EvidenceProvision[]
  readonly homes: readonly (Place | undefined)[]
  readonly lexicon: Lexicon
  readonly regions: Regions | undefined
  /** whether the documents held have a run of flat characters */
  readonly holds: (run: string) => boolean
}

export function askedIn({ question, today }: Ask, ground: Ground): Asked {
  const { documents, homes, lexicon, regions } = ground
  const words = flat(cleaned(question))
  const base = today ? Number(today.slice(0, 4)) : baseYear({ documents })
  const places = placesIn(words, lexicon, regions)
  return {
    ...(base !== undefined && { base }),
    years: [...new Set(yearsIn(words, base, ground.holds).map(({ year }) => year))],
    places: [...new Set(places.filter(({ place }) => !isHome(place, homes)).map(({ place }) => place.name))],
    compared: comparedIn(words, base, places, ground),
  }
}

const isHome = (place: Place, homes: Ground['homes']): boolean =>
  place.parent === '' || homes.some((home) => home && (home.name === place.name || home.parent === place.name))

/** By line. Of several claims in one question all must agree. */
function comparedIn(
  words: string,
  base: number | undefined,
  places: readonly PlaceRef[],
  { documents, provisions, homes, lexicon, holds }: Ground,
): NonNullable<Asked['compared']> {
  const statements = documents.flatMap(statedIn)
  const meaning = {
    same: (word: string) => lexicon.synonyms.get(word) ?? [],
    home: homes.flatMap((home) => (home ? [home.name, ...(home.parent ? [home.parent] : [])] : [])),
  }
  const known = {
    ...(base !== undefined && { base }),
    places: places.map(({ text, place }) => ({ text, ...place })),
    holds,
  }
  const decisions = claimedIn(words, known).map((claim) => decide(claim, statements, meaning))
  const isRight = decisions.length > 0 && decisions.every(({ comparison }) => comparison.is === 'agrees')
  return Object.fromEntries(
    decisions.flatMap((one) => {
      const is = one.comparison.is
      if (is === 'unsure' || (is === 'agrees' && !isRight)) return []
      return linesOf(one, documents, provisions).map((id) => [id, is] as const)
    }),
  )
}

/** The lines that show what a claim was held against. */
function linesOf(
  { stated }: Decision,
  documents: readonly Document[],
  provisions: readonly EvidenceProvision[],
): string[] {
  const sentence = flat(stated?.sentence ?? '')
  return provisions
    .filter(({ paper, label }) => documents[paper] === stated?.document && label === stated?.provision.label)
    .flatMap(({ lines }) => lines.filter(({ text }) => flat(text) === sentence).map(({ id }) => id))
}
