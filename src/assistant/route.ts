/** Which command a text is for. */
import type { Asked, Command } from '../message/command.ts'
import { isSurelyAsked } from '../progress/index.ts'
import { holds } from './rights.ts'

export type Route =
  /** `commanded`: by its own word */
  | { readonly kind: 'command'; readonly command: Command; readonly text: string; readonly commanded: boolean }
  | { readonly kind: 'unknown'; readonly word: string; readonly nearest: readonly Command[] }
  /** plain words that fit several jobs: ask which is meant */
  | { readonly kind: 'unclear'; readonly commands: readonly Command[] }
  | { readonly kind: 'empty' }

/** Invisible characters that phones and copied text bring along. */
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g

/**
 * A slash word is a command or nothing; a bare command word counts when it stands alone or before a blank;
 * everything else goes to the command that claims it.
 */
export function route(text: string, commands: readonly Command[], fallback: Command, asked: Asked): Route {
  const said = text.replace(INVISIBLE, '').trim()
  if (said === '' || /^[/／]$/.test(said)) return { kind: 'empty' }
  const slash = /^[/／]\s*([^\s:：，,]+)[\s:：，,]*([\s\S]*)$/.exec(said)
  if (slash) return bySlash(slash[1] ?? '', slash[2] ?? '', commands)
  const bare = /^([^\s:：]+)(?:[\s:：]+([\s\S]*))?$/.exec(said)
  const named = bare && find(bare[1] ?? '', commands)
  if (named) return { kind: 'command', command: named, text: bare[2] ?? '', commanded: true }
  return byClaim(said, commands, fallback, { ...asked, text: said })
}

function bySlash(word: string, rest: string, commands: readonly Command[]): Route {
  const exact = find(word, commands)
  if (exact) return { kind: 'command', command: exact, text: rest, commanded: true }
  // 「/上报僵尸企业12家」: typed without the blank
  const glued = longestPrefix(word, commands)
  if (glued) {
    const words = `${word.slice(glued.length)} ${rest}`.trim()
    return { kind: 'command', command: glued.command, text: words, commanded: true }
  }
  return { kind: 'unknown', word, nearest: nearest(word, commands) }
}

/** Only commands that the person may use take part: an official's “12家” can be no report. */
function byClaim(text: string, commands: readonly Command[], fallback: Command, asked: Asked): Route {
  const claiming = commands.filter(
    (command) => command.claims && holds(asked.person, command.right) && command.claims(asked),
  )
  // 年底20万方能到吧: a figure said of a day to come is a question, which 进度 answers.
  const isAsked =
    isSurelyAsked(text.normalize('NFKC').replace(/\s/g, '')) && claiming.some(({ name }) => name === '进度')
  const [only, another] = isAsked ? claiming.filter(({ name }) => name !== '上报') : claiming
  if (!only) return { kind: 'command', command: fallback, text, commanded: false }
  return another ? { kind: 'unclear', commands: claiming } : { kind: 'command', command: only, text, commanded: false }
}

const simple = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/報/g, '报')

const wordsOf = (command: Command): readonly string[] => [command.name, ...command.words]

function find(word: string, commands: readonly Command[]): Command | undefined {
  const wanted = simple(word)
  return commands.find((command) => wordsOf(command).some((one) => simple(one) === wanted))
}

function longestPrefix(word: string, commands: readonly Command[]): { command: Command; length: number } | undefined {
  const plain = simple(word)
  let best: { command: Command; length: number } | undefined
  for (const command of commands) {
    for (const one of wordsOf(command)) {
      if (one.length > (best?.length ?? 0) && plain.startsWith(simple(one))) best = { command, length: one.length }
    }
  }
  return best
}

/** Commands that share a character with what was typed, the likeliest first, at most three. */
function nearest(word: string, commands: readonly Command[]): Command[] {
  const typed = new Set(simple(word))
  const shared = (command: Command): number =>
    Math.max(...wordsOf(command).map((one) => [...simple(one)].filter((char) => typed.has(char)).length / one.length))
  return commands
    .map((command) => ({ command, score: shared(command) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ command }) => command)
}
