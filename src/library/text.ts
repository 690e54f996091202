/** Words about documents brought in, and those that no longer hold. */

import { amountText, type Document, doubtsOf, FACT_NAMES, FORMATS, type Shelved } from '../documents/index.ts'
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  column,
  fields,
  fold,
  form,
  lead,
  note,
  type Row,
  say,
  sentence,
  table,
  told,
} from '../message/card.ts'
import { type Day, dayName, dayOf, fullDayName } from '../office/day.ts'
import { LEVEL } from '../office/levels.ts'
import type { Lapsed } from './out-of-force.ts'
import { pressKeep, pressTakeOut } from './presses.ts'

/** A file's name comes from elsewhere: no control characters, not too long. */
const line = (words: string, most: number): string => {
  const flat = words.replace(/[\p{C}\s]+/gu, ' ').trim()
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat
}

/** A document as it is named in a sentence: title in brackets, then its number where it has one. */
export const named = ({ title, number }: Pick<Document, 'title' | 'number'>): string => `《${title}》${number ?? ''}`

/** Who brought a document in by the command line. */
export const COMMAND_LINE = '管理员（命令行）'

/** Why a file stays out: its size. */
export const TOO_LARGE = '文件超过20 MB，请拆分或压缩图片后再发。'

/** Why a file stays out: the platform gave no content. */
export const NOT_FETCHED = '平台没有给出文件内容，请重新发送一次；一直不行请告诉管理员。'

/** Why a preview is shown again: the library has changed. */
export const CHANGED = '预览以后文件库有变化，请再核对一次。'

/**
 * The refusal of a file.
 * @param why a sentence in Chinese
 */
export const notTaken = (file: string, why: string): Card => told('warn', `没有入库：${line(file, 60)}`, why)

/** The answer to 入库 where no file waits. */
export const sendAFile = (): Card =>
  told('warn', '没有等待入库的文件', `请把文件（${FORMATS}）重新发来，先看预览再入库。`)

const MOST_TARGETS = 15
const MOST_LINES = 60

interface Shown {
  /** of the waiting text */
  readonly id: string
  readonly file: string
  /** of the reading; those of the document are added */
  readonly doubts: readonly string[]
  readonly replaced: readonly string[]
}

/** What a file says, what is doubtful in it and what it would replace, with the buttons 入库 and 放弃. */
export function preview(document: Document, { id, file, doubts, replaced }: Shown): Card {
  const all = [...doubts, ...doubtsOf(document)]
  return card(
    'info',
    [`入库预览：${document.title || line(file, 40)}`, line(file, 60)],
    [
      fields([
        { name: '文号', value: document.number ?? '没有读到' },
        { name: '印发', value: document.issued ? fullDayName(document.issued) : '没有读到' },
        { name: '发文单位', value: document.issuer ?? '没有读到' },
        { name: '读到', value: counts(document) },
      ]),
      replaced.length > 0 && lead(`入库后取代：${replaced.join('、')}`),
      all.map((doubt) => sentence(`⚠ ${doubt}`)),
      targetsTable(document),
      fold(`条款（${document.provisions.length}条）`, [sentence(tree(document))]),
      buttons([
        { label: '入库', ...pressKeep({ id, replaced: replaced.join() }), style: 'primary' },
        { label: '放弃', ...pressKeep({ id, do: 'drop' }) },
      ]),
      note('还没有入库，现在不会据此回答。如果是上报的佐证，请直接回复那条上报消息再发。'),
    ],
  )
}

function targetsTable({ facts }: Document): Block | undefined {
  const rows = facts.flatMap((fact): Row[] =>
    fact.kind === 'target'
      ? [{ object: `${fact.scope ?? ''}${fact.object}`, goal: amountText(fact), label: fact.label }]
      : [],
  )
  if (rows.length === 0) return undefined
  const columns = [column('object', '目标'), column('goal', '数值', 'right'), column('label', '条款')]
  const caption = rows.length > MOST_TARGETS ? `前${MOST_TARGETS}项，共${rows.length}项` : undefined
  return table(columns, rows.slice(0, MOST_TARGETS), caption)
}

const counts = (document: Document): string =>
  Object.entries(FACT_NAMES)
    .flatMap(([kind, name]) => {
      const count = document.facts.filter((fact) => fact.kind === kind).length
      return count ? [`${name}${count}`] : []
    })
    .join('，') || '没有可识别的事实'

const tree = (document: Document): string => {
  const lines = document.provisions.map((one) => `${one.label} ${line(one.heading, 40)}`.trim())
  return [
    ...lines.slice(0, MOST_LINES),
    ...(lines.length > MOST_LINES ? [`…另有${lines.length - MOST_LINES}条`] : []),
  ].join('\n')
}

/**
 * The answer where a document was taken in.
 * @param replaced titles of those that no longer hold
 */
export const kept = (document: Document, replaced: readonly string[]): Card =>
  card('good', `已入库：${named(document)}`, [
    replaced.length > 0 && sentence(`已取代：${replaced.join('、')}，不再据以回答。`),
    sentence('现在就可以问它。发送 /文件库 可以查看和移出。'),
  ])

/** The answer where a file was dropped. */
export const dropped = (file: string): Card => say(`已放弃：${line(file, 60)}`, '没有入库，内容已清除。')

const STATES: Readonly<Record<Shelved['state'], string>> = {
  'in-force': '有效',
  expired: '已到期',
  superseded: '被取代',
  withdrawn: '已移出',
}

type Listed = Shelved & { readonly by: string; readonly citedBy: readonly string[] }

const MOST_BUTTONS = 8

/**
 * The list of all documents.
 * @param mayChange with buttons that take out and put back
 */
export function catalogue(own: readonly Document[], shelved: readonly Listed[], mayChange: boolean): Card {
  const rows = [
    ...own.map((document): Row => ({ at: '—', title: named(document), state: '有效（随系统）', note: '', by: '' })),
    ...shelved.map(
      (one, at): Row => ({
        at: String(at + 1),
        title: named(one),
        state: STATES[one.state],
        note: noteOf(one),
        by: `${one.by} ${dayName(dayOf(one.added))}`,
      }),
    ),
  ]
  return card('plain', `文件库：有效${own.length + shelved.filter(({ state }) => state === 'in-force').length}份`, [
    table(SHELF, rows),
    mayChange && buttons(shelved.slice(0, MOST_BUTTONS).map(inOrOut)),
    note(mayChange ? '把文件直接发来即可入库。' : `入库请把文件发给${LEVEL.whole}协调员。`),
  ])
}

const SHELF = [
  column('at', '序号'),
  column('title', '文件'),
  column('state', '状态'),
  column('note', '说明'),
  column('by', '入库'),
]

const inOrOut = ({ id, state }: Listed, at: number): Button =>
  state === 'in-force'
    ? { label: `移出${at + 1}`, ...pressTakeOut({ id }) }
    : {
        label: `放回${at + 1}`,
        ...pressTakeOut({ id, do: 'back' }),
        confirm: '放回以后按它回答，取代同名同号的现行文件。',
      }

const noteOf = ({ supersededBy, because, expires, citedBy }: Listed): string =>
  [
    ...(supersededBy ? [`由《${supersededBy}》取代`] : []),
    ...(because ? [`原因：${because}`] : []),
    ...(expires ? [`有效期至${fullDayName(expires as Day)}`] : []),
    ...(citedBy.length ? [`被《${citedBy.slice(0, 2).join('》《')}》引用`] : []),
  ].join('；')

/** The form that asks why a document is taken out. */
export const whyTakeOut = (one: Shelved): Card =>
  card('warn', `移出：${named(one)}`, [
    sentence('移出以后不再据以回答，可以随时放回。'),
    form({
      name: 'takeout',
      ...pressTakeOut({ id: one.id }),
      inputs: [{ kind: 'text', name: pressTakeOut.field('because'), label: '原因', required: true }],
      submit: '移出',
    }),
  ])

/** The answer where a document was taken out. */
export const takenOut = (one: Shelved, because: string): Card =>
  say(`已移出：${named(one)}`, `原因：${because}。现在不再据以回答，发送 /文件库 可以放回。`)

/** The answer where a document was put back. */
export const restored = (one: Shelved): Card => ({ ...say(`已放回：${named(one)}`, '现在按它回答。'), tone: 'good' })

/** The answer to a press on a list that is out of date. */
export const catalogueMoved = (): Card => told('warn', '文件库已有变化', '请发送 /文件库 看最新的清单再操作。')

/** The answer about a document that no longer holds: since when, or replaced by which, with a button to that one. */
export function past(one: Lapsed): Card {
  const newer = one.supersededBy
  const how = {
    superseded: newer ? `已由《${newer}》取代` : '已被新版本取代',
    expired: `有效期至${one.expires ? fullDayName(one.expires) : '以前'}，已到期`,
    withdrawn: `已移出文件库${one.because ? `（${one.because}）` : ''}`,
  }[one.state]
  return card(
    'warn',
    `${named(one)}${how}，不再据以回答`,
    newer
      ? [buttons([{ label: '看现行文件', command: '全文', values: { document: newer } }])]
      : [sentence('要查现行规定，请不写文号直接问。')],
  )
}
