/** The goals of a document as they may be claimed: number, unit and qualifiers apart, worded anew. */
import type { Document, Fact } from '../documents/index.ts'

export interface Goal {
  readonly object: string
  /** whose share it is, in a table */
  readonly scope: string
  /** 2017年, 到2025年底, or nothing */
  readonly period: string
  readonly modal: '' | '力争' | '确保'
  /** 同比增长, 不低于: before the number, without modal */
  readonly ahead: string
  readonly number: string
  readonly unit: string
  /** 以上, 左右: behind it */
  readonly behind: string
  /** verbatim */
  readonly sentence: string
  readonly label: string
}

type Target = Extract<Fact, { kind: 'target' }>

const BEHIND = ['以上', '以下', '以内', '左右', '上下', '余']
const MODALS = ['力争', '确保'] as const
const YEAR = /20\d\d年/

/** Each goal once; those whose object is worded too short to be told from others are none. */
export function goalsOf(document: Document): Goal[] {
  const seen = new Set<string>()
  return document.facts.flatMap((fact) => {
    if (fact.kind !== 'target' || fact.object.length < 4) return []
    const goal = goalOf(fact)
    const key = [goal.scope, goal.object, goal.period, goal.number, goal.unit].join('|')
    return seen.has(key) ? [] : (seen.add(key), [goal])
  })
}

function goalOf(fact: Target): Goal {
  const { object, number, unit, qualifiers, label, sentence } = fact
  const modal = MODALS.find((word) => qualifiers.some((one) => one.includes(word))) ?? sharedModal(fact)
  const behind = BEHIND.find((word) => qualifiers.includes(word)) ?? ''
  const ahead = qualifiers
    .filter((one) => one !== behind)
    .map((one) => MODALS.reduce((so, word) => so.replace(word, ''), one))
    .join('')
  const period = fact.period && YEAR.test(fact.period) ? fact.period : ''
  return {
    object,
    scope: fact.scope ?? '',
    period,
    modal,
    ahead: ahead.replace('分别', ''),
    number,
    unit,
    behind,
    sentence: sentence.text,
    label,
  }
}

/** 力争 at the head of a row is said of all that follows it up to a semicolon. */
function sharedModal({ sentence, number, unit }: Target): Goal['modal'] {
  const text = sentence.text.replace(/\s/g, '')
  const before = text.slice(0, Math.max(0, text.indexOf(`${number}${unit}`)))
  const part = before.slice(Math.max(before.lastIndexOf('；'), before.lastIndexOf('。')) + 1)
  return MODALS.filter((word) => part.includes(word)).sort((a, b) => part.lastIndexOf(b) - part.lastIndexOf(a))[0] ?? ''
}

/** The goal in words, subject first or figure last. */
export const worded = (goal: Goal): string =>
  `${goal.period}${goal.scope}${goal.modal}${goal.object}${goal.ahead}${goal.number}${goal.unit}${goal.behind}`
export const topicFirst = (goal: Goal): string =>
  `${goal.scope}${goal.object}，${goal.period}${goal.modal}${goal.ahead}${goal.number}${goal.unit}${goal.behind}`
