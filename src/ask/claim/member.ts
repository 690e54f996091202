/** Of what a figure counts together a claim may name one member as if the figure were its own: 新建 of 新改扩建. */
import { keptOf } from '../words/kept.ts'
import { wordsOf } from '../words/normalise.ts'
import type { ClaimFit } from './fit.ts'
import type { SourceStatement } from './stated.ts'

/** Words that stand in one row, with how they are written together where that is shorter. */
interface Row {
  readonly members: readonly string[]
  readonly together?: string
}

const JOINS: ReadonlySet<string> = new Set(['和', '与', '及', '以及', '、', '并'])
/** What says that the figure is of each. */
const OF_EACH = ['分别', '均', '都', '各', '每']
/** Lengths of time, ages and grades add up to nothing. */
const SINGLE: ReadonlySet<string | undefined> = new Set(['time', 'age', 'grade'])

/** @param words flat, of the claim */
export function namesOneMember(words: string, { said }: ClaimFit, stated: SourceStatement): boolean {
  const names = (one: string): boolean => words.includes(one) || said.some((word) => word.includes(one))
  return rowsOf(stated).some(({ members, together }) => {
    if (together && names(together)) return false
    const named = members.filter(names)
    return named.length > 0 && named.length < members.length
  })
}

const rowsOf = keptOf(({ subjects, figure, direction, text }: SourceStatement): Row[] => {
  const isOfEach = direction || SINGLE.has(figure?.dimension) || OF_EACH.some((word) => text.includes(word))
  return isOfEach ? [] : subjects.flatMap((one) => rowsIn(wordsOf(one)))
})

const rowsIn = (words: readonly string[]): Row[] =>
  words.flatMap((word, at): Row[] => {
    if (JOINS.has(word)) return joinedAt(words, at)
    const members = shortenedAt(words, at)
    return members ? [members] : []
  })

/** 淘汰和整治; of 污水管网和雨水管网 what is said on both sides tells them apart by nothing. */
function joinedAt(words: readonly string[], at: number): Row[] {
  const [left, right] = [words[at - 1], words[at + 1]]
  if (!left || !right || (left + right).includes('/')) return []
  const isShared = words.slice(at + 1, at + 4).includes(left)
  return [{ members: [isShared ? `${words[at - 2] ?? ''}${left}` : left, right] }]
}

/** 新改扩建: single characters that make a word with the last one of the word behind them; 进出口 is in the dictionary. */
function shortenedAt(words: readonly string[], at: number): Row | undefined {
  const word = words[at] ?? ''
  let from = at
  while ((words[from - 1] ?? '').length === 1) from--
  const together = word.length === 2 ? words.slice(from, at + 1).join('') : word
  const end = together.slice(-1)
  const heads = [...together.slice(0, -1)]
  const first = heads.findLastIndex((head) => wordsOf(head + end).length > 1) + 1
  const members = heads.slice(first).map((head) => head + end)
  return members.length > 1 && word.length < 4 ? { members, together: together.slice(first) } : undefined
}
