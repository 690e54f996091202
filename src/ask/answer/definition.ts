/** What a term means, where the document explains it. */

import type { Passage } from '../evidence/corpus.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import { type Found, found, quoteOf } from './outcome.ts'
import { clip } from './passages.ts'

/** A term that the document explains: in brackets behind it, by 是指, or by as many items as its name counts. */
export function answerDefinition(question: Question, library: Library): Found | undefined {
  // 小作坊不得生产哪些食品 asks for what must not be made, not for what a 小作坊 is.
  if (question.kind === 'list' && /不得|禁止|严禁|不准|应当|必须|可以|需要/.test(question.text)) return undefined
  const names = question.terms.filter((term) => term.text.length >= 2).sort((a, b) => b.weight - a.weight)
  for (const match of findPassages(question, library).filter((one) => one.unmet.length === 0 && one.coverage >= 0.45)) {
    for (const name of names) {
      const explained = explanationOf(name.forms, match.passage)
      // A list is asked for: only a row of things explains the name.
      if (explained && (question.kind !== 'list' || explained.includes('、')))
        return found(clip(explained), [quoteOf(match.passage)])
    }
  }
  return undefined
}

const NO_EXPLANATION = /\d{4}|试行|修正|修订|草案|号|本/

function explanationOf(forms: readonly string[], passage: Passage): string | undefined {
  for (const form of forms) {
    const at = passage.flat.indexOf(form)
    if (at < 0) continue
    const rest = passage.flat.slice(at + form.length)
    const bracket = /^[\u3400-\u9fff]{0,8}\(([^()]{2,})\)/.exec(rest)?.[1]
    if (
      bracket &&
      !/简称/.test(bracket) &&
      (bracket.includes('、') || !NO_EXPLANATION.test(bracket)) &&
      (bracket.length > 3 || bracket.includes('、'))
    )
      return `“${form}”：${shown(bracket, passage)}`
    if (/^[\u3400-\u9fff]{0,6}[,，]?(?:是指|指的是|即|包括|是以|系指|,指)/.test(rest))
      return sentenceFrom(passage, form)
    const counted = countedItems(form, passage)
    if (counted) return `“${form}”：${counted}`
  }
  return undefined
}

/** The bracket as the original writes it: the flat text has lost its quotation marks. */
function shown(flatText: string, passage: Passage): string {
  const pieces = [...passage.tidy.matchAll(/（([^（）]+)）/g)].map((match) => match[1] ?? '')
  return pieces.find((piece) => flat(piece) === flatText) ?? flatText
}

const sentenceFrom = (passage: Passage, form: string): string => {
  const clause = cutAt(passage.tidy, '；;。').find((one) => flat(one).includes(form))
  return clause ?? passage.tidy
}

const NUMERALS = '一二三四五六七八九十'

/** 四无 beside 无证无照、无安全保障、无合法场所、无环保措施: a row with exactly as many items as the name counts. */
function countedItems(name: string, passage: Passage): string | undefined {
  const count = countIn(name)
  if (count < 2) return undefined
  const clauses = cutAt(passage.tidy, '，,；;。')
  const at = clauses.findIndex((clause) => flat(clause).includes(name))
  for (const clause of [clauses[at], clauses[at + 1], clauses[at - 1]]) {
    const row = clause ? rowIn(clause, name) : []
    if (row.length === count && !row.some((item) => item.includes(name))) return row.join('、')
  }
  return undefined
}

function countIn(name: string): number {
  const plus = /(?<!\d)(\d+)\+(\d+)/.exec(name)
  if (plus) return Number(plus[1]) + Number(plus[2])
  const digits = [...name].map((char) => (char === '两' ? 2 : NUMERALS.indexOf(char) + 1)).filter((digit) => digit > 0)
  return digits.reduce((sum, digit) => sum + digit, 0)
}

function rowIn(clause: string, name: string): string[] {
  const before = clause.split(name)[0] ?? ''
  const text = before.includes('、') ? before : clause
  return text
    .replace(/[“”]/g, '')
    .split(/、|和|以及|及/)
    .map((item) =>
      item
        .replace(/^(?:以|在|按照|坚持|不断完善|加强|围绕|推进|实施)/, '')
        .replace(/(?:的|等|各?(?<![一二三四五六七八九十\d])[一二三四五六七八九十\d]+(?:个|大|项|类|种))[\s\S]*$/, ''),
    )
    .filter((item) => item.length >= 2)
}
