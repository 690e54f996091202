/** Places in a document that a question names: 二（三）, 第四部分第一条, 第五条, 第三章. */

import type { Document, Provision } from '../../documents/index.ts'
import { findProvision, ordinal } from '../../documents/index.ts'
import { keptOf } from '../words/kept.ts'

export interface SectionRef {
  /** as it was typed */
  readonly text: string
  readonly from: number
  readonly to: number
  /** absent: the document has no such part */
  readonly provision?: Provision
  readonly document: Document
}

const N = '[一二三四五六七八九十百\\d]{1,4}'
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `第?(${N})(?:大)?(?:部分|块|大块|大点|大项|个部分|个大点)?[、.的之里]?[,，]?(?:第(${N})(?:小)?(?:条|点|项|款|小节|小点|个|部分|块)|\\((${N})\\))(?:第?(\\d{1,2})(?:点|小点|项)?)?`,
    'g',
  ),
  new RegExp(`第(${N})(条|章|节|编)(?:的?第(${N})(?:款|项))?`, 'g'),
  new RegExp(`第(${N})(?:大)?(?:个)?(?:部分|块|大块|大点|大项|点|项)`, 'g'),
  new RegExp(`(?:附件|附表|表)(${N})`, 'g'),
  new RegExp(
    `^(?:请?问?下?|概述|概括|总结|介绍)?(${N})(?=(?:部分)?(?:是啥|是什么|叫什么|叫啥|的?标题|讲|说|写|的?主要|的?内容|的?重点|、))`,
    'g',
  ),
  new RegExp(`(?<![\\d一二三四五六七八九十])\\((${N})\\)(?!\\d*号)`, 'g'),
]
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/引言|前言|开头(?:一段|部分|那段)?|序言|导语|开篇/g, '引言'],
  [/印发通知|通知正文|封面|文头/g, '印发通知'],
  [/最后(?:一)?(?:个|大)?部分|末尾(?:一)?部分/g, 'last'],
]

/**
 * @param question flat
 * @param inside label of the part that the conversation is in, for 第二条 after 第四部分第一条
 */
export function sectionsIn(question: string, document: Document, inside?: string): SectionRef[] {
  const found: SectionRef[] = []
  const free = (from: number, to: number): boolean => found.every((one) => to <= one.from || from >= one.to)
  for (const { text, index } of decimalsIn(question)) {
    const provision = document.provisions.find((one) => one.label === text)
    if (provision) found.push({ text, from: index, to: index + text.length, document, provision })
  }
  for (const pattern of PATTERNS) {
    for (const match of question.matchAll(pattern)) {
      const [text] = match
      const from = match.index
      if (!free(from, from + text.length)) continue
      const provision = resolve(text, document, inside)
      // A bare number that names no part is a number.
      if (!provision && !/^第.*(?:部分|条|章|节|编)|^附件/.test(text)) continue
      found.push({ text, from, to: from + text.length, document, ...(provision && { provision }) })
    }
  }
  for (const [pattern, label] of NAMED) {
    for (const match of question.matchAll(pattern)) {
      const tops = document.provisions.filter((one) => one.parent === undefined)
      const provision = label === 'last' ? tops.at(-1) : findProvision(document, label)
      if (provision && free(match.index, match.index + match[0].length)) {
        found.push({ text: match[0], from: match.index, to: match.index + match[0].length, document, provision })
      }
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** 2.2.1 anywhere; 2.1 may be a figure, so it stands first or behind 第. */
const decimalsIn = (question: string): { text: string; index: number }[] =>
  [...question.matchAll(/(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%])/g)]
    .filter(({ 0: text, index }) => index === 0 || text.split('.').length > 2 || question.charAt(index - 1) === '第')
    .map(({ 0: text, index }) => ({ text, index }))

function resolve(text: string, document: Document, inside: string | undefined): Provision | undefined {
  const numbers = [...text.matchAll(/[一二三四五六七八九十百]+|\d+/g)].map((match) => chinese(match[0]))
  const [first, second, third] = numbers
  const parent = inside && document.provisions.find((one) => one.label === inside)
  const part = parent ? (parent.parent ?? parent.label) : undefined
  const attempts = [
    second && `${first}(${second})${third ?? ''}`,
    part && !second && /条|点|项|款|\(/.test(text) ? `${part}(${first})` : undefined,
    text,
    ...(second ? [] : [first, `第${first}条`]),
  ]
  for (const attempt of attempts) {
    const found = attempt === undefined ? undefined : findProvision(document, attempt)
    if (found) return found
  }
  return undefined
}

const chinese = (number: string): string => (/^\d+$/.test(number) ? ordinal(Number(number)) : number)

const byLabel = keptOf(({ provisions }: Document) => new Map(provisions.toReversed().map((one) => [one.label, one])))

/** What a provision lies in; undefined at the top. */
export const parentOf = ({ parent }: Provision, document: Document): Provision | undefined =>
  parent === undefined ? undefined : byLabel(document).get(parent)

/** All that a provision lies in, outermost first, and itself. */
export function pathTo(provision: Provision, document: Document): Provision[] {
  const parent = parentOf(provision, document)
  return [...(parent ? pathTo(parent, document) : []), provision]
}

/** The provision and all that lies in it. */
export const within = (provision: Provision, outer: Provision, document: Document): boolean =>
  pathTo(provision, document).includes(outer)

/** The provisions directly inside one; of the document when none is given. */
export const childrenOf = (document: Document, provision?: Provision): Provision[] =>
  document.provisions.filter(
    (one) => one.parent === provision?.label && (provision || !/^(?:印发通知|引言)$/.test(one.label)),
  )
