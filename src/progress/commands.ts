/** /进度 /排名 /未报 /我的, and plain questions about the ledger. */

import { spansIn, type Utterance } from '../language/index.ts'
import type { Account } from '../message/account.ts'
import { type Asked, answer, type Command } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { exampleName } from '../office/example.ts'
import { LEVEL } from '../office/levels.ts'
import { queryButton } from '../query/index.ts'
import { accountOf, type Heard, type Questions } from '../request/index.ts'
import { QueryContext } from './answer/query-context.ts'
import { showToday } from './answer/today.ts'
import { answered } from './answering.ts'
import { conversionIn } from './converting.ts'
import { deadline, missing, ranking, toDo } from './listing.ts'
import { nonFigureOf } from './non-figure.ts'
import { progressInput, queryIn } from './presses.ts'
import { type QueryParts, queried } from './querying.ts'
import type { ProgressOffice } from './rules/basis.ts'
import { exportCommand } from './tables/export.ts'

/**
 * The commands 进度, 排名, 首页, 未报, 我的, 期限 and 导出; plain questions on the ledger come to 进度.
 * @param questions reads what is asked and answers it, see `questionsOf` of `request`
 */
export function progressCommands(office: ProgressOffice, questions: Questions): Command[] {
  const means: QueryParts = { office, questions }
  return [
    progressCommand(means),
    {
      name: '排名',
      words: ['rank', '名次'],
      right: { kind: 'listed' },
      summary: `按完成率排名，${LEVEL.city}、${LEVEL.county}分列`,
      help: { group: 'figures', rank: 5, measures: ['rank'], begins: true },
      effect: 'reads',
      example: () => `/排名 ${exampleName(office.plan.indicators)}`,
      run: (asked) => ranking(means, asked),
    },
    {
      name: '首页',
      words: ['home'],
      right: { kind: 'listed' },
      summary: '今天要做什么：还差什么、几号截止、什么在等',
      help: { group: 'figures', rank: 1 },
      effect: 'reads',
      example: () => '/首页',
      run: async (asked) => answer('answered', await showToday(new QueryContext(office, asked), asked)),
    },
    {
      name: '未报',
      words: ['missing', '谁没报'],
      right: { kind: 'listed' },
      summary: '本期谁还没报',
      help: { group: 'figures', rank: 6, measures: ['reported'], begins: true },
      effect: 'reads',
      example: () => '/未报 6月',
      run: (asked) => missing(means, asked),
    },
    {
      name: '我的',
      words: ['mine', '待报'],
      right: { kind: 'listed' },
      summary: '我还有什么没报',
      help: { group: 'figures', rank: 2, measures: ['owed'], begins: true },
      intents: ['todo'],
      effect: 'reads',
      example: () => '/我的',
      run: (asked) => toDo(means, asked),
    },
    deadlineCommand(means),
    exportCommand(office, questions),
  ]
}

/** 进度: how figures stand; it takes plain questions on the ledger, and what goes on from them. */
const progressCommand = (means: QueryParts): Command => {
  const { office, questions } = means
  return command({
    name: '进度',
    words: ['progress', '完成情况'],
    right: { kind: 'listed' },
    summary: '查进度：累计、完成率、序时、灯；也可以直接问',
    help: {
      group: 'figures',
      rank: 4,
      acts: ['progress'],
      measures: ['rate', 'light', 'ahead', 'gap'],
      begins: true,
    },
    example: (region) => `/进度 ${region} ${exampleName(office.plan.indicators)}`,
    intents: ['ledger'],
    effect: 'reads',
    claims: (asked) =>
      asked.person !== undefined &&
      ((hasAmount(asked) && conversionIn(asked.said(), office.plan) !== undefined) ||
        questions.acts(asked) !== undefined ||
        isMeant(questions.heard(asked))),
    accounts: (asked) => {
      const heard = questions.heard(asked)
      const isOfOthers = (hasAmount(asked) && conversionIn(asked.said(), office.plan)) || questions.acts(asked)
      if (isOfOthers || (heard && nonFigureOf(heard))) return OF_ITS_OWN
      return heard && accountOf(heard)
    },
    continues: async (asked) => {
      const anew = questions.supposed(asked)
      if (anew) return queried(means, asked, [anew])
      if (isWished(asked)) return undefined
      const query = questions.narrowed(asked) ?? (tellsNumber(asked) ? undefined : questions.followed(asked))
      return query && queried(means, asked, [query])
    },
    input: progressInput,
    fills: (asked, { slots, values }) => {
      if (tellsNumber(asked) && !slots.includes('amount')) return undefined
      const last = queryIn(values['nearest'])
      const query = last && questions.filled(asked, last)
      return query && queryButton('', query).values
    },
    run: (asked, pressed) => answered(means, asked, queryIn(pressed.query)),
  })
}

/** Conversions, what was done in the office, deadlines and rules: no paper is asked for them. */
const OF_ITS_OWN: Account = { of: 'done', left: 0, answers: true }

/** 期限: until when is reported. */
const deadlineCommand = (means: QueryParts): Command => ({
  name: '期限',
  words: ['报送期限', 'due'],
  right: { kind: 'anyone' },
  summary: '到哪天报、还剩几天',
  help: { group: 'figures', rank: 3, acts: ['deadline'] },
  intents: ['deadline'],
  effect: 'reads',
  example: () => '/期限 6月',
  claims: ({ person, said }) => person !== undefined && asksWhen(said()),
  run: (asked) => {
    // whether something was late, and when it came, is asked of what was reported: 晚了没, 我5月几号报的
    const heard = asked.commanded || isOfDeadline(asked.said()) ? undefined : means.questions.heard(asked)
    const isOfReports = heard?.isOurs || heard?.best.query.measures[0] === 'reportedAt'
    return heard && isOfReports && nonFigureOf(heard) === undefined ? answered(means, asked) : deadline(means, asked)
  },
})

const hasAmount = ({ said }: Asked): boolean => spansIn(said(), 'amount').length > 0

/** A number that is told asks nothing of the answer before: 那就是3个. */
const tellsNumber = ({ said }: Asked): boolean =>
  spansIn(said(), 'amount').some(({ found, latent }) => !latent && !found.none) &&
  (['ask', 'topic', 'compare', 'extreme', 'measure'] as const).every((kind) => spansIn(said(), kind).length === 0)

/** Whether something else than figures is surely asked or wished; what says neither by itself (五月底的时候) goes on. */
function isWished({ likely, said }: Asked): boolean {
  const [first] = likely?.() ?? []
  const isSaid = spansIn(said(), 'ask').length + spansIn(said(), 'act').length > 0
  return isSaid && first !== undefined && first.p >= SURE && !ASKING.has(first.intent)
}
const SURE = 0.8
const ASKING: ReadonlySet<string> = new Set(['ledger', 'document', 'correct', 'decline', 'agree', 'talk', 'other'])

/** When, of nobody and of nothing that was done, is until when: 最晚什么时候. */
const isOfDeadline = (said: Utterance): boolean =>
  spansIn(said, 'ask').some(({ found }) => found.for === 'when') &&
  (['region', 'parts', 'own', 'indicator', 'measure', 'aspect'] as const).every((kind) =>
    spansIn(said, kind).every(({ found }) => found.kind === 'aspect' && found.of === 'due'),
  )

/** Something is asked, and not of a paper, which speaks of days of its own. */
function asksWhen(said: Utterance): boolean {
  const isAsked = spansIn(said, 'ask').length > 0 || spansIn(said, 'act').some(({ found }) => found.act === 'deadline')
  // of which day the figures are is asked of the figures: 数据截止到哪天
  const isOfFigures = spansIn(said, 'measure').some(({ found }) => found.measure === 'asOf')
  const isOfPaper =
    isOfFigures ||
    spansIn(said, 'document').length > 0 ||
    spansIn(said, 'measure').some(({ found }) => found.measure === 'source')
  return isAsked && !isOfPaper
}

/** Whether it can be read as a question on the ledger, or one beside it. */
const isMeant = (heard: Heard | undefined): boolean =>
  heard !== undefined && (heard.isOurs || (!heard.isOfPapers && nonFigureOf(heard) !== undefined))
