/** Labels as steps from the outside in: 二（三）1 is a point, an item, a number. */
import type { Kind, Marker } from './marker.ts'
import { ordinal, readOrdinal } from './numerals.ts'

/** One step of a label, from the outside in: 二（三） is point 2, then item 3. */
export interface LabelStep {
  readonly kind: Kind | 'table' | 'notice' | 'preamble'
  readonly n: number
}

const CN = '[一二三四五六七八九十百零〇]+'
const CIRCLES = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const STEP = new RegExp(
  [
    '(?<notice>印发通知|发文通知)',
    '(?<preamble>引言|前言|序言|导语)',
    `附[件录]\\s?(?<annex>\\d+|${CN})?`,
    `表\\s?(?<table>\\d+|${CN})`,
    `第\\s?(?<nth>\\d+|${CN})\\s?(?<unit>大?部分|大点|小点|编|章|节|条|款|项|点|段|块)`,
    `[（(]\\s?(?<bracket>\\d+|${CN})\\s?[）)]`,
    `(?<circle>[${CIRCLES}])`,
    `(?<lead>${CN})是`,
    `第?(?<point>${CN})`,
    '第?(?<number>\\d+)',
  ].join('|'),
  'g',
)

/** What 第三… may stand for in documents that number otherwise, most literal first. */
const UNITS: Readonly<Record<string, readonly LabelStep['kind'][]>> = {
  编: ['book'],
  章: ['chapter', 'point'],
  节: ['section', 'item'],
  部分: ['part', 'point', 'chapter'],
  大部分: ['part', 'point', 'chapter'],
  条: ['article', 'item', 'point', 'number'],
  款: ['item', 'number', 'subnumber'],
  项: ['item', 'number', 'subnumber', 'point'],
  点: ['item', 'number', 'point', 'subnumber'],
  大点: ['point', 'number', 'item'],
  小点: ['item', 'number', 'subnumber'],
  段: ['point', 'item'],
  块: ['point', 'part'],
}

/**
 * A label as a person typed it, step by step.
 * @returns for each step its possible meanings, the most literal first; empty when no label stands in the text
 */
export function stepsTyped(typed: string): LabelStep[][] {
  return [...plain(typed).matchAll(STEP)].flatMap(({ groups = {} }) => {
    const read = readings(groups)
    return read.length ? [read] : []
  })
}

/** The steps of a label that the program made itself (`Provision.label`), each with its one meaning. */
export const stepsOfLabel = (label: string): LabelStep[] =>
  stepsTyped(label).flatMap((readings) => readings.slice(0, 1))

function readings(groups: Readonly<Record<string, string | undefined>>): LabelStep[] {
  const { annex, table, nth, unit, bracket, circle, lead, point, number } = groups
  const as = (text: string, ...kinds: LabelStep['kind'][]): LabelStep[] => {
    const n = readOrdinal(text)
    return n === undefined ? [] : kinds.map((kind) => ({ kind, n }))
  }
  if (groups['notice']) return [{ kind: 'notice', n: 1 }]
  if (groups['preamble']) return [{ kind: 'preamble', n: 1 }]
  if (table) return as(table, 'table')
  if (nth && unit) return as(nth, ...(UNITS[unit] ?? []))
  if (bracket) return /\d/.test(bracket) ? as(bracket, 'subnumber', 'item', 'number') : as(bracket, 'item', 'subnumber')
  if (circle) return [{ kind: 'circle', n: CIRCLES.indexOf(circle) + 1 }]
  if (lead) return as(lead, 'lead')
  if (point) return as(point, 'point', 'part', 'chapter')
  if (number) return as(number, 'number', 'point', 'item')
  // 附件 without a number is the only annex, or the first.
  return annex
    ? as(annex, 'annex')
    : [
        { kind: 'annex', n: 0 },
        { kind: 'annex', n: 1 },
      ]
}

/** Full-width digits and brackets of all kinds; circled numbers stay what they are. */
const plain = (typed: string): string =>
  typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[〔[【]/g, '（')
    .replace(/[〕\]】]/g, '）')

/**
 * The label of a provision inside another, as officials cite it.
 *
 * @param parent the outer label, empty at the top
 * @param annex  the label of the annex around both, empty outside of annexes
 */
export function childLabel(parent: string, marker: Marker, annex: string): string {
  const own = ownLabel(marker)
  // Articles are cited without their chapter, and 2.2.1 says by itself where it lies.
  if (marker.kind === 'article' || (marker.path && marker.path.length > 1)) return annex ? `${annex} ${own}` : own
  if (parent === '') return own
  if (own.startsWith('第')) return parent === annex ? `${parent} ${own}` : `${parent}${own}`
  // 附件1 and 一, or 1 and ①, would read as one number.
  const clash =
    /^[（(]/.test(own) || /[）)]$/.test(parent) || (CN_END.test(parent) && /^\d/.test(own) && parent !== annex)
  return `${parent}${clash ? '' : '·'}${own}`
}

const CN_END = /[一二三四五六七八九十百]$/

function ownLabel({ kind, ordinal: count, path, printed }: Marker): string {
  switch (kind) {
    case 'decimal2':
    case 'decimal3':
    case 'decimal4':
      return path?.join('.') ?? String(count)
    case 'annex':
      return `附件${count}`
    case 'book':
      return `第${ordinal(count)}编`
    case 'part':
      return `第${ordinal(count)}部分`
    case 'chapter':
      return `第${ordinal(count)}章`
    case 'section':
      return `第${ordinal(count)}节`
    case 'article':
      return `第${ordinal(count)}条`
    case 'point':
      return ordinal(count)
    case 'item':
      return `（${ordinal(count)}）`
    case 'number':
      return String(count)
    case 'subnumber':
      return `（${count}）`
    case 'circle':
      return CIRCLES.charAt(count - 1)
    case 'lead':
      return `${ordinal(count)}是`
    default:
      return printed.replace(/[、．.]$/, '')
  }
}
