/** How each kind of ask is put at a terminal, and what a line typed there means. */
import type { Edit } from '../../../documents/draft/open.ts'
import * as pc from '../../colour.ts'
import type { Ask, ChoiceAsk, FileAsk, GoalsAsk, Tick, TicksAsk } from '../ask.ts'
import { Wrong } from '../ask.ts'
import { dayTyped } from '../steps/paper.ts'
import * as text from '../text.ts'
import { earlier, fileTyped } from './files.ts'
import type { Terminal } from './terminal.ts'

/** Where one is asked: the terminal, what was said on the command line by the ask's name, the copies of files. */
export interface AnswerSource {
  readonly terminal: Terminal
  readonly flags: Readonly<Partial<Record<string, string>>>
  readonly folder: string
}

/**
 * Puts one question until it is answered.
 * @throws Left or Back where the person types so, Failure where nobody is there to answer
 */
export function answerAt(desk: AnswerSource, ask: Ask): Promise<void> {
  const { terminal, flags } = desk
  switch (ask.kind) {
    case 'file':
      return fileAnswered(desk, ask)
    case 'choice':
      return choiceAnswered(desk, ask)
    case 'text':
      return terminal.ask({
        text: ask.text,
        proposal: flags[ask.name] ?? ask.proposal,
        flag: text.FLAGS[ask.name],
        read: ask.take,
      })
    case 'ticks':
      return ticksAnswered(terminal, ask)
    case 'goals':
      return goalsAnswered(terminal, ask)
  }
}

function fileAnswered({ terminal, flags, folder }: AnswerSource, ask: FileAsk): Promise<void> {
  const isWord = (typed: string): boolean => ask.others.some(({ value }) => value === typed)
  return terminal.ask({
    text: text.withWords(ask.text, ask.others),
    proposal: flags[ask.name] ?? earlier(folder, ask.proposal),
    flag: text.FLAGS[ask.name],
    read: async (typed) => ask.take(isWord(typed) ? typed : fileTyped(typed)),
  })
}

function choiceAnswered(
  { terminal, flags }: AnswerSource,
  { name, text: asked, options, proposal, take }: ChoiceAsk,
): Promise<void> {
  const numbered = options.filter(({ value }) => value !== '')
  const at = numbered.findIndex(({ value }) => value === (flags[name] ?? proposal))
  return terminal.ask({
    text: text.withNumbers(asked, options),
    proposal: at < 0 ? undefined : String(at + 1),
    flag: text.FLAGS[name],
    async read(typed) {
      const value = typed === '' ? options.find((one) => one.value === '')?.value : numbered[Number(typed) - 1]?.value
      if (value === undefined) throw new Wrong(text.oneOf(numbered.length))
      await take(value)
    },
  })
}

/** Shown with numbers; what is typed is turned round, until nothing is. */
async function ticksAnswered(terminal: Terminal, { items, take }: TicksAsk): Promise<void> {
  let chosen = items.filter((one) => one.chosen).map(({ key }) => key)
  for (;;) {
    terminal.say(...tickLines(items, new Set(chosen)))
    const picked = await terminal.ask({
      text: text.ticksAsked,
      async read(typed) {
        const keys = numbersIn(typed, items.length).flatMap((at) => items[at - 1]?.key ?? [])
        const turned = [...chosen.filter((key) => !keys.includes(key)), ...keys.filter((key) => !chosen.includes(key))]
        await take(turned)
        chosen = turned
        return keys
      },
    })
    if (picked.length === 0) return
  }
}

function tickLines(items: readonly Tick[], chosen: ReadonlySet<string>): string[] {
  const isChosen = ({ key }: Tick): boolean => chosen.has(key)
  const line = (one: Tick, at: number): string[] => [
    `  ${String(at + 1).padStart(2)} ${isChosen(one) ? pc.green('✓') : pc.dim('✗')} ${one.said}　${pc.dim(one.where)}${one.why ? pc.yellow(`　${one.why}`) : ''}`,
    pc.dim(`       “${one.wording}”`),
    ...(one.alike ? [pc.yellow(`       ⚠ ${text.alike(one.alike)}`)] : []),
  ]
  const brief = (one: Tick, at: number): string =>
    `${at + 1}${isChosen(one) ? pc.green('✓') : ''} ${one.said}${pc.dim(`（${one.where}）`)}`
  const numbered = items.map((one, at) => ({ one, at }))
  const proposed = numbered.filter(({ one }) => one.why === undefined)
  const left = numbered.filter(({ one }) => one.why !== undefined && !one.other)
  const others = numbered.filter(({ one }) => one.other)
  return [
    text.proposed(proposed.length),
    ...proposed.flatMap(({ one, at }) => line(one, at)),
    ...(left.length > 0 ? [text.leftOut(left.length)] : []),
    ...left.flatMap(({ one, at }) => line(one, at)),
    ...(others.length > 0
      ? [text.others(others.length), `     ${others.map(({ one, at }) => brief(one, at)).join('　')}`]
      : []),
  ]
}

/** One change a line, until none is typed; the rows are shown anew with each. */
async function goalsAnswered(terminal: Terminal, ask: GoalsAsk): Promise<void> {
  let rows = ask.rows
  for (;;) {
    terminal.say(
      ask.text,
      ...rows.map((one, at) => `  ${String(at + 1).padStart(2)} ${one.name}　${one.said}　${one.traits.join('　')}`),
    )
    const isChanged = await terminal.ask({
      text: text.changeAsked,
      async read(typed) {
        rows = await ask.take(changesIn(typed, rows))
        return typed !== ''
      },
    })
    if (!isChanged) return
  }
}

/** By the row's key; none where nothing is typed. @throws Wrong */
function changesIn(typed: string, rows: GoalsAsk['rows']): Readonly<Record<string, Edit>> {
  if (typed === '') return {}
  const [number = '', field = '', ...rest] = typed.split(/[\s　]+/)
  const row = rows[Number(number) - 1]
  if (!row) throw new Wrong(text.noChange(rows.length))
  const value = rest.join(' ')
  const edit = value === '' ? traitIn : FIELDS.get(field)
  if (!edit) throw new Wrong(text.noTrait(field))
  return { [row.key]: edit(value || field) }
}

/** 3 每季, 3 越低越好: the word says which field it is of. @throws Wrong */
function traitIn(word: string): Edit {
  const edit = text.traitSaid(word)
  if (!edit) throw new Wrong(text.noTrait(word))
  return edit
}

/** What may be typed before a value: 单位 户. */
const FIELDS = new Map<string, (value: string) => Edit>([
  ['名称', (name) => ({ name })],
  ['单位', (unit) => ({ unit })],
  ['口径', (definition) => ({ definition })],
  ['数', (value) => ({ value })],
  ['期限', (day) => ({ pace: { due: dayTyped(day) } })],
  ...['方向', '类型', '报送', '进度'].map((word) => [word, traitIn] as const),
])

/**
 * The numbers of a list that a person typed: 3 5-7 → 3, 5, 6, 7. @param most the last there is
 * @throws Wrong for anything else
 */
function numbersIn(typed: string, most: number): number[] {
  const parts = typed.split(/[\s,，、]+/).filter(Boolean)
  return parts.flatMap((part) => {
    const [, first, last = first] = /^(\d{1,3})(?:[-—~～](\d{1,3}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!first || from < 1 || to > most || to < from) throw new Wrong(text.noNumber(part, most))
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}
