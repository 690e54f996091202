/** Questions that a heading answers: what stands under it is what is asked for. */
import { holding } from '../evidence/match.ts'
import type { Library } from '../evidence/search.ts'
import { TELLING } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import type { Found } from './outcome.ts'
import { summaryOf } from './parts-of-document.ts'

/** 重点查哪些 under the heading 检查重点: a common word is told apart by being a heading's. */
export function underHeading(question: Question, library: Library): Found | undefined {
  if (
    question.attributes.length ||
    question.terms.length ||
    !['list', 'how', 'when', 'any', 'summary'].includes(question.kind)
  )
    return undefined
  const named = library.corpus.passages.filter(
    (one) =>
      one.kind === 'heading' &&
      one.flat.length <= 8 &&
      pairs(one.flat).some((pair) => !/^(?:工作|目标|要求|内容|主要)$/.test(pair) && question.text.includes(pair)),
  )
  const [only, another] = named
  return only && !another ? summaryOf(only.document, only.provision) : undefined
}

/** What papers give an item of its own. */
const ITEMS: ReadonlySet<string> = new Set(['申报材料', '条件', '办理流程', '联系方式'])

/** 要准备哪些材料: the only item whose heading names what is asked for, where nothing else is named that it lacks. */
export function underAttribute(question: Question, library: Library): Found | undefined {
  if (
    !['list', 'how', 'any', 'summary'].includes(question.kind) ||
    question.attributes.some((one) => one.attribute.who)
  )
    return undefined
  const words = question.attributes
    .filter(({ attribute }) => ITEMS.has(attribute.name))
    .flatMap(({ text, attribute }) => [text, ...attribute.stated])
    .filter((word) => word.length >= 2)
  const named = library.corpus.passages.filter(
    (one) => one.kind === 'heading' && one.flat.length <= 10 && words.some((word) => one.flat.includes(word)),
  )
  const [only, another] = named.filter((one) => !named.some((other) => one.provision.parent === other.provision.label))
  const lacks = question.terms.some(
    (term) => term.weight >= TELLING && holding(term, `${only?.heading}/${only?.around}/${only?.title}`) < 0.5,
  )
  return only && !another && !lacks ? summaryOf(only.document, only.provision) : undefined
}

const pairs = (word: string): string[] => [...word].slice(1).map((_, at) => word.slice(at, at + 2))
