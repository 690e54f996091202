/** /进度 /排名 /未报 /我的, and plain questions about the ledger. */
import type { Asked, Command, Outcome } from '../message/command.ts'
import { parsePeriod } from '../office/period.ts'
import { type IndicatorId, indicatorOf } from '../office/plan.ts'
import { answer } from './answer/answer.ts'
import { isForDocuments } from './question/intent.ts'
import { heard, type Question, type QuestionContext, type QuestionKind, readQuestion } from './question/question.ts'
import { type Ground, ownRegion } from './rules/basis.ts'
import { exportCommand } from './tables/export.ts'

export function progressCommands(ground: Ground): Command[] {
  return [
    {
      name: '进度',
      words: ['progress', '完成情况'],
      right: { kind: 'listed' },
      summary: '查进度：累计、完成率、序时、灯；也可以直接问',
      example: (region) => `/进度 ${region} 僵尸企业`,
      intents: ['ledger', 'deadline'],
      effect: 'reads',
      claims: (asked) => {
        const question = asked.person && readQuestion(asked.text, contextOf(ground, asked))
        return question !== undefined && !isForDocuments(asked.text, question.kind)
      },
      run: (asked) => run(ground, asked, 'progress'),
    },
    {
      name: '排名',
      words: ['rank', '名次'],
      right: { kind: 'listed' },
      summary: '按完成率排名，市、县分列',
      example: () => '/排名 僵尸企业',
      run: (asked) => run(ground, asked, 'rank'),
    },
    {
      name: '未报',
      words: ['missing', '谁没报'],
      right: { kind: 'listed' },
      summary: '本期谁还没报',
      example: () => '/未报 6月',
      run: (asked) => run(ground, asked, 'missing'),
    },
    {
      name: '我的',
      words: ['mine', '待报'],
      right: { kind: 'listed' },
      summary: '我还有什么没报',
      intents: ['todo'],
      effect: 'reads',
      example: () => '/我的',
      run: (asked) => run(ground, asked, 'mine'),
    },
    exportCommand(ground),
  ]
}

const contextOf = (ground: Ground, asked: Asked): QuestionContext => ({
  plan: ground.plan,
  regions: ground.regions,
  own: ownRegion(asked.person, ground.regions),
  now: asked.now,
  history: asked.history,
})

async function run(ground: Ground, asked: Asked, kind: QuestionKind): Promise<Outcome> {
  const question = questionOf(ground, asked, kind)
  return { status: 'answered', writes: [], reply: await answer(ground, asked, question) }
}

function questionOf(ground: Ground, asked: Asked, kind: QuestionKind): Question {
  if (asked.message.kind === 'action') return pressed(ground, asked, kind)
  const context = contextOf(ground, asked)
  const isPlain = asked.message.kind === 'text' && sameWords(asked.message.text, asked.text)
  const read = isPlain ? readQuestion(asked.text, context) : undefined
  if (read) return read
  const { isReport: _, isBelowProvince: __, ...said } = heard(asked.text, context)
  // 进度 is open to any question; the other commands name theirs.
  const question = { ...said, kind: kind === 'progress' ? (said.kind ?? kind) : kind }
  // A contact who asks who is missing means the others as well.
  return kind === 'missing' && said.subjects.length === 0 && !said.level ? { ...question, level: 'county' } : question
}

const sameWords = (a: string, b: string): boolean => a.replace(/\s/g, '') === b.replace(/\s/g, '')

/** What a button names. */
function pressed({ plan, regions }: Ground, { values }: Asked, kind: QuestionKind): Question {
  const id = plan.indicators.find((one) => one.id === values['indicator'])?.id
  const region = regions.find(values['region'] ?? '')?.key
  const pool = regions.find(values['pool'] ?? '')?.key
  const period = parsePeriod(values['period'] ?? '')
  return {
    kind: isKind(values['kind']) ? values['kind'] : kind,
    indicators: id ? [indicatorOf(plan, id as IndicatorId).id] : [],
    subjects: region ? [region] : [],
    ...(pool && { pool }),
    ...(period && { period }),
    negative: false,
    target: false,
    words: '',
  }
}

const PRESSED: readonly QuestionKind[] = [
  'progress',
  'gap',
  'rank',
  'missing',
  'mine',
  'change',
  'forecast',
  'trend',
  'provenance',
  'goal',
]
const isKind = (text: string | undefined): text is QuestionKind => PRESSED.some((one) => one === text)
