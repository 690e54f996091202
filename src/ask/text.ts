/** What the asker says when it does not answer; every refusal tells what the documents lack and what to do next. */
import type { SmallTalk } from './question/guard.ts'

export const TALK: Readonly<Record<SmallTalk, string>> = {
  greeting: '您好，我是“要点”助手。可以直接问文件里的目标、任务和依据；发送“/要点”看全部目标。',
  thanks: '不客气。还有要查的，直接发来即可。',
  farewell: '再见，需要时随时找我。',
  identity: '我是“要点”助手，是程序，不是真人，只依据已入库的文件回答，每个答案都附条款原文；文件没写的，我会直说。',
  ability:
    '我能查文件里的目标数、任务要求、依据文件、名词含义和条款位置，也能给原文：发“/要点”看全部目标，发“/原文”看各条。',
  praise: '好的，有需要随时问我。',
}

export const INJECTION = '这个我不能照办：我只依据已入库的文件如实回答，不改动文件、规则和数据。请直接问文件里的内容。'
export const PRIVACY = '个人信息我不提供，文件中也没有。工作联系请通过单位公开的渠道。'
export const ADVICE = '这需要您自己或专业机构判断，我不提供建议。文件里写明的目标和要求，可以直接问我。'
export const OFF_TOPIC = '这个问题与已入库的文件无关，我答不了。可以问文件里的目标、任务、依据和条款。'

export const noYear = (asked: string, own: string): string =>
  `文件没有写${asked}的内容，只管${own}。要查${asked}，请先入库相应年份的文件。`
export const noPlace = (asked: string, home: string): string =>
  `文件没有写${asked}的数，写的是${home}的总要求。可以向当地牵头部门核实。`
export const noSplit = '文件没有把任务分解到市、县或月份，只写了总目标。分解数以正式下达的分解文件为准。'
export const noAttribute = (asked: string): string => `文件没有写“${asked}”。`
export const noResult = '文件只写了目标，没有写完成情况。完成数请看台账或通报。'
export const cutOff = (last: string): string =>
  `入库文本到“${last}”中断，之后的内容没有收录，无法回答。请以正式印发的全文为准。`
/** Behind a sum of a table. */
export const notTheSum = (sum: string): string => `（各行相加是${sum}，请核对）`
export const noPart = (asked: string, parts: string): string => `文件没有“${asked}”，只有：${parts}。`
export const notHeld = (title: string): string => `文件只引用了${title}，没有收录它的内容。请查阅该文件原文。`
/** @param number of a document, which no paper bears or cites */
export const noNumber = (number: string): string => `文件没有提到${number.replace('(', '〔').replace(')', '〕')}。`
/** What several figures come to. */
export const inAll = (of: string, sum: string, parts: readonly string[]): string =>
  `${of}合计${sum}：${parts.join('、')}`
/** Of another thing the document has the figure, or the words stand apart. */
export const notDirect = (words: string): string => `文件没有直接写“${words}”。`
/** @param clause that was just told */
export const notInClause = (clause: string): string => `${clause}没有写到这一点。`
export const notWrittenOf = (clause: string, asked: string): string => `没有，${clause}没有写${asked}。`
export const nothing = '没有在文件里找到直接的回答。可以换个说法，或发“转人工”。'
export const nearest = '相关条款是：'
export const source = (label: string): string => `〔${label}〕`
export const which = '您问的是哪一项？'

export const YES = '是'
export const EXISTS = '有'
export const written = (line: string): string => `文件写的是：${line}`
const QUALIFYING: ReadonlySet<string> = new Set(['bound', 'modality'])
/** Another figure, year or direction is put right; another qualifier is said to be missing. */
export const writtenInstead = ({ field, claimed }: { field: string; claimed: string }, line: string): string =>
  QUALIFYING.has(field) ? `文件没有写“${claimed}”，写的是：${line}` : `不是${claimed}，文件写的是：${line}`

export const USEFUL = '👍 有用'
export const WRONG = '这个答案不对'
export const HANDOVER = '转人工'
export const original = (section: string): string => `原文 ${section}`
export const NEAR_BY = '附近的内容（不是答案）'
export const CUT = '内容较长，只显示前面部分；请用“/原文 条款号”分条查看。'
export const NO_DOCUMENT = '还没有入库的文件。请协调员先发送文件入库。'
export const WHICH_PART = '要看哪一条？点选，或发“/原文 二（三）”。'
export const NO_GOALS = '文件没有写带数字的目标。可以点选条款看原文。'
/** @param example a question that can be asked of what is there */
export const askWhat = (example: string): string => `想问什么？直接说就行，例如：${example}`
export const SEARCH_WHAT = '要找什么？例如“/搜索 闲置土地”。'
export const noSuchPart = (typed: string): string => `文件里没有“${typed}”。请从下面选一条。`
export const noHits = (words: string): string => `所有文件里都没有找到“${words}”。可以换个说法再找。`
export const hits = (words: string, n: number): string => `“${words}”：找到${n}处`
export const moreGoals = (n: number): string => `另有${n}项未列出，请用“/原文 条款号”查看。`

/** What a person reads while a model answers, and in its answer beside the document's words. */
export const LOOKING_UP = '正在查阅…'
export const WORDED = '本段文字由人工智能生成，已逐句与条款核对。'
export const AGREED = '是，'
export const DENIED = '不是，文件写的是：'
export const WRITTEN = '文件写的是：'
export const notWritten = (missing: string): string => `文件没有写明“${missing}”。`
