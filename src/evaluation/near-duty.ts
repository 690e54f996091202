/**
 * Who does what, worded as the paper has it, and with one of it changed: the body, its duty, the two of them turned
 * round, the place.
 *
 * A change is made only where the changed clause stands nowhere in the paper.
 */
import { type Document, isPlaceName, organsIn } from '../documents/index.ts'

/** What of a duty is changed: who has it, what it is, both turned around, or where. */
export type DutyField = 'body' | 'duty' | 'turned' | 'place'

/** A claim about who does what, true or with one detail changed. */
export interface NearDuty {
  readonly text: string
  /** undefined: as the paper has it */
  readonly field?: DutyField
  /** verbatim */
  readonly sentence: string
  readonly label: string
}

/** Shorter clauses say no whole duty, longer ones are asked about by nobody. */
const SHORTEST = 8
const LONGEST = 60
/** So many others take the place of one. */
const MOST = 3

interface Clause {
  readonly text: string
  readonly sentence: string
  readonly label: string
  readonly bodies: readonly string[]
}

/** The duties of a paper and the false ones beside them, in reading order. */
export function dutiesOf(document: Document): NearDuty[] {
  const bodies = bodiesOf(document)
  const clauses = clausesOf(document, bodies)
  const text = bare(document.text)
  const places = placesOf(document)
  return clauses.flatMap((clause) => {
    const changed = [
      ...exchanged(clause, bodies, clauses),
      ...reassigned(clause, clauses),
      ...turned(clause),
      ...moved(clause, places),
    ].filter((one) => one.text !== clause.text && !text.includes(bare(one.text)))
    const { sentence, label } = clause
    return [{ text: clause.text }, ...changed].map((one) => ({ ...one, sentence, label }))
  })
}

const bare = (text: string): string => text.replace(/\s/g, '')

const partedAt = (text: string, marks: string): string[] =>
  [...marks].reduce((pieces, mark) => pieces.flatMap((one) => one.split(mark)), [text])
/** What joins those that do the same. */
const JOINS = '、和与及或'

/** Bodies that facts name, and those that a clause opens with as its doer. */
function bodiesOf(document: Document): string[] {
  const named = document.facts.flatMap((fact) => (fact.kind === 'body' ? partedAt(fact.body, `，；${JOINS}`) : []))
  const opening = sentencesOf(document).flatMap(({ text }) =>
    clausesIn(text).flatMap((clause) =>
      organsIn(clause).filter(
        (one) => clause.startsWith(one) && DOES.some((word) => clause.startsWith(word, one.length)),
      ),
    ),
  )
  const names = [...named, ...opening].map((one) => one.trim()).filter(isWhole)
  return [...new Set(names)].sort((a, b) => b.length - a.length)
}
/** What stands behind a doer. */
const DOES = '负责 承担 牵头 应 要 会同 组织 配合 不得 必须 统筹'.split(' ')
/** No name has one of these, and none begins with one of those. */
const ACTING = '由 向 对 的 以 为 设 报'.split(' ')
const POINTING = '各 有关 相关 本 该 其他 经'.split(' ')
const NAME = /^[\u3400-\u9fff]{3,14}$/

const isWhole = (name: string): boolean =>
  NAME.test(name) && !ACTING.some((word) => name.includes(word)) && !POINTING.some((word) => name.startsWith(word))

interface Said {
  readonly text: string
  readonly label: string
}

function sentencesOf(document: Document): Said[] {
  const tables = new Set(document.tables.map((one) => one.label))
  return document.provisions
    .filter((one) => !tables.has(one.label))
    .flatMap(({ label, sentences }) => sentences.map((one) => ({ label, text: one.text })))
}

const clausesIn = (sentence: string): string[] => partedAt(bare(sentence), '，；。：')

function clausesOf(document: Document, bodies: readonly string[]): Clause[] {
  return sentencesOf(document).flatMap(({ text: sentence, label }) =>
    clausesIn(sentence)
      .filter(
        (text) =>
          text.length >= SHORTEST && text.length <= LONGEST && ![...'（）《》'].some((sign) => text.includes(sign)),
      )
      .map((text) => ({ text, sentence, label, bodies: standingIn(text, bodies) }))
      .filter((one) => one.bodies.length > 0),
  )
}

/** The longest names at their places, none inside another. @param bodies the longest first */
function standingIn(text: string, bodies: readonly string[]): string[] {
  const taken: string[] = []
  let rest = text
  for (const one of bodies) {
    if (!rest.includes(one)) continue
    taken.push(one)
    rest = rest.replaceAll(one, '/')
  }
  return taken.sort((a, b) => text.indexOf(a) - text.indexOf(b))
}

type Changed = Pick<NearDuty, 'text' | 'field'>

/** Another body in place of one: first those of the same sentence, whom a reader may mix up. */
function exchanged(clause: Clause, bodies: readonly string[], all: readonly Clause[]): Changed[] {
  const beside = all.filter((one) => one.sentence === clause.sentence).flatMap((one) => one.bodies)
  return clause.bodies.flatMap((own) =>
    [...new Set([...beside, ...bodies])]
      .filter((other) => !clause.text.includes(other) && !other.includes(own) && !own.includes(other))
      .slice(0, MOST)
      .map((other) => ({ field: 'body' as const, text: clause.text.replace(own, other) })),
  )
}

/** What another does, said of the one that its clause opens with. */
function reassigned(clause: Clause, all: readonly Clause[]): Changed[] {
  const [own = ''] = clause.bodies
  if (!clause.text.startsWith(own)) return []
  return all
    .flatMap(({ text, bodies: [other = ''] }) =>
      other && other !== own && text.startsWith(other) ? [text.slice(other.length)] : [],
    )
    .filter((duty) => duty.length >= SHORTEST / 2 && !duty.includes(own) && !clause.text.includes(duty))
    .slice(0, MOST)
    .map((duty) => ({ field: 'duty' as const, text: `${own}${duty}` }))
}

/** 甲向乙报送: who does it and to whom, turned round. Those that stand in one row do the same. */
function turned({ text, bodies: [first, second, more] }: Clause): Changed[] {
  if (!first || !second || more) return []
  const between = text.slice(text.indexOf(first) + first.length, text.indexOf(second))
  if (between === '' || JOINS.includes(between) || between.includes('、')) return []
  const swapped = text.replace(first, '\n').replace(second, first).replace('\n', second)
  return [{ field: 'turned', text: swapped }]
}

/** Places that the paper knows: of its pilots, and in the rows of its tables. */
function placesOf({ facts, tables }: Document): string[] {
  const tried = facts.flatMap((fact) => (fact.kind === 'pilot' ? partedAt(fact.place, JOINS) : []))
  const rows = tables.flatMap(({ rows }) => rows.flat().filter((cell) => isPlaceName(bare(cell))))
  return [...new Set([...tried, ...rows].map(bare))].filter((one) => one.length > 1)
}

function moved({ text }: Clause, places: readonly string[]): Changed[] {
  return places
    .filter((one) => text.includes(one))
    .flatMap((own) =>
      places
        .filter((other) => !text.includes(other) && !other.includes(own) && !own.includes(other))
        .slice(0, MOST)
        .map((other) => ({ field: 'place' as const, text: text.replace(own, other) })),
    )
}
