/** Claims put right by where and when: another place, year or day than the one claimed, or another item of the same row. */

import type { Passage } from '../evidence/corpus.ts'
import { holding } from '../evidence/match.ts'
import type { Candidate, Library } from '../evidence/search.ts'
import { datesIn, placesIn, yearsStated } from '../question/constraints.ts'
import { TELLING, type Term } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import { type Found, found, quoteOf } from './outcome.ts'
import { clip, leadClause } from './passages.ts'

/** 试点在杭州吧, where the sentence names 绍兴. '' : another place and none to put it right with. */
export function placeElsewhere(question: Question, best: Candidate, library: Library): Found | '' | undefined {
  const { passage } = best
  const home = library.homes.get(passage.document)
  const misplaced = inAnotherItem(question, passage)
  if (misplaced) return misplaced
  const claimed = question.places.find(
    (one) => !passage.flat.includes(one.place.name) && home?.name !== one.place.name && home?.parent !== one.place.name,
  )
  if (!claimed) return undefined
  const there = placesIn(passage.flat, library.lexicon, library.regions).filter((one) => one.place.name !== home?.name)
  if (!there.length || best.coverage < 0.5) return ''
  return found(
    clip(`不是${claimed.text}，文件写的是：${leadClause(passage, { ...question, terms: question.terms })}`),
    [quoteOf(passage)],
  )
}

/** 2018年的吧, where the sentence names another year. '' : it names none to put it right with. */
export function yearElsewhere(question: Question, passage: Passage): Found | '' | undefined {
  const claimed = question.years.find(
    (one) =>
      one.year !== passage.document.year &&
      !passage.flat.includes(String(one.year)) &&
      !yearsStated(passage.flat).has(one.year),
  )
  if (!claimed) return undefined
  if (!namesYear(passage.flat)) return ''
  const clause = cutAt(passage.tidy, '，；。').find((one) => namesYear(flat(one))) ?? passage.tidy
  return found(clip(`不是${claimed.text}，文件写的是：${clause}`), [quoteOf(passage)])
}

/** In its title or its words; the year of a document's number says nothing. */
const namesYear = (text: string): boolean => /20\d\d/.test(text.replace(/\(\d{4}\)\d+号/g, ''))

/** 9月底前交吧, where the sentence names the end of August. */
export function dayElsewhere(question: Question, passage: Passage): string | undefined {
  const [claimed, another] = datesIn(question.text)
  const stated = datesIn(passage.flat)
  if (!claimed || another || !stated.length) return undefined
  return stated.some((one) => sameDate(one.text, claimed.text)) ? undefined : claimed.text
}

/** 8月底 is 8月31日; a month alone agrees with any of its days. */
function sameDate(stated: string, claimed: string): boolean {
  const [month, day = ''] = stated.split('月')
  const [other, otherDay = ''] = claimed.split('月')
  if (month !== other) return false
  const inFull = (text: string): string =>
    /底|末/.test(text) ? String(LAST[Number(month) - 1]) : text.replace(/[日号]$/, '')
  return !day || !otherDay || inFull(day) === inFull(otherDay)
}

/** The last day of each month; a paper that names the 29th of February does so in words of its own. */
const LAST = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** 织里童装是诸暨的吧: what is claimed stands in the same row, but with another item. */
function inAnotherItem(question: Question, passage: Passage): Found | undefined {
  const copula = question.text.search(/(?<!算|但|还|就|也)是(?!不是|否)|属于|来自/)
  if (copula < 0) return undefined
  const telling = question.terms.filter((term) => term.weight >= TELLING)
  const subjects = telling.filter((term) => term.to <= copula)
  const claims = telling.filter((term) => term.from > copula)
  const holds = (terms: readonly Term[], item: string): boolean =>
    terms.some((term) => holding(term, flat(item)) >= 0.9)
  for (const clause of cutAt(passage.tidy, '，；。')) {
    const items = cutAt(clause, '、')
    const item = items.find((one) => holds(subjects, one) && !holds(claims, one))
    const other = items.find((one) => holds(claims, one) && !holds(subjects, one))
    // 农副食品加工和批发零售等“10+1”传统产业: the name of the whole row is no other item.
    const claimed = claims.find((term) => other && holds([term], other))?.text ?? ''
    // Nor is the verb that governs the whole row.
    if (items.length < 3 || !item || !other || /等/.test(other) || flat(clause).startsWith(claimed)) continue
    return found(clip(`不是${claimed}，文件写的是：${item}`), [quoteOf(passage)])
  }
  return undefined
}
