/** A provision by the label that somebody typed, and its wording for 原文. */
import type { Document, Provision, Sentence } from './structure/document.ts'
import { type LabelStep, stepsOfLabel, stepsTyped } from './structure/label.ts'

/**
 * The provision that a label means, as people type labels: 二(三), 二、（三）, 第二部分第三条, 第5条, 附件一, 表2, 第三点.
 * The most literal reading wins; an ending such as （三） or 表2 is enough where only one provision has it, and so is a
 * heading. @returns undefined where it finds none
 */
export function findProvision(document: Document, typed: string): Provision | undefined {
  const asked = typed.trim().replace(PARAGRAPH, '')
  const literal = document.provisions.find((one) => one.label === asked)
  if (literal) return literal
  const wanted = stepsTyped(asked)
  const labels = stepsOf(document)
  let best: { provision: Provision; cost: number } | undefined
  for (const { provision, steps } of wanted.length ? labels : []) {
    const cost = steps.length === wanted.length ? distance(wanted, steps) : undefined
    if (cost !== undefined && (!best || cost < best.cost)) best = { provision, cost }
  }
  return best?.provision ?? only(labels, wanted) ?? byHeading(document, asked)
}

/**
 * The provision with a label (as `findProvision` takes it), and its sentence that holds a goal's wording; … in the
 * wording stands for what is left out.
 * @returns undefined where no provision has the label, or it does not hold the wording
 */
export function sentenceSaying(
  document: Document,
  section: string,
  wording: string,
): { readonly provision: Provision; readonly text: string } | undefined {
  const provision = findProvision(document, section)
  const parts = wording.split('…')
  const sentence = provision?.sentences.find((one) => parts.every((part) => one.text.includes(part)))
  return provision && sentence && { provision, text: sentence.text }
}

// The paragraphs of an article (第五条第二款) have no number in the text: the article is shown.
const PARAGRAPH = /(?<=条)\s?第\s?[\d一二三四五六七八九十]+\s?款/

interface Labelled {
  readonly provision: Provision
  readonly steps: readonly LabelStep[]
}

// Documents never change, so their labels are read once.
const read = new WeakMap<Document, readonly Labelled[]>()

function stepsOf(document: Document): readonly Labelled[] {
  const known = read.get(document)
  if (known) return known
  const labels = document.provisions.map((provision) => ({ provision, steps: stepsOfLabel(provision.label) }))
  read.set(document, labels)
  return labels
}

/** How far the reading is from literal; undefined when it does not fit. */
function distance(wanted: readonly (readonly LabelStep[])[], steps: readonly LabelStep[]): number | undefined {
  let cost = 0
  for (const [at, readings] of wanted.entries()) {
    const found = readings.findIndex((one) => one.kind === steps[at]?.kind && one.n === steps[at]?.n)
    if (found < 0) return undefined
    cost += found
  }
  return cost
}

function only(labels: readonly Labelled[], wanted: readonly (readonly LabelStep[])[]): Provision | undefined {
  if (wanted.length === 0) return undefined
  const ending = labels.filter(
    ({ steps }) => steps.length > wanted.length && distance(wanted, steps.slice(-wanted.length)) === 0,
  )
  return ending.length === 1 ? ending[0]?.provision : undefined
}

function byHeading(document: Document, typed: string): Provision | undefined {
  const bare = (text: string): string => text.replace(/[\s“”"'《》、，。]/g, '')
  const name = bare(typed)
  return name.length > 1 ? document.provisions.find((one) => bare(one.heading) === name) : undefined
}

/**
 * The provision verbatim, number, heading and children included, with line and page breaks inside sentences healed.
 * @param label as `findProvision` takes it @returns undefined where it finds none
 */
export function provisionText(document: Document, label: string): string | undefined {
  const provision = findProvision(document, label)
  if (!provision) return undefined
  const inside = new Set([provision.label])
  const texts: { from: number; text: string }[] = []
  for (const [at, one] of document.provisions.entries()) {
    if (one !== provision && !(one.parent !== undefined && inside.has(one.parent))) continue
    inside.add(one.label)
    const next = document.provisions[at + 1]
    const child = next?.parent === one.label ? next.span.from : one.span.to
    const sentences = one.sentences.filter(({ from }) => from < child)
    texts.push({ from: one.span.from, text: ownText(document.text, { ...one, sentences }) })
    // What stands below the children: （责任单位：…）
    const below = one.sentences.slice(sentences.length)
    if (below[0]) texts.push({ from: below[0].from, text: joined(below) })
  }
  return texts
    .sort((a, b) => a.from - b.from)
    .map(({ text }) => text)
    .join('\n')
}

const joined = (sentences: readonly Sentence[]): string =>
  sentences.map((one, at) => (one.opens && at > 0 ? '\n' : '') + one.text).join('')

/** The number of a provision, parted from what follows as it is printed: by a line break, a blank, or nothing. */
function numberText(printed: string): string {
  const number = printed.trim()
  if (/[\r\n]/.test(printed.trimStart())) return `${number}\n`
  return number && /\s$/.test(printed) ? `${number} ` : number
}

/** A provision's number, heading and sentences without its children. */
function ownText(original: string, { span, headingSpan, heading, sentences }: Provision): string {
  const [first] = sentences
  const number = numberText(original.slice(span.from, headingSpan?.from ?? first?.from ?? span.to))
  const body = joined(sentences)
  if (!headingSpan) return number + body
  const lineEnd = original.slice(headingSpan.to).search(/[\r\n]|$/) + headingSpan.to
  const sameLine = first !== undefined && !first.opens
  const after = original.slice(headingSpan.to, sameLine ? first.from : lineEnd).trim()
  return number + heading + after + (first && !sameLine ? '\n' : '') + body
}
