/** What a document says in so many words, each fact with the sentence that says it. */

import type { Document, Fact, Provision, Sentence, Table } from '../structure/document.ts'
import { bodiesIn, pilotsIn } from './body.ts'
import { citationsIn } from './citation.ts'
import { definitionsIn } from './definition.ts'
import { directionsIn } from './direction.ts'
import { enumerationsIn } from './enumeration.ts'
import { factsOfTable } from './grid-fact.ts'
import { lookedBackOn, pastYearOf } from './past.ts'
import { sharesIn } from './share.ts'
import { measuredIn, type TargetContext } from './target.ts'
import { periodOf } from './time-words.ts'
import { leadingVerb } from './wording.ts'

type Source = Pick<Document, 'provisions' | 'tables' | 'year'>

/**
 * What a document states, provision by provision: goals, results, thresholds, bodies and their tasks, definitions.
 * @param goals wordings that announce a goal whatever stands around them, with … for what is left out
 */
export function factsOf(document: Source, goals: readonly string[] = []): Fact[] {
  const isMeasured = measured(goals)
  const tables = new Map(document.tables.map((table) => [table.label, table]))
  const headings = new Map<string, string>()
  const outer = new Map(document.provisions.map((one) => [one.label, one]))
  return document.provisions.flatMap((provision) => {
    const path = `${headings.get(provision.parent ?? '') ?? ''} ${provision.heading}`
    headings.set(provision.label, path)
    const table = tables.get(provision.label)
    return table
      ? tableFacts(provision, table, path, document.year)
      : proseFacts({ provision, path, year: document.year, parent: outer.get(provision.parent ?? '') }, isMeasured)
  })
}

// A line may break anywhere in a document, so blanks do not count.
const squeezed = (text: string): string => text.replace(/\s/g, '')

function measured(goals: readonly string[]): (sentence: string) => boolean {
  const wordings = goals.map((goal) => squeezed(goal).split('…'))
  return (sentence) => {
    const text = wordings.length > 0 ? squeezed(sentence) : ''
    return wordings.some((parts) => parts.every((part) => text.includes(part)))
  }
}

/** 条件, 标准 in a heading make its figures thresholds; 完善绿色标准 is a task. */
const isRule = (heading: string): boolean =>
  /条件|标准|资格|范围|对象/.test(heading) &&
  leadingVerb(heading) === '' &&
  !/^(?:完善|健全|推行|拓展|参与)/.test(heading)

const LOOKS_BACK = /成效|成绩|回顾|总结(?!.{0,20}思路$)|现状|发展基础|工作基础|背景|形势/

/** 按下列标准给予补贴：1. … */
const OPENS_RULES = /(?:条件|标准|补贴|补助|奖励|情形|资格)[^。]{0,12}[：:]$/

/** A provision with what stands above it. */
interface Prose {
  readonly provision: Provision
  /** the headings that it stands under, its own last */
  readonly path: string
  /** the paper's */
  readonly year: number | undefined
  readonly parent: Provision | undefined
}

function proseFacts(prose: Prose, isMeasured: (sentence: string) => boolean): Fact[] {
  const { label, heading, sentences } = prose.provision
  const context = contextOf(prose)
  let before: Told = context
  return sentences.flatMap((sentence, at): Fact[] => {
    const { text } = sentence
    const duty = dutyAbove(prose, at)
    const shares = sharesIn(text, heading).map((one) => ({ kind: 'target' as const, ...one }))
    before = inParagraph(context, before, sentence)
    const figures = shares.length ? shares : measuredIn(text, isMeasured(text) ? { ...before, goals: true } : before)
    return [
      ...figures,
      ...directionsIn(text, context).map((one) => ({ kind: 'direction' as const, ...one })),
      ...citationsIn(text).map((one) => ({ kind: 'cited' as const, ...one })),
      ...enumerationsIn(text).map((one) => ({ kind: 'enumeration' as const, ...one })),
      ...definitionsIn(text).map((one) => ({ kind: 'definition' as const, ...one })),
      ...bodiesIn(text).map((one) => ({ kind: 'body' as const, ...one, task: one.task || duty })),
      ...pilotsIn(text).map((one) => ({ kind: 'pilot' as const, ...one })),
    ].map((one): Fact => ({ label, sentence, ...one }))
  })
}

const isArticle = (label: string): boolean => /第[^条]{1,12}条/.test(label)

/** What the headings make of the figures below them. */
function contextOf({ provision: { label, heading }, path, year, parent }: Prose): TargetContext {
  const past = pastYearOf(path, year)
  return {
    goals: /目标|任务分解/.test(path) && !past,
    results: past !== undefined || LOOKS_BACK.test(path),
    rule:
      isArticle(label) ||
      isRule(heading || path.trim()) ||
      /(?:条件|标准|资格)$/.test(parent?.heading ?? '') ||
      OPENS_RULES.test(parent?.sentences.at(-1)?.text ?? ''),
    heading,
    ...(year && { year }),
    ...(past && { past }),
  }
}

/** What a body named in a sentence has to do, where the sentence leaves that out: the heading, or the sentence before. */
function dutyAbove({ provision: { label, heading, sentences }, parent }: Prose, at: number): string {
  // Of a number without a heading, what its second paragraph says is said of the item around it.
  const second = isArticle(label) ? -1 : sentences.findIndex((one, index) => index > 0 && one.opens)
  const outer = second >= 0 && at >= second ? parent?.heading : undefined
  return heading || outer || sentences[at - 1]?.text || sentences[at]?.text || ''
}

interface Told extends TargetContext {
  /** opens an account that goes on */
  readonly tells?: boolean
}

/**
 * 过去一年，全市克难攻坚。生产总值增长5.6%: a sentence that names no time goes on with the time of the one before, up to
 * the next paragraph; below a heading only where that one reports nothing itself.
 */
function inParagraph(context: TargetContext, before: Told, { text, opens }: Sentence): Told {
  const past = lookedBackOn(text, context.year)
  if (past)
    return { ...context, results: true, past, tells: !context.heading || !/\d/.test(text.replace(/20\d\d/g, '')) }
  if (before !== context && !before.tells) return context
  return opens || periodOf(text) !== undefined || ASKS.test(text) ? context : before
}
const ASKS = /力争|确保|争取|目标|预期|计划|今年|明年/

/** Sentences of a table are its lines: each row is the one that begins where it does. */
function tableFacts(provision: Provision, table: Table, path: string, year: number | undefined): Fact[] {
  const { label, sentences } = provision
  const before = sentences.filter((one) => one.to <= table.head.from)
  const sentenceOf = (row: number): Sentence | undefined => {
    const at = table.places[row]?.span.from ?? Number.POSITIVE_INFINITY
    return sentences.findLast((one) => one.from <= at)
  }
  return factsOfTable(table, `${path} ${before.map((one) => one.text).join(' ')}`, year).flatMap(
    ({ row, measured, bodies }): Fact[] => {
      const sentence = sentenceOf(row)
      if (!sentence) return []
      return [
        ...measured.map((one) => ({ label, sentence, ...one })),
        ...bodies.map((one) => ({ kind: 'body' as const, label, sentence, ...one })),
      ]
    },
  )
}
