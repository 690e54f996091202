/** The goals of a document as they may be claimed: number, unit and qualifiers apart, worded anew. */
import { type Document, type Fact, figuredClauses } from '../documents/index.ts'

/** A goal of a paper, taken apart so that one detail can be changed. */
export interface Goal {
  readonly object: string
  /** whose share it is, in a table */
  readonly scope: string
  /** 2017年, 到2025年底, 每年, or nothing */
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
/**
 * The goals of a paper, each once. Left out are those whose object is too short to be told from others, or is worded
 * as a member of a row.
 */
export function goalsOf(document: Document): Goal[] {
  const targets = document.facts.filter((fact): fact is Target => fact.kind === 'target')
  const stated = new Set(targets.map((one) => one.sentence))
  const rules = document.provisions.flatMap((provision) =>
    provision.sentences.filter((one) => !stated.has(one)).flatMap((one) => ruleIn(one.text, provision.label)),
  )
  return once([...targets.flatMap(goalOf), ...rules])
}

function once(goals: readonly Goal[]): Goal[] {
  const seen = new Set<string>()
  return goals.filter((goal) => {
    const key = [...wordingsOf(goal), goal.sentence].join('|')
    return !seen.has(key) && seen.add(key)
  })
}

/** Words right before a number, the longest first. */
const AHEAD = [
  '不得小于',
  '不得大于',
  '不小于',
  '不大于',
  '不得高于',
  '不得低于',
  '不得少于',
  '不得超过',
  '不低于',
  '不少于',
  '不超过',
  '不高于',
  '最高',
  '最多',
  '最低',
  '至少',
  '达到',
  '为',
  '是',
]
const LONGEST = 40
const SHORTEST = 6

/** A threshold or grant of a rule, by the clause that words it. */
function ruleIn(sentence: string, label: string): Goal[] {
  return figuredClauses(sentence).flatMap(({ before, number, unit, behind }) => {
    let object = before
    for (let word = tailOf(object); word; word = tailOf(object)) object = object.slice(0, -word.length)
    if (object.length < SHORTEST || object.length > LONGEST || /[（）\d]/.test(object)) return []
    return [
      {
        object,
        scope: '',
        period: '',
        modal: '',
        ahead: before.slice(object.length),
        number,
        unit,
        behind,
        sentence,
        label,
      },
    ]
  })
}

const tailOf = (text: string): string | undefined => AHEAD.find((word) => text.endsWith(word))

function goalOf(fact: Target): Goal[] {
  const { object, number, unit, qualifiers, label, sentence } = fact
  if (object.length < 4 || object.includes('（') || !unit) return []
  const modal = sharedModal(fact)
  const behind = BEHIND.find((word) => qualifiers.includes(word)) ?? ''
  const ahead = qualifiers
    .filter((one) => one !== behind)
    .map((one) => MODALS.reduce((so, word) => so.replace(word, ''), one))
    .join('')
  const goal = {
    object,
    scope: fact.scope ?? '',
    period: fact.period ?? '',
    modal,
    ahead: ahead.replace('分别', ''),
    number,
    unit,
    behind,
    sentence: sentence.text,
    label,
  }
  return [goal]
}

/** 力争 at the head of a row is said of all that follows it up to a semicolon. */
function sharedModal({ sentence, number, unit }: Target): Goal['modal'] {
  const text = sentence.text.replace(/\s/g, '')
  const before = text.slice(0, Math.max(0, text.indexOf(`${number}${unit}`)))
  const part = before.slice(Math.max(before.lastIndexOf('；'), before.lastIndexOf('。')) + 1)
  return MODALS.filter((word) => part.includes(word)).sort((a, b) => part.lastIndexOf(b) - part.lastIndexOf(a))[0] ?? ''
}

const figureOf = ({ modal, ahead, number, unit, behind }: Goal): string => `${modal}${ahead}${number}${unit}${behind}`

/** A goal in words, in three orders: as a sentence, with its subject first, with its figure first. */
export const wordingsOf = (goal: Goal): string[] => {
  const { period, scope, modal, object, ahead, number, unit, behind } = goal
  return [
    `${period}${scope}${modal}${object}${ahead}${number}${unit}${behind}`,
    `${scope}${object}，${period}${figureOf(goal)}`,
    `${period}${scope}${figureOf(goal)}的${object}`,
  ]
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words of a text, by the runtime's segmenter (`Intl.Segmenter`). */
export const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/**
 * What people call a goal in a hurry: the last word of its object that has two characters or more, with all behind
 * it.
 */
export function headOf({ object }: Goal): string {
  const words = [...segmenter.segment(object)]
  const last = words.findLast(({ segment }) => segment.length > 1)
  return object.slice(last?.index ?? 0)
}
