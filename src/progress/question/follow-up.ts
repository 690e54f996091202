/** What a text means after what was asked before it: 那安吉呢, 比上个月多了多少. */
import type { Heard, Question, QuestionKind } from './question.ts'

/** What a conversation is about. */
export interface Thread {
  readonly question: Question
  /** an indicator that the documents were asked about: what is left out may be that, 那土地呢 is theirs again */
  readonly isOfDocument: boolean
}

export const inThread = (said: Heard, thread: Thread | undefined): Question | undefined =>
  inContext(said, said.kind === undefined && thread?.isOfDocument ? undefined : thread?.question)

/** 高企今年认定多少, answered from a document, and then 完成了多少: the thread that a turn leaves behind. */
export function threadAfter(said: Heard, before: Thread | undefined): Thread | undefined {
  const question = inThread(said, before)
  if (question) return { question, isOfDocument: false }
  if (said.isReport || said.indicators.length === 0) return undefined
  const { isReport: _, isBelowProvince: __, ...rest } = said
  return { question: { ...rest, kind: 'progress' }, isOfDocument: true }
}

/** @param last the question before it; anything that was none has ended the thread */
function inContext({ isReport, isBelowProvince, ...said }: Heard, last: Question | undefined): Question | undefined {
  if (isReport) return undefined
  const { kind } = said
  if (kind === undefined) {
    if (!isEllipsis(said)) return undefined
    return last ? follow(last, said) : isBelowProvince ? terse(said) : undefined
  }
  const question = { ...said, kind }
  if (!last) return question
  return { ...question, ...inherited(question, last) }
}

type Parts = Omit<Heard, 'kind' | 'isReport' | 'isBelowProvince'>

const hasPlace = ({ subjects, pool, level }: Pick<Parts, 'subjects' | 'pool' | 'level'>): boolean =>
  subjects.length > 0 || pool !== undefined || level !== undefined

const named = (said: Parts): boolean =>
  said.indicators.length > 0 || hasPlace(said) || said.period !== undefined || said.year !== undefined

const FILLERS =
  /[^\p{Script=Han}]|[＃＠·]|那么?|呢|的|和|再|看看?|换成|换|情况|请问|如果是?|要是|也|说说|还有|呀|啊|吧|在|按|截至|截止|到|底|多少|数|一样吗|也是吗|怎么?样|怎么说|同期|那个?时候?|当时|时候?|的话|我|想|问|知道/gu

/** Names and fillers only: to be filled from the question before. */
const isEllipsis = (said: Parts): boolean => named(said) && said.words.replace(FILLERS, '').length <= 1

/** 嘉善低小散: a place and an indicator, and nothing else. Of the province a document may be meant. */
const terse = (said: Parts): Question | undefined =>
  said.indicators.length > 0 && said.words.replace(/[^\p{Script=Han}]/gu, '') === ''
    ? { ...said, kind: 'progress' }
    : undefined

function follow(last: Question, said: Parts): Question {
  const { taken: _, periods: __, ...before } = last
  return {
    ...before,
    ...(said.taken && { taken: said.taken }),
    ...(said.indicators.length > 0 && { indicators: said.indicators }),
    ...(hasPlace(said) && moved(said, last)),
    ...(said.period && { period: said.period }),
    ...(said.base && { base: said.base }),
    ...(said.year !== undefined && { year: said.year }),
    ...(said.pick && { pick: said.pick }),
  }
}

/** 全市呢 after 全省第几: the same place in another whole. 那湖州呢 after 哪些县没报: the whole changes, the list stays. */
function moved(said: Parts, last: Question): Partial<Question> {
  const whole = said.pool ?? (last.level !== undefined && said.level === undefined ? said.subjects[0] : undefined)
  const stays =
    last.kind === 'rank' && said.subjects.length === 0 && said.pool !== undefined && said.level === undefined
  const subjects = stays ? last.subjects : last.level !== undefined && said.level === undefined ? [] : said.subjects
  const level = said.level ?? last.level
  const pool = whole ?? (last.kind === 'rank' && subjects.length > 0 ? last.pool : undefined)
  const { pool: _, level: __, ...rest } = last
  return { ...rest, subjects, ...(level && { level }), ...(pool && { pool }) } satisfies Partial<Question>
}

const WHY = /为啥|为什么|为何|原因|怎么(?:会|被|给|就)|哪里不对|啥问题|什么问题/

/** 晚了没: whether the figure spoken of was late, not who was. */
const isOfOne = ({ kind, words }: Question): boolean =>
  (kind === 'review' && WHY.test(words)) || (kind === 'late' && /(?:晚|迟|逾期|超期)了?(?:没|吗|么|几|多)/.test(words))

/** Questions that stand by themselves without naming an indicator. */
const BROAD: readonly QuestionKind[] = ['missing', 'mine', 'late', 'lights', 'finished', 'review', 'rule']

/** What a question leaves out is what was spoken of. */
function inherited(question: Question, last: Question): Partial<Question> {
  // 为啥给退了 asks about the figure that was spoken of, not about all that were returned.
  const isBroad = BROAD.includes(question.kind) && !isOfOne(question)
  const bare = question.indicators.length === 0
  // A question that names its own indicator begins anew, unless it is tied to the one before: 那土地还差多少.
  const isTied = bare || /^(?:那|再|还有|也)|呢/.test(question.words)
  if (!isTied || (isBroad && question.kind !== 'lights')) return {}
  const takesPlace =
    !hasPlace(question) ||
    (question.kind === 'rank' && question.subjects.length === 0 && question.level === undefined && !question.pick)
  const place =
    takesPlace && !(isBroad && last.level !== undefined)
      ? {
          subjects: last.subjects,
          ...(last.pool && question.pool === undefined && { pool: last.pool }),
          ...(last.level && question.kind !== 'rank' && { level: last.level }),
        }
      : {}
  const keepsPeriod =
    question.period === undefined &&
    last.period !== undefined &&
    !['change', 'forecast', 'trend'].includes(question.kind)
  return {
    ...(bare && !isBroad && { indicators: last.indicators }),
    ...place,
    ...(keepsPeriod && { period: last.period }),
  }
}
