/** A term that the document explains: by 是指, in brackets behind it, as a list with that name, or by as many things as it counts. */

import { type Found, found, quoteOf } from '../answer/outcome.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import { PARTLY } from '../evidence/scale.ts'
import type { Question } from '../question/question.ts'
import { type QueryTerm, TELLING } from '../question/terms.ts'
import { flat, tidy } from '../words/normalise.ts'

const ABOUT = PARTLY
/** A common word has no meaning of its own to explain. */
const NAME = PARTLY

export function meaning(question: Question, near: readonly Near[]): Found | undefined {
  const words = question.terms.filter((one) => one.text.length >= 2).sort((a, b) => b.weight - a.weight)
  const names = words.filter((one) => one.weight >= NAME)
  for (const { passage, unmet, coverage } of near) {
    if (unmet.length || coverage < ABOUT) continue
    const told = explained(names, question.slot === 'definition' ? words : names, passage) ?? counted(names, passage)
    if (told) return found(`“${tidy(told.name)}”：${tidy(told.meaning)}`, [quoteOf(passage)])
  }
  return undefined
}

interface Explained {
  readonly name: string
  readonly meaning: string
}

/** @param words what a document explains in so many words may as well stand all over it */
function explained(
  names: readonly QueryTerm[],
  words: readonly QueryTerm[],
  { facts }: EvidencePassage,
): Explained | undefined {
  for (const fact of facts) {
    const told =
      fact.kind === 'definition'
        ? { name: fact.term, meaning: fact.meaning }
        : fact.kind === 'enumeration'
          ? { name: fact.name, meaning: fact.members.join('、') }
          : undefined
    const asked = fact.kind === 'definition' ? words : names
    // （以下简称创新券）: a longer name explains nothing
    if (told && fact.kind === 'definition' && told.meaning.includes(told.name)) continue
    if (told && asked.some((one) => one.forms.some((form) => isSameName(flat(told.name), form)))) return told
  }
  return undefined
}

const isSameName = (name: string, form: string): boolean =>
  (name.includes(form) && form.length * 2 >= name.length) || (form.includes(name) && name.length * 2 >= form.length)

/** 四无 beside 无证无照、无安全保障、无合法场所、无环保措施: a row with exactly as many members as the name counts. */
function counted(names: readonly QueryTerm[], { facts, flat: text }: EvidencePassage): Explained | undefined {
  for (const form of names.flatMap((one) => one.forms).filter((one) => text.includes(one))) {
    const count = [...form].reduce((sum, char) => sum + (char === '两' ? 2 : DIGITS.indexOf(char) + 1), 0)
    const rows = facts.flatMap((fact) =>
      count > 1 && fact.kind === 'enumeration' && fact.members.length === count ? [fact.members] : [],
    )
    const own = rows.find((members) => members.every((one) => [...form].some((char) => one.includes(char))))
    const members = own ?? rows[0]
    if (members) return { name: form, meaning: members.join('、') }
  }
  return undefined
}
const DIGITS = '一二三四五六七八九十'

const QUOTED = /“([^“”]{2,12})”[^“”，。；]{0,4}/g
const NUMERAL = /[一二三四五六七八九十百千万两\d]/

/** A name in quotation marks that counts things and that no list explains cannot be spelt out: “五个一批”. */
export function isUnexplained(question: Question, near: readonly Near[]): boolean {
  const telling = question.terms.filter((one) => one.weight >= TELLING && !one.foreign)
  return near.slice(0, 3).some(({ passage }) =>
    [...passage.tidy.matchAll(QUOTED)].some(([whole, quoted = '']) => {
      const [long, name] = [flat(whole), flat(quoted)]
      const isName = ({ text }: QueryTerm): boolean => text.includes(name) || name.includes(text)
      return (
        NUMERAL.test(name) &&
        telling.some(isName) &&
        telling.every((one) => isName(one) || long.includes(one.text) || passage.heading.includes(one.text))
      )
    }),
  )
}
