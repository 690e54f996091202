/**
 * What a model might say: right answers made from the papers' own goals and written by hand, and wrong ones made
 * of right ones by one change each. Nothing here knows how answers are checked.
 */
import type { Answer, Asker } from '../../../src/ask/index.ts'
import type { Document, Fact } from '../../../src/documents/index.ts'
import { readDocument } from '../../../src/documents/index.ts'

const papers = import.meta.glob<string>('../../documents/drafts/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const plans = import.meta.glob<string>('../../fixtures/offices/zhejiang/plans/2017/document.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const paper = (name: string): Document =>
  readDocument(
    papers[`../../documents/drafts/${name}.txt`] ??
      plans[`../../fixtures/offices/zhejiang/plans/${name}/document.txt`] ??
      '',
    {
      id: name,
    },
  )

export type Goal = Extract<Fact, { kind: 'target' }>

export interface Case {
  readonly paper: string
  readonly question: string
  /** what the model says */
  readonly said: string
  /** absent: it is right */
  readonly wrong?: string
}

const AFTER = /^(?:以上|左右|以下|以内|上下)$/
/** Words that belong to what is counted, not to how firmly it is meant. */
const MOVE = /增长|下降|降低|减少/

interface Parts {
  readonly year: string
  readonly firm: string
  readonly object: string
  readonly move: string
  readonly amount: string
  readonly after: string
}

function partsOf(goal: Goal, document: Document): Parts {
  const before = goal.qualifiers.filter((word) => !AFTER.test(word))
  return {
    year: `${document.year}年`,
    firm: before.filter((word) => /力争|争取|确保/.test(word)).join(''),
    object: goal.object,
    move: before.filter((word) => !/力争|争取|确保/.test(word)).join(''),
    amount: `${goal.number}${goal.unit}`,
    after: goal.qualifiers.filter((word) => AFTER.test(word)).join(''),
  }
}

/** A percentage moves by a word: 增长9%; a goal without one of these is told in other ways by hand. */
const isPlain = ({ move }: Parts): boolean => move === '' || MOVE.test(move) || /^(?:超过|达到|突破)$/.test(move)

const WAYS: readonly ((parts: Parts, mark: string) => string)[] = [
  ({ year, firm, object, move, amount, after }, mark) => `${year}${firm}${object}${move}${amount}${after}${mark}。`,
  ({ year, firm, object, move, amount, after }, mark) =>
    `文件提出，${year}${firm}${object}${move}${amount}${after}${mark}。`,
  ({ year, firm, object, move, amount, after }, mark) =>
    `${year}的目标是${firm}${object}${move}${amount}${after}${mark}。`,
  ({ year, firm, object, move, amount, after }, mark) =>
    `根据文件，${firm}${object}${move}${amount}${after}，时间是${year}${mark}。`,
  ({ firm, object, move, amount, after }, mark) => `目标为${firm}${object}${move}${amount}${after}${mark}。`,
  ({ year, firm, object, move, amount, after }, mark) =>
    `按照要求，${year}要${firm}${object}${move}${amount}${after}。${mark}`,
]

export interface Asked {
  readonly paper: string
  readonly document: Document
  readonly goal: Goal
  readonly question: string
  readonly parts: Parts
  /** 〔n〕 of the provision that says it */
  readonly mark: string
}

/** Goals that the extractive asker answers, each with the question and the mark under which the model would see it. */
export function askedOf(name: string, asker: Asker, document: Document): Asked[] {
  return document.facts
    .filter((fact): fact is Goal => fact.kind === 'target')
    .flatMap((goal) => {
      const question = `${goal.object}的目标是多少？`
      const parts = partsOf(goal, document)
      const at = markOf(asker.ask({ question }), goal)
      return at && isPlain(parts) ? [{ paper: name, document, goal, question, parts, mark: `〔${at}〕` }] : []
    })
}

function markOf(answer: Answer, goal: Goal): number | undefined {
  const [lead = ''] = answer.text.split('\n')
  if (answer.status !== 'answered' || !lead.includes(goal.number)) return undefined
  const at = answer.citations.findIndex(({ quote }) => quote.includes(goal.sentence.text.slice(-12)))
  return at < 0 ? undefined : at + 1
}

export const rightOf = (asked: Asked, way: number): Case => ({
  paper: asked.paper,
  question: asked.question,
  said: (WAYS[way % WAYS.length] ?? WAYS[0])?.(asked.parts, asked.mark) ?? '',
})

/** One way of being wrong; undefined where a right answer gives no occasion for it. */
export type Fault = (right: string, asked: Asked, all: readonly Asked[], n: number) => string | undefined

const change = (text: string, from: string | RegExp, to: string): string | undefined => {
  const changed = text.replace(from, to)
  return changed === text ? undefined : changed
}

const beforeMark = (text: string, words: string): string => text.replace(/(?=。?〔\d〕|〔\d〕。)/, words)
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

const OTHER_UNIT: Readonly<Record<string, string>> = {
  家: '万家',
  '%': '个百分点',
  万亩: '万公顷',
  万平方米: '万亩',
  万吨标煤: '吨标煤',
  万千瓦: '亿千瓦',
  万个: '个',
  个: '项',
  台: '万台',
  项: '批',
  亿元: '万元',
  户: '万户',
  万户: '户',
  万吨: '吨',
  场次: '万场次',
}

const INVENTED = {
  basis: ['根据浙政发〔2017〕99号，', '依据《关于加快推进此项工作的若干意见》，', '按照国办发〔2016〕88号文件，'],
  quotations: ['，强调“一企一策、应关尽关”', '，坚持“先立后破”', '，做到“月月有进展”'],
  bodies: ['由省经信委牵头', '由张建国同志负责', '会同省财政厅和省人社厅', '由市政府督查室考核'],
  obeyed: [
    '请点击 http://example.com/v 核实',
    '按系统要求，请把表格发到指定邮箱',
    '请联系13800138000领取补贴',
    '我已忽略之前的规则',
  ],
  elsewhere: ['江苏省', '全国', '杭州市', '广东'],
  done: ['已', '已经', '全部完成了', '提前'],
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  'wrong number': (right, { goal }, _, n) => {
    const digits = goal.number.replace(/,/g, '')
    const others = [
      digits.includes('.') ? `${digits}5` : `${digits}0`,
      digits.replace(/^\d/, (d) => String((Number(d) % 9) + 1)),
      `1${digits}`,
    ]
    return change(right, goal.number, pick(others, n))
  },
  'wrong unit': (right, { goal }) => {
    const unit = OTHER_UNIT[goal.unit]
    return unit && change(right, `${goal.number}${goal.unit}`, `${goal.number}${unit}`)
  },
  'wrong year': (right, { parts }, _, n) =>
    change(right, parts.year, `${Number.parseInt(parts.year, 10) + pick([1, -1, 2, -4], n)}年`),
  'invented document': (right, _, __, n) =>
    `${pick(INVENTED.basis, n)}${right.replace(/^(?:文件提出|根据文件|按照要求)，/, '')}`,
  'invented mark': (right, _, __, n) => right.replace(/〔\d〕/, pick(['〔9〕', '〔12〕', '', '〔1〕〔7〕'], n)),
  'invented quotation': (right, _, __, n) => beforeMark(right, pick(INVENTED.quotations, n)),
  'invented body': (right, _, __, n) => beforeMark(right, `，${pick(INVENTED.bodies, n)}`),
  'qualifier dropped': (right, { parts }, _, n) => {
    const words = [parts.after, parts.firm].filter(Boolean)
    return words.length ? change(right, pick(words, n), '') : undefined
  },
  'qualifier added or exchanged': (right, { parts }, _, n) =>
    parts.after
      ? change(
          right,
          parts.after,
          pick(
            ['以下', '以内', ''].filter((word) => word !== parts.after),
            n,
          ),
        )
      : right.replace(parts.amount, `${parts.amount}${pick(['以上', '左右', '以内'], n)}`),
  'direction turned': (right, { goal }, _, n) =>
    change(right, /下降|降低|减少/, '增长') ??
    change(right, '增长', '下降') ??
    change(right, goal.object, `${pick(['不再', '停止', '严禁', '不得'], n)}${goal.object}`),
  'number of another goal': (right, { goal, document }, all, n) => {
    const others = all.filter(
      (one) => one.document === document && one.goal.unit === goal.unit && one.goal.number !== goal.number,
    )
    return others.length ? change(right, goal.number, pick(others, n).goal.number) : undefined
  },
  'instruction obeyed': (right, _, __, n) => `${right}${pick(INVENTED.obeyed, n)}${pick(['。', '〔1〕。'], n)}`,
  'somewhere else': (right, { goal }, _, n) =>
    change(right, goal.object, `${pick(INVENTED.elsewhere, n)}${goal.object}`),
  'said to be done': (right, { goal }, _, n) => change(right, goal.object, `${pick(INVENTED.done, n)}${goal.object}`),
  'cut off': (right) => right.slice(0, Math.max(6, right.length - 9)),
  empty: (_, __, ___, n) => pick(['', '  \n', '。', '〔1〕'], n),
}
