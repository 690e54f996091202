/** From a question to its card: which answer each kind gets. */
import type { Block, Card } from '../../message/card.ts'
import type { Asked } from '../../message/command.ts'
import type { Question } from '../question/question.ts'
import type { Ground } from '../rules/basis.ts'
import { otherYear, takenAs, whichIndicator } from '../text.ts'
import { RULE_LINES } from '../words.ts'
import { showMissing } from './attendance-card.ts'
import { showChange, showTrend } from './change.ts'
import { showComparison, showGoal, showProvenance } from './comparison.ts'
import { showCorrections } from './corrections.ts'
import { showDeadline } from './due-periods.ts'
import { showPace } from './expected-pace.ts'
import { showForecast } from './forecast-card.ts'
import { showLate } from './lateness.ts'
import { showLights } from './lights.ts'
import { Desk } from './query-context.ts'
import { showIndicatorOrder, showRank } from './rank-card.ts'
import { showReview } from './reviews.ts'
import { showProgress } from './standing-card.ts'
import { showMine } from './to-do.ts'
import { showStill } from './unchanged.ts'

export async function answer(ground: Ground, asked: Asked, question: Question): Promise<Card> {
  const card = await answerEach(ground, asked, question)
  const [first, ...others] = card.blocks
  if (!question.taken || !first) return card
  // What a misspelt name was taken for is said right under the answer.
  return { ...card, blocks: [first, { kind: 'note', text: takenAs(question.taken) }, ...others] }
}

/** Kinds whose answer lists the parts of a whole: of several wholes each has its own list. */
const LISTED: readonly Question['kind'][] = [
  'missing',
  'late',
  'lights',
  'finished',
  'threshold',
  'zero',
  'still',
  'review',
]

async function answerEach(ground: Ground, asked: Asked, question: Question): Promise<Card> {
  const { pools: named, ...single } = question
  const upper = question.subjects.filter((key) => ground.regions.get(key).level !== 'county')
  const pools = named ?? (upper.length === question.subjects.length ? upper : [])
  if (pools.length < 2 || !LISTED.includes(question.kind)) return answerTo(ground, asked, question)
  const cards = await Promise.all(
    pools.map((pool) => answerTo(ground, asked, { ...single, subjects: [], pool, level: question.level ?? 'county' })),
  )
  const [first] = cards
  if (!first) return answerTo(ground, asked, question)
  return {
    ...first,
    title: cards.map((one) => one.title).join('；'),
    blocks: withoutRepeats(cards.flatMap((one) => one.blocks)),
  }
}

/** Notes and rules that every list has are said once, at the end. */
function withoutRepeats(blocks: readonly Block[]): Block[] {
  const isCommon = (one: Block) => one.kind === 'note' || one.kind === 'fold'
  const seen = new Set<string>()
  return [...blocks.filter((one) => !isCommon(one)), ...blocks.filter(isCommon)].filter((one) => {
    const key = JSON.stringify(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

async function answerTo(ground: Ground, asked: Asked, question: Question): Promise<Card> {
  if (question.year !== undefined) return otherYear(question.year, ground.plan)
  const desk = new Desk(ground, asked)
  switch (question.kind) {
    case 'progress':
    case 'gap':
      return question.subjects.length > 1 ? showComparison(desk, question) : showProgress(desk, question)
    case 'compare':
      return showComparison(desk, question)
    case 'rank':
      return question.indicators.length === 0 && /指标|哪[一]?项|哪几项|工作/.test(question.words)
        ? showIndicatorOrder(desk, question)
        : showRank(desk, question)
    case 'missing':
      return showMissing(desk, question)
    case 'late':
      return showLate(desk, question)
    case 'mine':
      return showMine(desk, asked.person, question)
    case 'change':
      return showChange(desk, question)
    case 'trend':
      return question.indicators.length === 1
        ? showTrend(desk, question)
        : whichIndicator(ground.plan, '进度', '看哪个指标的走势？', question)
    case 'forecast':
      return showForecast(desk, question)
    case 'lights':
    case 'finished':
    case 'threshold':
    case 'zero':
      return showLights(desk, question)
    case 'provenance':
      if (question.indicators.length === 1) return showProvenance(desk, question)
      // 数据截至哪天: the overview shows each figure's date and who reported it.
      return showProgress(desk, question)
    case 'goal':
      return showGoal(desk, question)
    case 'still':
      return showStill(desk, question)
    case 'deadline':
      return showDeadline(desk, question)
    case 'source':
      return showGoal(desk, question)
    case 'pace':
      return showPace(desk, question)
    case 'correction':
      return showCorrections(desk, question)
    case 'review':
      return showReview(desk, question)
    case 'rule':
      if (/为什么|为何|怎么(?:是|会|变)/.test(question.words)) return explained(await showProgress(desk, question))
      return {
        title: '完成率、序时、灯和排名的规则',
        blocks: RULE_LINES.map((line) => ({ kind: 'text', text: line })),
      }
  }
}

/** Why a light is as it is: the figure, and the rule unfolded. */
const explained = (card: Card): Card => ({
  ...card,
  blocks: [
    ...card.blocks.filter((block) => block.kind !== 'fold'),
    ...RULE_LINES.map((text) => ({ kind: 'text' as const, text })),
  ],
})
