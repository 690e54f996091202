/** Small questions about where tokens stand to one another. */
import type { IndicatorId } from '../../../office/plan.ts'
import type { Token } from '../tokens/tokens.ts'

/** An indicator named in the text; `at` its place among the tokens. */
export interface Named {
  readonly id: IndicatorId
  readonly at: number
  readonly from: number
  readonly to: number
}

export const isStrongBreak = (token: Token | undefined): boolean => token?.kind === 'break' && token.strong

export const isSaid = ({ kind }: Token): boolean => kind !== 'blank'

/** The place of the first token after one that fits; the end where none does. Copies nothing: it is asked at every token. */
export function nextAfter(tokens: readonly Token[], at: number, fits: (token: Token) => boolean): number {
  let place = at + 1
  for (let token = tokens[place]; token && !fits(token); token = tokens[place]) place += 1
  return place
}

/** The place of the last token before one that fits; -1 where none does. */
export function lastBefore(tokens: readonly Token[], at: number, fits: (token: Token) => boolean): number {
  let place = at - 1
  for (let token = tokens[place]; token && !fits(token); token = tokens[place]) place -= 1
  return place
}

/** The name right behind a number: 60亩存量建设用地. */
export function nameBehind(tokens: readonly Token[], at: number): Named | undefined {
  for (let index = at + 1; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.kind === 'name') return { id: token.id, at: index, from: token.from, to: token.to }
    if (token?.kind !== 'blank' && !(token?.kind === 'word' && token.word.is === 'glue')) return undefined
  }
  return undefined
}

/** Whether a number follows a name before the next comma or name. */
export function hasOwnNumber(tokens: readonly Token[], { at }: Named): boolean {
  const next = nextAfter(tokens, at, ({ kind }) => kind === 'number' || kind === 'break' || kind === 'name')
  return tokens[next]?.kind === 'number'
}

/** How many numbers follow one another without a name in between, the one at `at` included. */
export function numbersInRow(tokens: readonly Token[], at: number): number {
  let count = 0
  for (const token of tokens.slice(at)) {
    if (token.kind === 'number') count += 1
    else if (token.kind === 'name' || isStrongBreak(token)) break
    else if (token.kind === 'word' && token.word.is !== 'and' && token.word.is !== 'glue') break
  }
  return count
}

/** Two names with nothing but 和, 、 or blanks between them. */
export const isJoined = (tokens: readonly Token[], a: Named, b: Named): boolean =>
  tokens.slice(a.at + 1, b.at).every((one) => one.kind === 'blank' || (one.kind === 'word' && one.word.is === 'and'))
