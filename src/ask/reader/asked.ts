/** What the program itself reads of a question: years, places, and how its claim compares with what the papers state. */
import type { Document } from '../../documents/index.ts'
import type { Decision } from '../claim/decide.ts'
import type { Library } from '../evidence/library.ts'
import { nearTo } from '../evidence/rank.ts'
import { decisionsOn } from '../fillers/claim.ts'
import type { AskRequest } from '../index.ts'
import { baseYear, placesIn, yearsIn } from '../question/constraints.ts'
import { readQuestion } from '../question/question.ts'
import type { EvidenceProvision, Pinned } from '../verify/evidence.ts'
import type { OutsidePlace } from '../words/lexicon.ts'
import { cleaned, flat } from '../words/normalise.ts'

interface Shown {
  readonly documents: readonly Document[]
  /** of these documents */
  readonly provisions: readonly EvidenceProvision[]
}

export function askedIn({ question, today }: AskRequest, shown: Shown, library: Library): Pinned {
  const words = flat(cleaned(question))
  const base = today ? Number(today.slice(0, 4)) : baseYear(library.newest)
  const read = readQuestion(question, library, base)
  // What a claim is held against is among what is shown.
  const near = nearTo(read, library).filter(({ passage }) => shown.documents.includes(passage.document))
  const places = placesIn(words, library.lexicon, library.regions).filter(({ place }) => !isHome(place, library))
  return {
    ...(base !== undefined && { base }),
    years: [...new Set(yearsIn(words, base, library.holds).map(({ year }) => year))],
    places: [...new Set(places.map(({ place }) => place.name))],
    compared: comparedIn(decisionsOn(read, near, library), shown),
  }
}

const isHome = (place: OutsidePlace, { newest, homeOf }: Library): boolean =>
  place.parent === '' ||
  newest.some((document) => {
    const home = homeOf(document)
    return home !== undefined && (home.name === place.name || home.parent === place.name)
  })

/** By line. Of several claims in one question all must agree. */
function comparedIn(decisions: readonly Decision[], shown: Shown): NonNullable<Pinned['compared']> {
  const isRight = decisions.length > 0 && decisions.every(({ comparison }) => comparison.is === 'agrees')
  return Object.fromEntries(
    decisions.flatMap((one) => {
      const { is } = one.comparison
      if (is === 'unsure' || (is === 'agrees' && !isRight)) return []
      return linesOf(one, shown).map((id) => [id, is] as const)
    }),
  )
}

/** The lines that show what a claim was held against. */
function linesOf({ stated }: Decision, { documents, provisions }: Shown): string[] {
  const sentence = flat(stated?.sentence ?? '')
  return provisions
    .filter(({ paper, label }) => documents[paper] === stated?.document && label === stated?.provision.label)
    .flatMap(({ lines }) => lines.filter(({ text }) => flat(text) === sentence).map(({ id }) => id))
}
