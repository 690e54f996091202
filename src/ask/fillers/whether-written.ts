/** Whether something is written of a matter, as its time or who leads it: told with its words, or that it is not. */
import { type Found, found, placeName, quoteOf } from '../answer/outcome.ts'
import { type Fills, fillerOf, isSure } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import { type Near, nearTo } from '../evidence/rank.ts'
import { aboutOnly, type Question } from '../question/question.ts'
import { TELLING } from '../question/terms.ts'
import * as text from '../text.ts'
import type { SlotName } from '../words/lexicon.ts'
import { worded } from './statement.ts'

/** Words by which it is asked whether there is something. */
export const EXISTING = ['有没有', '有无', '提没提', '提到', '提及', '写没写']
/** What a provision may leave unsaid of its matter. */
const SLOTS: ReadonlySet<SlotName> = new Set(['time', 'length', 'body', 'number'])

/**
 * Asked whether a slot is filled in the provision on a matter: the statement there that fills it, else that none does.
 * undefined where no slot is named beside 有没有, or no provision is on the matter.
 */
export function whetherWritten(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  const wanted = wantedIn(question, library)
  if (!wanted) return undefined
  const { slot, span } = wanted
  const about = { ...aboutOnly(question, [span]), slot }
  const sure = nearTo(about, library).filter((one) => one.passage.kind === 'sentence' && isSure(one))
  const [best] = sure
  const fills = slot === 'body' ? statesDuty : fillerOf(about, library)
  if (!best || best.missing.length > 0 || !fills || !about.terms.some((one) => one.weight >= TELLING)) return undefined
  const { provision, paper } = best.passage
  const here = paper.passages.filter((one) => one.provision === provision && one.kind === 'sentence')
  const filling = [best.passage, ...here].find((one) => fills(one.tidy, one))
  if (!filling) return found(text.notWrittenOf(placeName(provision), span.text), [quoteOf(best.passage)])
  const answer = worded(filling, filling.tidy)
  return found(`${text.EXISTS}，${answer.lead}`, answer.quotes)
}

/** A body that is only named has no duty. */
const statesDuty: Fills = (_, { facts }) => facts.some(({ kind }) => kind === 'body')

/** The slot that is named beside the words that ask whether there is something, by a word that ends terse questions. */
function wantedIn({ text: asked, terms, slot: open }: Question, { lexicon }: Library) {
  const marker = EXISTING.find((word) => asked.includes(word))
  if (open !== 'claim' || marker === undefined) return undefined
  const [from, to] = [asked.indexOf(marker), asked.indexOf(marker) + marker.length]
  const names = lexicon.slots.endings
    .filter(([slot]) => SLOTS.has(slot))
    .flatMap(([slot, words]) => words.map((word) => ({ slot, word })))
    .sort((a, b) => b.word.length - a.word.length)
  for (const { slot, word } of names) {
    const at = asked.endsWith(word, from) ? from - word.length : asked.indexOf(word, to)
    const isBetween = terms.some((one) => one.weight >= TELLING && one.from >= to && one.from < at)
    if (word.length > 1 && at >= 0 && !isBetween) return { slot, span: { text: word, from: at, to: at + word.length } }
  }
  return undefined
}
